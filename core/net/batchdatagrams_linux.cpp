#include <core/net/batchdatagrams.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
// After the socket headers, whose types it uses.
#include <core/net/systemaddress.h>

namespace net {

namespace {

constexpr std::size_t kBatch = 64;
// Batches taken before other sources of the event loop get their turn.
constexpr int kBatchesPerReport = 8;
constexpr std::size_t kDatagramMax = 65'536;
// Datagrams are small as a rule: a block for each, but not all at the same place of a page, where they would push each
// other out of the processor's cache.
constexpr std::size_t kStride = kDatagramMax + 4096 + 320;
constexpr std::size_t kOutBytes = 256U * 1024;
constexpr int kKernelBuffer = 4 * 1024 * 1024; // a burst while we do something else; the system grants what it allows

class BatchDatagrams final : public DatagramTransport, private ReadyTarget, private TurnWork
{
public:
    BatchDatagrams(StreamHome &home, int descriptor, DatagramBatchHandler &handler);
    ~BatchDatagrams() override;
    [[nodiscard]] bool open();

    void send(ByteView head, ByteView payload, const SocketAddress &to) override;
    [[nodiscard]] quint16 port() const override { return sys::localAddressOf(m_descriptor).port; }
    [[nodiscard]] quint64 dropped() const override { return m_dropped; }

private:
    void onReady(Ready ready) override;
    void endOfTurn() override { flush(); }
    [[nodiscard]] bool receiveBatch(); // false: nothing more is there
    void flush();

    StreamHome &m_home;
    DatagramBatchHandler &m_handler;
    int m_descriptor;
    std::optional<ReadinessSet::Slot> m_slot;
    bool m_inBatch = false;
    quint64 m_dropped = 0;

    std::unique_ptr<std::byte[]> m_inBytes {new std::byte[kBatch * kStride]}; // pages never touched cost nothing
    std::array<mmsghdr, kBatch> m_inHeaders {};
    std::array<iovec, kBatch> m_inParts {};
    std::array<sockaddr_storage, kBatch> m_inAddresses {};
    std::array<Datagram, kBatch> m_arrived {};

    std::unique_ptr<std::byte[]> m_outBytes {new std::byte[kOutBytes]};
    std::size_t m_outUsed = 0;
    std::size_t m_outCount = 0;
    std::array<mmsghdr, kBatch> m_outHeaders {};
    std::array<iovec, kBatch> m_outParts {};
    std::array<sockaddr_storage, kBatch> m_outAddresses {};
};

BatchDatagrams::BatchDatagrams(StreamHome &home, int descriptor, DatagramBatchHandler &handler)
    : m_home(home)
    , m_handler(handler)
    , m_descriptor(descriptor)
{
    for (std::size_t i = 0; i < kBatch; ++i) {
        m_inParts[i] = {&m_inBytes[i * kStride], kDatagramMax};
        m_inHeaders[i].msg_hdr.msg_iov = &m_inParts[i];
        m_inHeaders[i].msg_hdr.msg_iovlen = 1;
        m_inHeaders[i].msg_hdr.msg_name = &m_inAddresses[i];
        m_outHeaders[i].msg_hdr.msg_iov = &m_outParts[i];
        m_outHeaders[i].msg_hdr.msg_iovlen = 1;
        m_outHeaders[i].msg_hdr.msg_name = &m_outAddresses[i];
    }
}

BatchDatagrams::~BatchDatagrams()
{
    flush();
    m_home.turn.remove(*this);
    if (m_slot)
        m_home.readiness->remove(*m_slot);
    ::close(m_descriptor);
}

bool BatchDatagrams::open()
{
    m_slot = m_home.readiness->add(m_descriptor, Interest::Read, *this);
    return m_slot.has_value();
}

void BatchDatagrams::onReady(Ready ready)
{
    if (ready.broken)
        std::ignore = sys::takeError(m_descriptor); // of something sent earlier; nobody waits for it
    for (int i = 0; i < kBatchesPerReport; ++i) {
        if (!receiveBatch())
            return;
    }
}

bool BatchDatagrams::receiveBatch()
{
    for (mmsghdr &header : m_inHeaders)
        header.msg_hdr.msg_namelen = sizeof(sockaddr_storage);
    const int count = ::recvmmsg(m_descriptor, m_inHeaders.data(), kBatch, MSG_DONTWAIT, nullptr);
    if (count <= 0)
        return count < 0 && errno == EINTR;
    const auto arrived = static_cast<std::size_t>(count);
    for (std::size_t i = 0; i < arrived; ++i) {
        m_arrived[i].payload = {&m_inBytes[i * kStride], m_inHeaders[i].msg_len};
        m_arrived[i].from = sys::fromSystem(m_inAddresses[i]);
    }
    m_inBatch = true;
    m_handler.onDatagrams({m_arrived.data(), arrived});
    m_inBatch = false;
    flush();
    return arrived == kBatch;
}

void BatchDatagrams::send(ByteView head, ByteView payload, const SocketAddress &to)
{
    const std::size_t size = head.size() + payload.size();
    if (size > kDatagramMax) {
        ++m_dropped;
        return;
    }
    if (m_outCount == kBatch || kOutBytes - m_outUsed < size)
        flush();
    std::byte *at = &m_outBytes[m_outUsed];
    std::copy(payload.begin(), payload.end(), std::copy(head.begin(), head.end(), at)); // either may be empty
    m_outParts[m_outCount] = {at, size};
    m_outHeaders[m_outCount].msg_hdr.msg_namelen =
        static_cast<socklen_t>(sys::toSystem(to, m_outAddresses[m_outCount]));
    m_outUsed += size;
    ++m_outCount;
    if (!m_inBatch)
        m_home.turn.add(*this);
}

void BatchDatagrams::flush()
{
    std::size_t done = 0;
    while (done < m_outCount) {
        const int sent =
            ::sendmmsg(m_descriptor, &m_outHeaders[done], static_cast<unsigned>(m_outCount - done), MSG_DONTWAIT);
        if (sent > 0) {
            done += static_cast<std::size_t>(sent);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS) {
            m_dropped += m_outCount - done; // a later packet is worth more than this one late
            break;
        } else if (errno != EINTR) {
            ++m_dropped; // only this one: its address is unreachable, or it is too long for the way there
            ++done;
        }
    }
    m_outCount = 0;
    m_outUsed = 0;
}

Result<int, NetError> bindSocket(const QHostAddress &address, quint16 port)
{
    sockaddr_storage storage {};
    const auto size = static_cast<socklen_t>(sys::toSystem(address, port, storage));
    const int descriptor = ::socket(storage.ss_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return base::failure(sys::netErrorOf(errno));
    if (storage.ss_family == AF_INET6) {
        const int v6Only = address.protocol() == QAbstractSocket::AnyIPProtocol ? 0 : 1;
        ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &v6Only, sizeof v6Only);
    }
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &kKernelBuffer, sizeof kKernelBuffer);
    ::setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &kKernelBuffer, sizeof kKernelBuffer);
    if (::bind(descriptor, reinterpret_cast<const sockaddr *>(&storage), size) != 0) {
        NetError error = sys::netErrorOf(errno);
        ::close(descriptor);
        return base::failure(std::move(error));
    }
    return descriptor;
}

} // namespace

std::optional<Result<std::unique_ptr<DatagramTransport>, NetError>>
bindBatchDatagrams(StreamHome &home, const QHostAddress &address, quint16 port, DatagramBatchHandler &handler)
{
    using Bound = Result<std::unique_ptr<DatagramTransport>, NetError>;
    const auto descriptor = bindSocket(address, port);
    if (!descriptor)
        return Bound(base::failure(descriptor.error()));
    auto transport = std::make_unique<BatchDatagrams>(home, *descriptor, handler);
    if (!transport->open())
        return Bound(base::failure(NetError {NetErrorKind::Other, QStringLiteral("no room in the readiness set")}));
    return Bound(std::unique_ptr<DatagramTransport>(std::move(transport)));
}

} // namespace net
