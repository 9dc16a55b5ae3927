#pragma once
// Watches one engine for everything both SSL 3.0 fuzz targets promise.

#include "ssl3session.h"

#include <core/base/limits.h>
#include <core/ssl3/engine.h>

#include <algorithm>
#include <vector>

namespace fuzz {

class Ssl3Watch
{
public:
    Ssl3Watch(ssl3::Engine &engine, qsizetype messageMax)
        : m_engine(engine)
        , m_heldMax(static_cast<std::size_t>(base::kSslPlaintextMax + messageMax) + 64)
    {}

    // Feeds in pieces of `piece` bytes (0: all at once).
    void feed(base::ByteView bytes, std::size_t piece)
    {
        if (piece == 0)
            piece = std::max<std::size_t>(1, bytes.size());
        while (!bytes.empty()) {
            const std::size_t size = std::min(piece, bytes.size());
            m_engine.feed(bytes.first(size));
            bytes = bytes.subspan(size);
            drain();
            require(m_engine.bytesBuffered() <= m_heldMax, "no more is held than a record and a message");
        }
    }

    // For each record: type, size (two bytes), payload.
    void feedSealed(base::ByteView script, ssl3::RecordProtection protection)
    {
        while (script.size() >= 3) {
            const auto type = static_cast<ssl3::RecordType>(script[0]);
            const std::size_t size = std::min<std::size_t>(base::readU16(script.data() + 1) % 512, script.size() - 3);
            std::vector<std::byte> fragment(script.begin() + 3, script.begin() + 3 + static_cast<std::ptrdiff_t>(size));
            fragment.resize(size + protection.macSize());
            require(protection.seal(type, fragment), "sealing failed");
            std::vector<std::byte> record {static_cast<std::byte>(type), std::byte {3}, std::byte {0}, std::byte {0},
                                           std::byte {0}};
            base::writeU16(record.data() + 3, static_cast<std::uint16_t>(fragment.size()));
            record.insert(record.end(), fragment.begin(), fragment.end());
            feed(record, 0);
            script = script.subspan(3 + size);
        }
    }

    void end()
    {
        m_engine.feedEnd();
        drain();
        require(m_engine.isOver(), "an ended stream ends the engine");
        const qsizetype said = m_output.size();
        m_engine.write(base::asBytes(std::string_view("late")));
        m_engine.close();
        drain();
        require(m_output.size() == said, "nothing is sent after the end");
        checkOutput();
    }

    [[nodiscard]] QByteArray takeOutput()
    {
        drain();
        return std::exchange(m_fresh, {});
    }

private:
    void drain()
    {
        while (const auto event = m_engine.next()) {
            require(!m_over, "nothing follows the last event");
            switch (event->kind) {
            case ssl3::Event::Kind::HandshakeDone:
                require(!m_done, "one handshake");
                m_done = true;
                break;
            case ssl3::Event::Kind::Data:
                require(m_done, "data only after the handshake");
                require(!event->data.empty(), "data is never empty");
                m_engine.write(event->data); // an echo exercises the writer
                break;
            case ssl3::Event::Kind::PeerClosed:
            case ssl3::Event::Kind::Failed:
                m_over = true;
                break;
            }
        }
        const QByteArray fresh = base::toByteArray(m_engine.output().view());
        m_output += fresh;
        m_fresh += fresh;
        m_engine.output().clear();
    }

    // Whole records of version 3.0, none of them empty or too long.
    void checkOutput() const
    {
        base::ByteView rest = base::asBytes(m_output);
        while (!rest.empty()) {
            require(rest.size() > ssl3::kRecordHeaderSize, "a record with a body");
            require(base::readU16(rest.data() + 1) == ssl3::kVersion, "version 3.0");
            const std::size_t size = base::readU16(rest.data() + 3);
            require(size > 0 && size <= static_cast<std::size_t>(base::kSslPlaintextMax) + ssl3::kMacSizeMax,
                    "a size within the limits");
            require(rest.size() >= ssl3::kRecordHeaderSize + size, "a whole record");
            rest = rest.subspan(ssl3::kRecordHeaderSize + size);
        }
    }

    ssl3::Engine &m_engine;
    std::size_t m_heldMax;
    QByteArray m_output;
    QByteArray m_fresh;
    bool m_done = false;
    bool m_over = false;
};

} // namespace fuzz
