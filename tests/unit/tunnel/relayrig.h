#pragma once
// A relay with outlets that remember what they got.

#include <core/tunnel/relay.h>

#include <tests/support/manualtime.h>

#include <QByteArray>
#include <QList>

#include <optional>
#include <utility>

namespace test {

using namespace std::chrono_literals;

// As outlets have to, it ends its tunnel before it goes.
class RecordingOutlet final : public tunnel::Outlet
{
public:
    ~RecordingOutlet() override { close(); }
    void open(tunnel::Relay &relay, const session::AssociationId &association, tunnel::Form form,
              base::MonotonicTime now)
    {
        m_relay = &relay;
        m_openedAt = now;
        tunnel = relay.open(association, form, *this, now);
    }
    void close()
    {
        if (auto *open = std::exchange(tunnel, nullptr))
            m_relay->close(*open, m_openedAt);
    }
    struct Got
    {
        int from = 0;
        QByteArray payload;
        bool operator==(const Got &) const = default;
    };
    int sendFrame(quint8 from, tunnel::ByteView payload) override
    {
        if (full)
            return 1;
        got.append({from, base::toByteArray(payload)});
        return 0;
    }
    [[nodiscard]] bool canDeliver() const override { return true; }
    void sendKeepAlive() override { ++keepAlives; }
    void closed(tunnel::CloseCause cause) override
    {
        closedBy = cause;
        tunnel = nullptr;
    }

    QList<Got> got;
    int keepAlives = 0;
    bool full = false;
    std::optional<tunnel::CloseCause> closedBy;
    tunnel::Tunnel *tunnel = nullptr;

private:
    tunnel::Relay *m_relay = nullptr;
    base::MonotonicTime m_openedAt;
};

inline session::AssociationId associationOf(int number)
{
    session::AssociationId id;
    base::writeU32(&id.bytes[0], static_cast<quint32>(number) * 2'654'435'761U);
    base::writeU32(&id.bytes[12], static_cast<quint32>(number));
    return id;
}

inline const base::GameId kGame {17};

struct RelayRig
{
    explicit RelayRig(tunnel::RelayLimits limits = {})
        : relay(limits)
    {}

    void open(int client, RecordingOutlet &outlet, tunnel::Form form = tunnel::Form::Http)
    {
        outlet.open(relay, associationOf(client), form, time.now());
    }
    void place(int client, int index, base::GameId game = kGame)
    {
        relay.map(game, static_cast<quint8>(index), associationOf(client));
    }
    void send(RecordingOutlet &from, int index, const QByteArray &payload)
    {
        relay.receive(*from.tunnel, static_cast<quint8>(index), base::asBytes(QByteArrayView(payload)), time.now());
    }
    // Rounds as the glue makes them, once a second.
    void pass(std::chrono::seconds duration)
    {
        for (auto left = duration; left > 0s; left -= 1s) {
            time.advance(1s);
            relay.round(time.now());
        }
    }

    ManualTime time;
    tunnel::Relay relay;
};

} // namespace test
