#include <core/telemetry/logline.h>

#include <QDateTime>

namespace telemetry {

using namespace Qt::StringLiterals;

QByteArray formatted(const LogLine &line)
{
    const auto sinceEpoch = std::chrono::duration_cast<std::chrono::milliseconds>(line.time.time_since_epoch());
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(sinceEpoch.count(), Qt::UTC);
    return u"[%1 %2 %3] %4\n"_s
        .arg(time.toString(Qt::ISODateWithMs), wordOf(line.level).toUpper(), line.category, line.text)
        .toUtf8();
}

} // namespace telemetry
