// Names of commands for people.

#include <core/blaze/commandname.h>
#include <tests/support/quiet.h>

class TstNames : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<int>("component");
        QTest::addColumn<int>("command");
        QTest::addColumn<bool>("isNotify");
        QTest::addColumn<QString>("name");
        QTest::newRow("first") << 0x1 << 0xA << false << QStringLiteral("Authentication.CreateAccount");
        QTest::newRow("ping") << 0x9 << 0x2 << false << QStringLiteral("Util.Ping");
        QTest::newRow("command") << 0x7802 << 0x3 << false << QStringLiteral("UserSessions.FetchExtendedData");
        QTest::newRow("notification of the same number")
            << 0x7802 << 0x3 << true << QStringLiteral("UserSessions.UserRemoved");
        QTest::newRow("last") << 0x7802 << 0x5 << true << QStringLiteral("UserSessions.UserUpdated");
        QTest::newRow("unknown command") << 0x9 << 0x99 << false << QStringLiteral("Util.0x99");
        QTest::newRow("unknown component") << 0x7800 << 0x1 << false << QStringLiteral("0x7800.0x1");
        QTest::newRow("zero") << 0 << 0 << false << QStringLiteral("0x0.0x0");
    }
    void names()
    {
        QFETCH(int, component);
        QFETCH(int, command);
        QFETCH(bool, isNotify);
        QFETCH(QString, name);
        QCOMPARE(
            blaze::commandName(static_cast<std::uint16_t>(component), static_cast<std::uint16_t>(command), isNotify),
            name);
    }
};

QTEST_GUILESS_MAIN(TstNames)
#include "tst_names.moc"
