// The members of the configuration about content and the news of the main menu.

#include <core/server/configjson.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using content::EmptySlot;

class TestContentConfig : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void defaults()
    {
        const auto parsed = server::parseConfig("{}", u"a"_s);
        const server::ContentConfig &content = parsed->config.content;
        QCOMPARE(content.configurationVersion, 40128);
        for (const EmptySlot slot :
             {content.empty.configuration, content.empty.talk, content.empty.shop, content.empty.entitlements})
            QCOMPARE(slot, EmptySlot::Standard);
    }

    void thereAndBack()
    {
        const QByteArray text =
            R"({"content":{"configuration_version":7,"empty":{"configuration":"none","talk":"none","shop":"none",)"
            R"("entitlements":"none"}},"messages":[{"message":"M","shown_from":"2026-03-01T20:00:00+01:00",)"
            R"("shown_until":"2026-03-01T23:00:00Z"}]})";
        const auto first = server::parseConfig(text, u"a"_s);
        QVERIFY2(first, qPrintable(first ? QString() : first.error().toString()));
        QCOMPARE(first->warnings, QStringList());
        const auto again = server::parseConfig(server::toJson(first->config, server::Secrets::Include), u"b"_s);
        for (const auto *parsed : {&first, &again}) {
            const server::Config &config = (*parsed)->config;
            QCOMPARE(config.content.configurationVersion, 7);
            QCOMPARE(config.content.empty.configuration, EmptySlot::Nothing);
            QCOMPARE(config.content.empty.talk, EmptySlot::Nothing);
            QCOMPARE(config.content.empty.shop, EmptySlot::Nothing);
            QCOMPARE(config.content.empty.entitlements, EmptySlot::Nothing);
            const content::Message &message = config.messages->first();
            QCOMPARE(*message.shownFrom, base::WallTime(std::chrono::seconds(1'772'391'600)));
            QCOMPARE(*message.shownUntil, base::WallTime(std::chrono::seconds(1'772'406'000)));
            QVERIFY(!message.isShownAt(*message.shownFrom - std::chrono::seconds(1)));
            QVERIFY(message.isShownAt(*message.shownFrom));
            QVERIFY(!message.isShownAt(*message.shownUntil));
        }
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const QByteArray &text, const QString &error) {
            QTest::newRow(name) << text << error;
        };
        row("version", R"({"content":{"configuration_version":-1}})", u"content.configuration_version"_s);
        row("word", R"({"content":{"empty":{"talk":"built_in"}}})", u"content.empty.talk"_s);
        row("shop word", R"({"content":{"empty":{"shop":"minimal"}}})", u"content.empty.shop"_s);
        row("no zone", R"({"messages":[{"message":"a","shown_from":"2026-03-01T20:00:00"}]})",
            u"messages[0].shown_from"_s);
        row("no time", R"({"messages":[{"message":"a","shown_from":"tomorrow"}]})", u"messages[0].shown_from"_s);
        row("no such day", R"({"messages":[{"message":"a","shown_from":"2026-02-30T20:00:00Z"}]})",
            u"messages[0].shown_from"_s);
        row("turned around",
            R"({"messages":[{"message":"a","shown_from":"2026-03-02T00:00:00Z","shown_until":"2026-03-01T00:00:00Z"}]})",
            u"messages[0].shown_until"_s);
    }
    void refused()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, error);
        const auto parsed = server::parseConfig(text, u"a"_s);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().path, error);
    }
};

QTEST_APPLESS_MAIN(TestContentConfig)
#include "tst_contentconfig.moc"
