#pragma once
// A relay with outlets that remember what they got.

#include <core/tunnel/relay.h>

#include <tests/support/manualtime.h>

#include <QByteArray>
#include <QList>

#include <optional>

namespace test {

using namespace std::chrono_literals;

class RecordingOutlet final : public tunnel::Outlet
{
public:
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
        outlet.tunnel = relay.open(associationOf(client), form, outlet, time.now());
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
