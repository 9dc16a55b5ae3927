#include <core/telemetry/logsink.h>

#include <core/base/limits.h>
#include <core/telemetry/logfile.h>
#include <core/telemetry/scrub.h>

#include <QLoggingCategory>

#include <cstdio>

namespace telemetry {

using namespace Qt::StringLiterals;

namespace {

// Qt's handler is a plain function, so it needs one fixed place to look.
std::atomic<LogSink *> theSink {nullptr};

void writeToStandardError(const QByteArray &lines)
{
    std::fwrite(lines.constData(), 1, static_cast<std::size_t>(lines.size()), stderr);
    std::fflush(stderr);
}

LogOutputs outputsFor(const LogSinkOptions &options)
{
    LogOutputs outputs;
    outputs.terminal = options.terminal ? options.terminal : writeToStandardError;
    if (!options.folder.isEmpty()) {
        // Shared because std::function wants to copy.
        outputs.file = [file = std::make_shared<LogFile>(options.folder, base::kLogFileMax, base::kLogFilesKept)](
                           const QByteArray &lines) {
            const auto written = file->write(lines);
            return written ? QString() : written.error();
        };
    }
    return outputs;
}

QString shortCategory(const char *category)
{
    const QString name = QString::fromLatin1(category == nullptr ? "default" : category);
    return name.startsWith(u"app."_s) ? name.mid(4) : name;
}

} // namespace

LogSink::LogSink(const base::Clock &clock, const LogSinkOptions &options)
    : m_clock(clock)
    , m_level(options.level)
    , m_ring(base::kLogRingLines)
    , m_writer(std::make_unique<LogWriter>(outputsFor(options)))
{
    LogSink *expected = nullptr;
    if (!theSink.compare_exchange_strong(expected, this))
        qFatal("two log sinks at a time");
    setLevel(options.level);
    m_previous = qInstallMessageHandler(handle);
}

LogSink::~LogSink()
{
    qInstallMessageHandler(m_previous);
    theSink.store(nullptr);
    QLoggingCategory::setFilterRules(QString());
}

void LogSink::setLevel(LogLevel level)
{
    m_level.store(level, std::memory_order_relaxed);
    QLoggingCategory::setFilterRules(filterRules(level));
}

void LogSink::handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (LogSink *sink = theSink.load())
        sink->take(type, context, message);
}

void LogSink::take(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    LogLine line;
    line.level = levelOf(type);
    // The filters have sorted out most of it already; plain qDebug() and friends have no category to filter by.
    if (line.level > level() && type != QtFatalMsg)
        return;
    line.time = m_clock.wall();
    line.category = shortCategory(context.category);
    line.text = scrubbed(message);
    const QByteArray text = formatted(line);
    m_ring.append(std::move(line));
    m_writer->post(text);
    if (type == QtFatalMsg)
        m_writer->flush(); // Qt ends the program when this returns
}

} // namespace telemetry
