#include <tests/scenario/client.h>

#include <core/blaze/commandname.h>
#include <tests/scenario/world.h>

#include <algorithm>

namespace scenario {

tdf::Fields Received::fields() const
{
    auto parsed = tdf::parse(base::asBytes(QByteArrayView(body)));
    if (!parsed)
        qFatal("the server sent a body that does not parse: %s", qPrintable(parsed.error().toText()));
    return std::move(*parsed);
}

Client::Client(World &world, const session::Arrival &arrival)
    : m_world(world)
    , m_connection(world.sessions().open(arrival, *this))
{}

void Client::feed(base::ByteView bytes)
{
    // The network hands out pieces of any size, never more than this at once.
    while (!bytes.empty() && !m_closed && !m_endReason && !m_closeCause) {
        const auto piece = bytes.first(std::min(bytes.size(), static_cast<std::size_t>(base::kReadChunk)));
        m_connection->feed(piece);
        bytes = bytes.subspan(piece.size());
    }
}

std::uint32_t Client::send(std::uint16_t component, std::uint16_t command, const QByteArray &body)
{
    sendFrame({.component = component, .command = command, .sequence = ++m_sequence}, body);
    return m_sequence;
}

void Client::sendFrame(const blaze::FrameHeader &header, const QByteArray &body)
{
    base::ByteBuffer out;
    blaze::appendFrame(out, header, base::asBytes(QByteArrayView(body)));
    feed(out.view());
}

void Client::disconnect()
{
    if (std::exchange(m_closed, true))
        return;
    m_world.sessions().closed(m_connection->id());
}

void Client::endOfInput()
{
    m_connection->endOfInput();
}

Received Client::take()
{
    Q_ASSERT(hasFrame());
    Received frame = std::move(m_frames.front());
    m_frames.pop_front();
    return frame;
}

std::optional<Received> Client::takeAnswer()
{
    const auto answer = std::find_if(m_frames.begin(), m_frames.end(), [](const Received &frame) {
        return frame.header.type != blaze::FrameType::Notify;
    });
    if (answer == m_frames.end())
        return std::nullopt;
    Received frame = std::move(*answer);
    m_frames.erase(answer);
    return frame;
}

QStringList Client::takeNames()
{
    QStringList names;
    while (hasFrame()) {
        const Received frame = take();
        const bool isNotify = frame.header.type == blaze::FrameType::Notify;
        QString name = blaze::commandName(frame.header.component, frame.header.command, isNotify);
        if (frame.header.type == blaze::FrameType::Error)
            name = QStringLiteral("error %1 %2").arg(name).arg(frame.header.error, 0, 16);
        else if (isNotify)
            name = QStringLiteral("! %1").arg(name);
        names << name;
    }
    return names;
}

void Client::write(blaze::ByteView bytes)
{
    Q_ASSERT(!m_closed);
    blaze::ByteView input = bytes;
    while (true) {
        const auto frame = m_reader.next(input);
        if (!frame)
            qFatal("the server sent a frame over the limit");
        if (!*frame)
            return;
        m_frames.push_back({(*frame)->header, base::toByteArray((*frame)->body)});
    }
}

void Client::finish()
{
    m_finished = true;
    closeSoon();
}

void Client::close(blaze::CloseCause cause)
{
    m_closeCause = cause;
    closeSoon();
}

void Client::end(session::EndReason reason)
{
    m_endReason = reason;
    closeSoon();
}

void Client::closeSoon()
{
    m_world.time().after(std::chrono::milliseconds(0), [this] { disconnect(); });
}

} // namespace scenario
