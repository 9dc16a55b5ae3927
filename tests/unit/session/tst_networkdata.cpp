// How the address a game reports is completed, per QoS setting.

#include <core/session/networkdata.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace session;

namespace {

constexpr base::Ipv4 kOuter {0xCB007107}; // 203.0.113.7
constexpr base::Ipv4 kLoopback {0x7F000001};
constexpr base::Ipv4 kLan {0xC0A80114};     // 192.168.1.20
constexpr base::Ipv4 kKnown {0xC6336404};   // 198.51.100.4
constexpr base::Ipv4 kHamachi {0x190A141E}; // 25.10.20.30

AddressPair completed(const Settings &settings, base::Ipv4 source, base::Ipv4 external)
{
    AddressUnion address;
    address.emplace<2>(AddressPair {.external = {external, 1000}, .internal = {{0x0A000005}, 3659}});
    completeAddress(address, settings, source);
    return *address.get<2>();
}

Settings with(QosType type)
{
    Settings settings;
    settings.qos.type = type;
    settings.qos.hamachiHost = kHamachi;
    settings.lanAddress = kLan;
    return settings;
}

} // namespace

class NetworkDataTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void missingAddressIsTheOneOfTheConnection_data()
    {
        QTest::addColumn<int>("type");
        QTest::newRow("local") << static_cast<int>(QosType::Local);
        QTest::newRow("official") << static_cast<int>(QosType::Official);
        QTest::newRow("custom") << static_cast<int>(QosType::Custom);
    }
    void missingAddressIsTheOneOfTheConnection()
    {
        QFETCH(const int, type);
        const Settings settings = with(static_cast<QosType>(type));
        AddressPair pair = completed(settings, kOuter, {});
        QCOMPARE(pair.external.ip.value, kOuter.value);
        QCOMPARE(pair.external.port, quint16(3659));
        QCOMPARE(pair.internal.ip.value, 0x0A000005U);

        pair = completed(settings, kOuter, kKnown);
        QCOMPARE(pair.external.ip.value, kKnown.value);
        QCOMPARE(pair.external.port, quint16(1000));
    }

    void playersBesideTheServerShowItsAddress()
    {
        Settings settings = with(QosType::Local);
        QCOMPARE(completed(settings, kLoopback, {}).external.ip.value, kLan.value);
        QCOMPARE(completed(settings, kLoopback, {}).external.port, quint16(3659));
        // Their QoS helper may have told them 127.0.0.1 already; then their own port is right.
        QCOMPARE(completed(settings, kLoopback, kLoopback).external.ip.value, kLan.value);
        QCOMPARE(completed(settings, kLoopback, kLoopback).external.port, quint16(1000));
        settings.lanAddress = {};
        QCOMPARE(completed(settings, kLoopback, {}).external.ip.value, kLoopback.value);
    }

    void hamachiReplacesTheInnerAddress()
    {
        const Settings settings = with(QosType::Hamachi);
        AddressPair pair = completed(settings, kOuter, {});
        QCOMPARE(pair.internal.ip.value, kOuter.value);
        QCOMPARE(pair.internal.port, quint16(3659));
        QVERIFY(pair.external.ip.isUnset());
        QCOMPARE(completed(settings, kLoopback, kKnown).internal.ip.value, kHamachi.value);
        QCOMPARE(completed(settings, kLoopback, kKnown).external.ip.value, kKnown.value);
    }

    void disabledChangesNothing()
    {
        const AddressPair pair = completed(with(QosType::Disabled), kOuter, {});
        QVERIFY(pair.external.ip.isUnset());
        QCOMPARE(pair.internal.ip.value, 0x0A000005U);
    }

    void unsetStaysUnset()
    {
        AddressUnion address;
        completeAddress(address, with(QosType::Local), kOuter);
        QVERIFY(!address.isSet());
    }

    void natTypes()
    {
        for (quint32 type = 0; type <= 4; ++type)
            QCOMPARE(knownNatType(type), type);
        QCOMPARE(knownNatType(5), 4U);
        QCOMPARE(knownNatType(0xFFFFFFFF), 4U);
    }
};

QTEST_APPLESS_MAIN(NetworkDataTest)
#include "tst_networkdata.moc"
