#pragma once
// What a game reports about itself, one record at a time. The game sends them one behind the other over TCP and gets
// no answer:
//
//   offset 0   8 bytes, not looked at          offset 10  length of the whole record, 16 bits, big-endian
//   offset 8   2 bytes, zero                   offset 12  lines "KEY=value", each ended by a line feed
//
// A line without '=' is skipped, which does away with the byte at the end. The value of TLM3 is masked: behind its
// first '-' each byte stands for (byte XOR k) AND 127, with k running over the 27 letters "The truth is back in
// style.". Every other value goes on as its bytes in decimal: "[49, 50]".
//
// Pure; one reader belongs to one connection.

#include <core/base/bytes.h>
#include <core/base/result.h>

#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace connector {

struct TelemetryRecord
{
    QList<std::pair<QString, QString>> values; // key and value as they are posted, in the order sent
    bool operator==(const TelemetryRecord &) const = default;
};

enum class TelemetryError {
    TooShort, // a length that does not even cover the head
    TooLong,  // the two bytes before the length are not zero
};

class TelemetryReader
{
public:
    void feed(base::ByteView bytes);
    // The next whole record; nullopt when more bytes are needed. Stays failed after an error: the caller closes the
    // connection.
    [[nodiscard]] base::Result<std::optional<TelemetryRecord>, TelemetryError> next();
    // Not used yet. Between calls of next() that ask for more never above 64 KiB and what one feed() brought.
    [[nodiscard]] qsizetype bytesBuffered() const;

private:
    QByteArray m_buffer;
    qsizetype m_used = 0; // at the front, done with
    std::optional<TelemetryError> m_error;
};

// {"values":[["KEY","value"],…]} without blanks: the body of the request that hands a record on.
[[nodiscard]] QByteArray telemetryBody(const TelemetryRecord &record);

} // namespace connector
