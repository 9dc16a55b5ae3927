#include <core/content/introduction.h>

namespace content {

using namespace Qt::StringLiterals;

Message introduction(const QString &version)
{
    Message message;
    message.title = u"Relay Deck"_s;
    message.text = u"You are connected to a <font color='#FFFF66'>Relay Deck</font> server, version "
                   "<font color='#FFFF66'>%1</font>. Have a good fight!"_s.arg(version.toHtmlEscaped());
    return message;
}

} // namespace content
