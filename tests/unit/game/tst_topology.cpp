// Direct or through the tunnel.

#include <core/game/topology.h>
#include <tests/support/quiet.h>
#include <tests/unit/game/gamerig.h>

#include <QTest>

using base::Ipv4;
using game::Topology;
using game::TunnelMode;

namespace {

session::NetworkData network(quint32 natType, quint32 external = 0, quint32 internal = 0)
{
    session::NetworkData data;
    data.qos.natType = natType;
    if (external != 0 || internal != 0)
        data.address = session::AddressUnion::of<2>(session::AddressPair {{{external}, 3659}, {{internal}, 3659}});
    return data;
}

class Tunnels final : public game::TunnelDirectory
{
public:
    QList<session::AssociationId> live;
    [[nodiscard]] bool hasLiveTunnel(const session::AssociationId &association) const override
    {
        return live.contains(association);
    }
    void map(base::GameId /*game*/, int /*index*/, const session::AssociationId & /*association*/) override {}
    void unmap(base::GameId /*game*/, int /*index*/, const session::AssociationId & /*association*/) override {}
    void move(base::GameId /*game*/, int /*from*/, int /*to*/) override {}
};

constexpr quint32 kPublic = 0xCB00710A;
constexpr quint32 kOtherPublic = 0xCB00710B;
constexpr quint32 kHome = 0xC0A80A02;

session::AssociationId association(int number)
{
    session::AssociationId id;
    id.bytes[0] = static_cast<std::byte>(number);
    return id;
}

} // namespace

class TestTopology : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void theHostsNatDecides_data()
    {
        QTest::addColumn<quint32>("natType");
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("relayed");
        for (quint32 nat = 0; nat <= 4; ++nat) {
            QTest::addRow("stricter %u", nat) << nat << static_cast<int>(TunnelMode::Stricter) << (nat != 0);
            QTest::addRow("always %u", nat) << nat << static_cast<int>(TunnelMode::Always) << true;
            QTest::addRow("disabled %u", nat) << nat << static_cast<int>(TunnelMode::Disabled) << false;
        }
    }
    void theHostsNatDecides()
    {
        QFETCH(const quint32, natType);
        QFETCH(const int, mode);
        QFETCH(const bool, relayed);
        QCOMPARE(game::topologyFor(network(natType), static_cast<TunnelMode>(mode)),
                 relayed ? Topology::Relayed : Topology::Direct);
    }

    void localAddresses_data()
    {
        QTest::addColumn<quint32>("address");
        QTest::addColumn<bool>("local");
        QTest::newRow("10.0.0.0") << 0x0A000000U << true;
        QTest::newRow("10.255.255.255") << 0x0AFFFFFFU << true;
        QTest::newRow("11.0.0.0") << 0x0B000000U << false;
        QTest::newRow("100.63.255.255") << 0x643FFFFFU << false;
        QTest::newRow("100.64.0.0") << 0x64400000U << true;
        QTest::newRow("100.128.0.0") << 0x64800000U << false;
        QTest::newRow("127.0.0.1") << 0x7F000001U << true;
        QTest::newRow("169.254.1.1") << 0xA9FE0101U << true;
        QTest::newRow("172.15.255.255") << 0xAC0FFFFFU << false;
        QTest::newRow("172.16.0.0") << 0xAC100000U << true;
        QTest::newRow("172.32.0.0") << 0xAC200000U << false;
        QTest::newRow("192.168.10.2") << kHome << true;
        QTest::newRow("203.0.113.10") << kPublic << false;
    }
    void localAddresses()
    {
        QFETCH(const quint32, address);
        QFETCH(const bool, local);
        QCOMPARE(game::isLocalAddress({address}), local);
    }

    void homeAndWorldNeedARelay()
    {
        QVERIFY(game::needRelay(network(0, kHome, kHome), network(0, kPublic, kHome)));
        QVERIFY(game::needRelay(network(0, kPublic, kHome), network(0, kHome, kHome)));
        QVERIFY(!game::needRelay(network(0, kHome, kHome), network(0, kHome + 1, kHome + 1)));
        QVERIFY(!game::needRelay(network(0, kPublic, kHome), network(0, kOtherPublic, kHome)));
        QVERIFY(!game::needRelay(network(0), network(0, kHome, kHome)));
    }

    void oneComputerIsNoticed()
    {
        QVERIFY(game::sameComputer(network(0, kPublic, kHome), network(0, kPublic, kHome)));
        QVERIFY(!game::sameComputer(network(0, kPublic, kHome), network(0, kPublic, kHome + 1)));
        QVERIFY(!game::sameComputer(network(0, kPublic, kHome), network(0, kOtherPublic, kHome)));
        QVERIFY(!game::sameComputer(network(0), network(0)));
    }

    void whoIsToldWhat_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("relayedGame");
        QTest::addColumn<bool>("hostLives");
        QTest::addColumn<bool>("playerLives");
        QTest::addColumn<bool>("preferred");
        QTest::addColumn<bool>("required");
        QTest::addColumn<bool>("relay");
        constexpr int kStricter = static_cast<int>(TunnelMode::Stricter);
        constexpr int kDisabled = static_cast<int>(TunnelMode::Disabled);
        QTest::newRow("relayed game") << kStricter << true << true << true << false << false << true;
        QTest::newRow("joiner has no tunnel") << kStricter << true << true << false << false << false << false;
        QTest::newRow("host has no tunnel") << kStricter << true << false << true << false << false << false;
        QTest::newRow("never the direct form") << kStricter << true << false << false << false << true << true;
        QTest::newRow("direct game") << kStricter << false << true << true << false << false << false;
        QTest::newRow("somebody failed") << kStricter << false << true << true << true << false << true;
        QTest::newRow("failed, no tunnel") << kStricter << false << false << true << true << false << false;
        QTest::newRow("failed, no tunnel, required") << kStricter << false << false << true << true << true << false;
        QTest::newRow("switched off") << kDisabled << true << true << true << true << true << false;
    }
    void whoIsToldWhat()
    {
        QFETCH(const int, mode);
        QFETCH(const bool, relayedGame);
        QFETCH(const bool, hostLives);
        QFETCH(const bool, playerLives);
        QFETCH(const bool, preferred);
        QFETCH(const bool, required);
        QFETCH(const bool, relay);
        test::GameRig rig;
        Tunnels tunnels;
        for (const auto &[number, lives] : {std::pair(1, hostLives), std::pair(2, playerLives)}) {
            const auto id = static_cast<quint32>(number);
            rig.game.add({.id = base::PlayerId {id}, .session = &rig.session(id, association(number))});
            if (lives)
                tunnels.live.append(association(number));
        }
        rig.game.topology = relayedGame ? Topology::Relayed : Topology::Direct;
        rig.game.relayPreferred = preferred;
        const game::Settings settings {.tunnel = static_cast<TunnelMode>(mode), .tunnelRequired = required};
        QCOMPARE(game::shouldRelay(rig.game, rig.game.players()[1], settings, tunnels), relay);
    }
};

QTEST_APPLESS_MAIN(TestTopology)
#include "tst_topology.moc"
