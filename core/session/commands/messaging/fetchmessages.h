#pragma once
// The line at the bottom of the main menu. Order on the wire: this response (how many messages there are), then the
// message as a notification.

#include <core/session/session.h>
#include <core/session/settings.h>

namespace session::messaging {

struct FetchMessagesResponse
{
    quint32 count = 1;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"MCNT">(&FetchMessagesResponse::count)); }
};

struct MessagePayload
{
    QList<std::pair<QByteArray, QByteArray>> attributes {{QByteArrayLiteral("B0000"), QByteArrayLiteral("160")}};
    quint32 flag = 1; // an ordinary message
    quint32 status = 0;
    quint32 tag = 0;
    tdf::ObjectId target;
    quint32 type = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ATTR">(&MessagePayload::attributes), tdf::field<"FLAG">(&MessagePayload::flag),
                           tdf::field<"STAT">(&MessagePayload::status), tdf::field<"TAG">(&MessagePayload::tag),
                           tdf::field<"TARG">(&MessagePayload::target), tdf::field<"TYPE">(&MessagePayload::type));
    }
};

struct SendMessage
{
    quint32 flag = 1;
    quint32 messageId = 1;
    QString text;
    MessagePayload payload;
    tdf::ObjectId source;
    quint32 time = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"FLAG">(&SendMessage::flag), tdf::field<"MGID">(&SendMessage::messageId),
                           tdf::field<"NAME">(&SendMessage::text), tdf::field<"PYLD">(&SendMessage::payload),
                           tdf::field<"SRCE">(&SendMessage::source), tdf::field<"TIME">(&SendMessage::time));
    }

    // A message that the player sees as coming from themselves; `text` ends with a line feed.
    [[nodiscard]] static SendMessage to(base::PlayerId player, QString text);
};

inline constexpr blaze::Command<blaze::Empty, FetchMessagesResponse> fetchMessages {
    .component = blaze::Component::Messaging,
    .id = 0x2,
    .name = "messaging.fetchMessages",
    .access = blaze::Access::Player,
};
inline constexpr blaze::Notification<SendMessage> sendMessage {
    .component = blaze::Component::Messaging, .id = 0x1, .name = "messaging.sendMessage"};

// `format` with {v} and {n} filled in, each wherever it stands; what is filled in is not filled again.
[[nodiscard]] QString menuMessage(QStringView format, QStringView version, QStringView name);

class FetchMessagesHandler
{
public:
    explicit FetchMessagesHandler(const Settings &settings);
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<FetchMessagesResponse> reply);

private:
    QString m_format;
    QString m_version;
};

} // namespace session::messaging
