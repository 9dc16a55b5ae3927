#include <core/session/commands/messaging/fetchmessages.h>

namespace session::messaging {

SendMessage SendMessage::to(base::PlayerId player, QString text)
{
    constexpr tdf::ObjectType user {.component = static_cast<quint16>(blaze::Component::UserSessions),
                                    .entity = blaze::kEntityDefault};
    SendMessage message;
    message.text = std::move(text);
    message.source = {.type = user, .id = base::number(player)};
    message.payload.target = message.source;
    return message;
}

QString menuMessage(QStringView format, QStringView version, QStringView name)
{
    QString filled;
    while (!format.isEmpty()) {
        if (format.startsWith(u"{v}")) {
            filled += version;
            format = format.sliced(3);
        } else if (format.startsWith(u"{n}")) {
            filled += name;
            format = format.sliced(3);
        } else {
            // At least one character, then up to the next brace.
            const qsizetype brace = format.indexOf(u'{', 1);
            const qsizetype plain = brace < 0 ? format.size() : brace;
            filled += format.first(plain);
            format = format.sliced(plain);
        }
    }
    return filled;
}

FetchMessagesHandler::FetchMessagesHandler(const Settings &settings)
    : m_format(settings.menuMessage)
    , m_version(settings.serverVersion)
{}

void FetchMessagesHandler::operator()(const blaze::Empty & /*request*/, blaze::Context &context,
                                      blaze::Reply<FetchMessagesResponse> reply)
{
    reply.ok({});
    const Session &session = Session::of(context);
    const Account &account = session.player()->account;
    session.connection().notify(
        sendMessage, SendMessage::to(account.id, menuMessage(m_format, m_version, account.displayName) + u'\n'));
}

} // namespace session::messaging
