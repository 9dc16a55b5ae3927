#include <core/telemetry/gameevents.h>

#include <core/base/limits.h>
#include <core/telemetry/scrub.h>

#include <QRegularExpression>

namespace telemetry {

using namespace Qt::StringLiterals;

namespace {

// The session key of the game's login may stand in the text: it goes the way of everything secret.
QString bounded(const QString &details)
{
    return scrubbed(details.left(base::kTelemetryDetailsMax)).left(base::kTelemetryDetailsMax);
}

GameEvent plain(const QString &key, const QString &value)
{
    return {scrubbed(key.left(base::kTelemetryNameMax)).left(base::kTelemetryNameMax), bounded(value)};
}

GameEvent eventFrom(const QString &key, const QString &text)
{
    static const QRegularExpression form(
        u"^[0-9A-Fa-f]{8}/[^/;]*;[0-9A-Fa-f]{8}/([A-Za-z0-9_]+/[A-Za-z0-9_]+/[A-Za-z0-9_]+)(?:/(.*))?$"_s,
        QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch() || match.capturedLength(1) > base::kTelemetryNameMax)
        return plain(key, text);
    return {match.captured(1), bounded(match.captured(2))};
}

} // namespace

QList<GameEvent> gameEvents(const QString &key, const QString &value)
{
    if (key != u"TLM3")
        return {plain(key, value)};
    // A comma may stand in a value too; what follows one that joins two events is known.
    static const QRegularExpression joint(u",(?=[0-9A-Fa-f]{8}/[^/;]{0,16};[0-9A-Fa-f]{8}/)"_s);
    QString text = value;
    while (text.endsWith(QChar(u'\0')))
        text.chop(1);
    QList<GameEvent> events;
    for (const QString &part : text.split(joint))
        events.append(eventFrom(key, part));
    return events;
}

} // namespace telemetry
