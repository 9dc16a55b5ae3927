// What the game gets by name, beyond what the exchanges of the vectors cover.

#include <core/base/limits.h>
#include <core/content/gameconfiguration.h>
#include <core/content/library.h>
#include <core/content/telemetrykey.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace content;

namespace {

class Files final : public ContentFiles
{
public:
    QHash<QString, QByteArray> files;
    std::optional<QByteArray> read(const QString &name, qsizetype bytesMax) override
    {
        const auto at = files.constFind(name);
        if (at == files.constEnd() || at->size() > bytesMax)
            return std::nullopt;
        return *at;
    }
};

class Broken final : public OverridesSource
{
public:
    std::optional<QByteArray> coalesced() override { return std::nullopt; }
};

QByteArray valueOf(const std::optional<Pairs> &pairs, const QByteArray &key)
{
    for (const auto &[name, value] : pairs.value_or(Pairs {})) {
        if (name == key)
            return value;
    }
    return "(none)"_ba;
}

} // namespace

class LibraryTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void settingsReachTheGame()
    {
        Settings settings;
        settings.jobThrottle = {1, 2, 3};
        settings.httpPort = 5001;
        settings.telemetryPort = 5002;
        settings.configurationVersion = 40129;
        Files files;
        NoOverrides overrides;
        Library library(settings, files, overrides);
        const auto data = library.clientConfig("ME3_DATA");
        QCOMPARE(valueOf(data, "JOB_THROTTLE_0"), "1"_ba);
        QCOMPARE(valueOf(data, "JOB_THROTTLE_2"), "3"_ba);
        QCOMPARE(valueOf(data, "GAW_SERVER_BASE_URL"), "http://127.0.0.1:5001/"_ba);
        QCOMPARE(valueOf(data, "TEL_PORT"), "5002"_ba);
        QCOMPARE(valueOf(library.clientConfig("ME3_BINI_VERSION"), "VERSION"), "40129"_ba);
    }

    void messages()
    {
        Files files;
        NoOverrides overrides;
        Settings none;
        none.messages = QList<Message> {};
        QCOMPARE(Library(none, files, overrides).clientConfig("ME3_MSG"), Pairs {});

        Settings two;
        Message first;
        first.text = u"All"_s;
        first.texts = {{u"de"_s, u"Alle"_s}, {u"xx"_s, u"nobody"_s}};
        Message second;
        second.text = u"Second"_s;
        second.title = u"T"_s;
        second.titles = {{u"fr"_s, u"Té"_s}};
        two.messages = QList<Message> {first, second};
        const auto map = Library(two, files, overrides).clientConfig("ME3_MSG");
        QCOMPARE(valueOf(map, "MSG_1_message"), "All"_ba);
        QCOMPARE(valueOf(map, "MSG_1_message_de"), "Alle"_ba);
        QCOMPARE(valueOf(map, "MSG_1_message_fr"), "All"_ba);
        QCOMPARE(valueOf(map, "MSG_1_message_xx"), "(none)"_ba);
        QCOMPARE(valueOf(map, "MSG_1_title"), "(none)"_ba); // not required, so not sent when there is none
        QCOMPARE(valueOf(map, "MSG_1_endDate"), "(none)"_ba);
        QCOMPARE(valueOf(map, "MSG_2_title_fr"), u"Té"_s.toUtf8());
        QCOMPARE(valueOf(map, "MSG_2_title_ru"), "T"_ba);
        QVERIFY(std::is_sorted(map->begin(), map->end()));
    }

    void importedEntitlements()
    {
        Files files;
        NoOverrides overrides;
        Library library({}, files, overrides);
        QCOMPARE(library.clientConfig("ME3_ENT")->size(), 342);
        files.files[u"ent_enc.txt"_s] = "1;2;3\n"_ba;
        QCOMPARE(valueOf(library.clientConfig("ME3_ENT"), "ENT_ENC"), "1;2;3"_ba);
        files.files.clear();
        QCOMPARE(library.clientConfig("ME3_ENT")->size(), 342);
    }

    void overridesThatCannotBeBuilt()
    {
        Files files;
        Broken overrides;
        Library library({}, files, overrides);
        QVERIFY(!library.clientConfig("ME3_BINI_PC_COMPRESSED"));
        QVERIFY(library.clientConfig("ME3_BINI_VERSION"));
    }

    void legalTexts()
    {
        Files files;
        NoOverrides overrides;
        Library library({}, files, overrides);
        QVERIFY(library.termsOfService().startsWith("<h1>"));
        QVERIFY(library.privacyPolicy().startsWith("<h1>"));
        files.files[u"privacy_policy.html"_s] = "<p>mine</p>"_ba;
        QCOMPARE(library.privacyPolicy(), "<p>mine</p>"_ba);
        files.files[u"privacy_policy.html"_s] = QByteArray(base::kLegalTextMax + 1, 'x');
        QVERIFY(library.privacyPolicy().startsWith("<h1>"));
    }

    void constants()
    {
        QCOMPARE(telemetryDisabledCountries().split(',').size(), 200);
        QCOMPARE(telemetryKey().size(), 117);
        QVERIFY(telemetryKey().isValidUtf8());
    }
};

QTEST_APPLESS_MAIN(LibraryTest)
#include "tst_library.moc"
