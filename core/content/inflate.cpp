#include <core/content/inflate.h>

#include <core/base/limits.h>

#define ZLIB_CONST // input is not written to
#include <zlib.h>

#include <algorithm>

namespace content {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kStep = 64 * base::KiB;

// The state of one decompression, ended with it.
class Inflater
{
public:
    explicit Inflater(QByteArrayView stream)
    {
        m_state.next_in = reinterpret_cast<const Bytef *>(stream.data());
        m_state.avail_in = static_cast<uInt>(stream.size());
        m_ready = inflateInit(&m_state) == Z_OK;
    }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;
    ~Inflater()
    {
        if (m_ready)
            inflateEnd(&m_state);
    }

    // Appends at most `count` bytes; false when the stream is broken or has no more.
    [[nodiscard]] bool read(QByteArray &out, qsizetype count)
    {
        const qsizetype before = out.size();
        out.resize(before + count);
        m_state.next_out = reinterpret_cast<Bytef *>(out.data() + before);
        m_state.avail_out = static_cast<uInt>(count);
        m_result = m_ready ? inflate(&m_state, Z_NO_FLUSH) : Z_STREAM_ERROR;
        out.resize(before + count - static_cast<qsizetype>(m_state.avail_out));
        return m_result == Z_OK && out.size() > before;
    }
    // The stream came to its proper end, checksum included, with nothing behind it.
    [[nodiscard]] bool atEnd() const { return m_result == Z_STREAM_END && m_state.avail_in == 0; }

private:
    z_stream m_state {};
    bool m_ready = false;
    int m_result = Z_OK;
};

} // namespace

ContentResult<QByteArray> inflated(QByteArrayView stream, qsizetype plainSize)
{
    if (plainSize / base::kInflateRatioMax > stream.size())
        return tooLarge(u"it would unpack to more than %1 times its size"_s.arg(base::kInflateRatioMax));
    Inflater inflater(stream);
    QByteArray plain;
    // One byte more than announced shows a stream that goes on.
    while (inflater.read(plain, std::min(kStep, plainSize + 1 - plain.size())) && plain.size() <= plainSize) {
    }
    if (plain.size() > plainSize)
        return damaged(u"it unpacks to more than the %1 bytes it says"_s.arg(plainSize));
    if (!inflater.atEnd())
        return damaged(u"its packed part is damaged"_s);
    if (plain.size() != plainSize)
        return damaged(u"it unpacks to %1 bytes and should to %2"_s.arg(plain.size()).arg(plainSize));
    return plain;
}

} // namespace content
