#include <core/telemetry/loglevel.h>

#include <QStringList>

namespace telemetry {

using namespace Qt::StringLiterals;

namespace {
// In the order of the enum.
const QStringList &words()
{
    static const QStringList list {u"off"_s, u"error"_s, u"warn"_s, u"info"_s, u"debug"_s, u"trace"_s};
    return list;
}
} // namespace

std::optional<LogLevel> logLevelFromWord(const QString &word)
{
    const qsizetype index = words().indexOf(word);
    return index < 0 ? std::nullopt : std::optional(static_cast<LogLevel>(index));
}

QString wordOf(LogLevel level)
{
    return words().at(static_cast<qsizetype>(level));
}

LogLevel levelOf(QtMsgType type) noexcept
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warn;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return LogLevel::Error;
}

QString filterRules(LogLevel level)
{
    const auto rule = [](QStringView what, bool on) { return u"%1=%2\n"_s.arg(what, on ? u"true"_s : u"false"_s); };
    // Later rules win. Everybody else first, then ours, then the chattiest of ours.
    QString rules = rule(u"*.debug", false) + rule(u"*.info", false) + rule(u"*.warning", level >= LogLevel::Warn) +
                    rule(u"*.critical", level >= LogLevel::Error);
    rules += rule(u"app.*.debug", level >= LogLevel::Debug) + rule(u"app.*.info", level >= LogLevel::Info);
    rules += rule(u"*.trace.debug", level >= LogLevel::Trace);
    return rules;
}

} // namespace telemetry
