#pragma once
// A notification frame encoded once and sent to many players. Copies share the bytes.

#include <core/blaze/command.h>
#include <core/blaze/framewriter.h>
#include <core/tdf/codec.h>

#include <QByteArray>

namespace blaze {

class EncodedNotification
{
public:
    EncodedNotification() = default;

    template <class Body>
    [[nodiscard]] static EncodedNotification of(const Notification<Body> &notification, const Body &body)
    {
        ByteBuffer buffer;
        {
            const FrameWriter frame(buffer, notification.header());
            tdf::encode(body, buffer);
        }
        return EncodedNotification(base::toByteArray(buffer.view()));
    }

    // The whole frame.
    [[nodiscard]] ByteView bytes() const noexcept { return base::asBytes(QByteArrayView(m_frame)); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_frame.isEmpty(); }

private:
    explicit EncodedNotification(QByteArray frame)
        : m_frame(std::move(frame))
    {}
    QByteArray m_frame;
};

} // namespace blaze
