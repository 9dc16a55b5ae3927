#include <core/server/config.h>

#include <QDir>

namespace server {

using namespace Qt::StringLiterals;

QString defaultMenuMessage()
{
    return u"<font color='#B2B2B2'>Relay Deck</font> - <font color='#FFFF66'>Logged as: {n}</font>"_s;
}

QString Config::pathOf(const QString &relative) const
{
    return relative.isEmpty() ? QString() : QDir(sourceFolder).absoluteFilePath(relative);
}

QString ConfigError::toString() const
{
    QString text = file;
    if (line > 0)
        text += u":%1:%2"_s.arg(line).arg(column);
    text += path.isEmpty() ? u": "_s : u": %1 "_s.arg(path);
    return text + reason;
}

} // namespace server
