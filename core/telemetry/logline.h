#pragma once
// One line of the log as a value.

#include <core/base/clock.h>
#include <core/telemetry/loglevel.h>

#include <QByteArray>
#include <QString>

namespace telemetry {

struct LogLine
{
    quint64 sequence = 0; // counts from 1 while the program runs
    base::WallTime time;
    LogLevel level = LogLevel::Info;
    QString category; // "net": ours, without "app."; others as they are, e.g. "qt.network.ssl"
    QString text;     // scrubbed
};

// "[2026-01-31T18:05:09.123Z INFO net] listening on 8080", UTF-8 with a line feed.
[[nodiscard]] QByteArray formatted(const LogLine &line);

} // namespace telemetry
