#include <core/content/terminalmessage.h>

#include <QJsonDocument>
#include <QJsonObject>

namespace content {

using namespace Qt::StringLiterals;

QString notificationLine(const QString &line)
{
    QString flat = line;
    for (QChar &c : flat) {
        // The plugin splits at every kind of line end.
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return flat + u'\n';
}

QString terminalNotification(const QString &line, const TerminalMessage &message)
{
    const QJsonObject object {{u"title"_s, message.title},
                              {u"message"_s, message.text},
                              {u"image"_s, message.image},
                              {u"ty"_s, static_cast<int>(message.kind)},
                              {u"tracking_id"_s, message.trackingId},
                              {u"priority"_s, message.priority}};
    // Compact JSON holds no line break: those inside its texts are escaped.
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return notificationLine(line) + u"[SYSTEM_TERMINAL]"_s + QString::fromUtf8(json) + u'\n';
}

QString loginCodeNotification(const QString &code)
{
    const QString coloured = u"<font color='#FFFF66'>%1</font>"_s.arg(code.toHtmlEscaped());
    TerminalMessage message;
    message.title = u"Login code"_s;
    message.text =
        u"Your login code is %1. Type it on the web page within 30 minutes. If you have not asked for it, do "
        "nothing."_s.arg(coloured);
    return terminalNotification(u"Login code: "_s + coloured, message);
}

} // namespace content
