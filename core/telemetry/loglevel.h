#pragma once
// How much is logged, in the words of the configuration's `logging` member: off error warn info debug trace.

#include <QString>
#include <QtGlobal>

#include <optional>

namespace telemetry {

// In order: a level lets its own kind of lines through and all kinds above it.
enum class LogLevel {
    Off,
    Error,
    Warn,
    Info,
    Debug,
    Trace,
};

[[nodiscard]] std::optional<LogLevel> logLevelFromWord(const QString &word);
[[nodiscard]] QString wordOf(LogLevel level);
// critical and fatal messages are errors
[[nodiscard]] LogLevel levelOf(QtMsgType type) noexcept;

// Rules for QLoggingCategory::setFilterRules. Categories of ours are "app.<module>" and follow `level`; the protocol's
// chattiest ones end in ".trace" and speak at trace only. Other libraries never get further than warnings.
[[nodiscard]] QString filterRules(LogLevel level);

} // namespace telemetry
