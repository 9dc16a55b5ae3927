#include <core/telemetry/loglevel.h>
#include <tests/support/quiet.h>

#include <QLoggingCategory>

using namespace Qt::StringLiterals;
using telemetry::LogLevel;

class TestLogLevel : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreThoseOfTheConfiguration()
    {
        for (const LogLevel level :
             {LogLevel::Off, LogLevel::Error, LogLevel::Warn, LogLevel::Info, LogLevel::Debug, LogLevel::Trace})
            QCOMPARE(telemetry::logLevelFromWord(telemetry::wordOf(level)), std::optional(level));
        QCOMPARE(telemetry::wordOf(LogLevel::Warn), u"warn"_s);
        QVERIFY(!telemetry::logLevelFromWord(u"warning"_s));
        QVERIFY(!telemetry::logLevelFromWord(u"Info"_s));
        QVERIFY(!telemetry::logLevelFromWord({}));
    }

    void filters_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("ours");   // kinds let through of "app.net": d i w c
        QTest::addColumn<QString>("trace");  // of "app.net.trace"
        QTest::addColumn<QString>("others"); // of "qt.network"
        const auto row = [](const char *name, LogLevel level, const char *ours, const char *trace, const char *others) {
            QTest::newRow(name) << static_cast<int>(level) << QString::fromLatin1(ours) << QString::fromLatin1(trace)
                                << QString::fromLatin1(others);
        };
        row("off", LogLevel::Off, "", "", "");
        row("error", LogLevel::Error, "c", "c", "c");
        row("warn", LogLevel::Warn, "wc", "wc", "wc");
        row("info", LogLevel::Info, "iwc", "iwc", "wc");
        row("debug", LogLevel::Debug, "diwc", "iwc", "wc");
        row("trace", LogLevel::Trace, "diwc", "diwc", "wc");
    }

    void filters()
    {
        QFETCH(const int, level);
        QFETCH(const QString, ours);
        QFETCH(const QString, trace);
        QFETCH(const QString, others);
        const QLoggingCategory own("app.net", QtInfoMsg);
        const QLoggingCategory chatty("app.net.trace", QtInfoMsg);
        const QLoggingCategory foreign("qt.network", QtDebugMsg);
        QLoggingCategory::setFilterRules(telemetry::filterRules(static_cast<LogLevel>(level)));
        QCOMPARE(kinds(own), ours);
        QCOMPARE(kinds(chatty), trace);
        QCOMPARE(kinds(foreign), others);
        QLoggingCategory::setFilterRules({});
    }

private:
    static QString kinds(const QLoggingCategory &category)
    {
        QString text;
        text += category.isDebugEnabled() ? u"d"_s : QString();
        text += category.isInfoEnabled() ? u"i"_s : QString();
        text += category.isWarningEnabled() ? u"w"_s : QString();
        text += category.isCriticalEnabled() ? u"c"_s : QString();
        return text;
    }
};

QTEST_APPLESS_MAIN(TestLogLevel)
#include "tst_loglevel.moc"
