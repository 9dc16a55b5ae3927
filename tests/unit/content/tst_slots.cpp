// What the game gets from filled and empty slots, with the operator's own layer on top, while files change.

#include <core/base/limits.h>
#include <core/content/chunkmap.h>
#include <core/content/coalescedfile.h>
#include <core/content/contentjson.h>
#include <core/content/emptyslots.h>
#include <core/content/image.h>
#include <core/content/library.h>
#include <core/content/slotoverrides.h>
#include <core/content/talkfile.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

#include <QTest>
#include <QtEndian>

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

Coalesced documentWith(const QString &key, const QString &text)
{
    Coalesced document;
    document.files = {{u"demo.ini"_s, {{u"alpha"_s, {{key, {{.text = text}}}}}}}};
    return document;
}

QByteArray jsonOf(const Coalesced &document)
{
    return toJsonText(toJsonObject(document));
}

Coalesced served(Library &library)
{
    return *readCoalesced(*unpackOverrides(*chunkPayload(*library.clientConfig("ME3_BINI_PC_COMPRESSED"))));
}

QByteArray versionOf(Library &library)
{
    const auto pairs = library.clientConfig("ME3_BINI_VERSION");
    if (!pairs)
        return {};
    for (const auto &[key, value] : *pairs) {
        if (key == "VERSION")
            return value;
    }
    return {};
}

} // namespace

class SlotsTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void configuration()
    {
        Files files;
        SlotOverrides overrides(files, EmptySlot::Standard);
        Library library({}, files, overrides);
        QCOMPARE(served(library), *readCoalesced(emptyOverrides()));
        const Coalesced imported = documentWith(u"key"_s, u"one"_s);
        files.files[u"coalesced.json"_s] = jsonOf(imported);
        QCOMPARE(served(library), imported);
        const Coalesced layer = documentWith(u"mine"_s, u"two"_s);
        files.files[u"overrides.json"_s] = jsonOf(layer);
        QCOMPARE(served(library), layered(imported, layer));
        files.files.remove(u"coalesced.json"_s);
        QCOMPARE(served(library), layer);
        files.files.clear();
        QCOMPARE(served(library), *readCoalesced(emptyOverrides()));
    }

    void configurationThatCannotBeUsed()
    {
        Files files;
        SlotOverrides overrides(files, EmptySlot::Standard);
        const QByteArray good = jsonOf(documentWith(u"key"_s, u"one"_s));
        files.files[u"coalesced.json"_s] = "{\"files\":1}"_ba;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^coalesced.json is not used: "_s));
        QCOMPARE(*overrides.coalesced(), emptyOverrides());
        QCOMPARE(*overrides.coalesced(), emptyOverrides()); // named once
        files.files[u"coalesced.json"_s] = good;
        files.files[u"overrides.json"_s] = "[]"_ba;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^overrides.json is not used: "_s));
        QCOMPARE(*overrides.coalesced(), *writeCoalesced(documentWith(u"key"_s, u"one"_s)));
        // Sound by itself, but what comes out of both is none: then the imported one stays.
        files.files[u"overrides.json"_s] = jsonOf(documentWith(u"key"_s, u"a\0b"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^overrides.json is not used: "_s));
        QCOMPARE(*overrides.coalesced(), *writeCoalesced(documentWith(u"key"_s, u"one"_s)));
        files.files[u"overrides.json"_s] = QByteArray(base::kContentLayerMax + 1, ' ');
        QCOMPARE(*overrides.coalesced(), *writeCoalesced(documentWith(u"key"_s, u"one"_s)));
    }

    void emptySlotsThatGiveNothing()
    {
        Files files;
        SlotOverrides overrides(files, EmptySlot::Nothing);
        Settings settings;
        settings.empty = {EmptySlot::Nothing, EmptySlot::Nothing, EmptySlot::Nothing, EmptySlot::Nothing};
        Library library(settings, files, overrides);
        for (const char *name :
             {"ME3_BINI_VERSION", "ME3_BINI_PC_COMPRESSED", "ME3_LIVE_TLK_PC_de", "ME3_DIME", "ME3_ENT"})
            QCOMPARE(library.clientConfig(name), Pairs {});
        files.files[u"coalesced.json"_s] = jsonOf(documentWith(u"key"_s, u"one"_s));
        files.files[u"default.tlk"_s] = emptyTalkFile();
        files.files[u"shop.xml"_s] = "<dime/>"_ba;
        files.files[u"ent_enc.txt"_s] = "1;2"_ba;
        for (const char *name :
             {"ME3_BINI_VERSION", "ME3_BINI_PC_COMPRESSED", "ME3_LIVE_TLK_PC_de", "ME3_DIME", "ME3_ENT"})
            QVERIFY2(!library.clientConfig(name)->isEmpty(), name);
    }

    void versionRisesWithEachImport()
    {
        Files files;
        SlotOverrides overrides(files, EmptySlot::Standard);
        Settings settings;
        settings.configurationVersion = 100;
        Library library(settings, files, overrides);
        QCOMPARE(versionOf(library), "100"_ba);
        SlotList list;
        list.configurationRevision = 3;
        files.files[SlotList::fileName()] = list.toJson();
        QCOMPARE(versionOf(library), "103"_ba);
        files.files[SlotList::fileName()] = "nonsense"_ba;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^content-slots.json cannot be used"_s));
        QCOMPARE(versionOf(library), "100"_ba);
        QCOMPARE(versionOf(library), "100"_ba);
    }

    void slotListThereAndBack()
    {
        SlotList list;
        list.configurationRevision = 7;
        list.records.insert(u"talk-de"_s, {.source = u"/some/where/de.tlk"_s,
                                           .importedAt = base::WallTime(std::chrono::seconds(1'767'225'600)),
                                           .sha256 = "ab"_ba,
                                           .bytes = 12});
        QCOMPARE(*SlotList::fromJson(list.toJson()), list);
        QCOMPARE(*SlotList::fromJson({}), SlotList {});
        QVERIFY(!SlotList::fromJson("{\"configuration_revision\":-1}"));
        // Names of slots that this version does not have are left out.
        QVERIFY(SlotList::fromJson("{\"slots\":{\"../x\":{},\"talk-..\":{}}}")->records.isEmpty());
    }

    void slotNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("file"); // empty: no slot
        QTest::newRow("configuration") << u"configuration"_s << u"coalesced.json"_s;
        QTest::newRow("talk") << u"talk-de"_s << u"de.tlk"_s;
        QTest::newRow("images") << u"images"_s << u"public/content"_s;
        QTest::newRow("shop") << u"shop"_s << u"shop.xml"_s;
        QTest::newRow("entitlements") << u"entitlements"_s << u"entitlements.json"_s;
        QTest::newRow("climbing") << u"talk-../x"_s << QString();
        QTest::newRow("device") << u"talk-nul"_s << QString();
        QTest::newRow("no language") << u"talk-"_s << QString();
        QTest::newRow("unknown") << u"music"_s << QString();
        QTest::newRow("empty") << QString() << QString();
    }
    void slotNames()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, file);
        const auto name = SlotName::parse(text);
        QCOMPARE(name.has_value(), !file.isEmpty());
        if (name) {
            QCOMPARE(name->file(), file);
            QCOMPARE(name->toString(), text);
        }
    }

    void talkLayers()
    {
        Files files;
        TalkFiles talk(files);
        TalkTable imported;
        imported.male = {{1, u"One"_s}};
        files.files[u"de.tlk"_s] = *writeTalk(imported);
        files.files[u"talk-default.json"_s] = R"({"male":[{"id":2,"text":"Two"}]})";
        const auto textOf = [&talk](const QByteArray &language) {
            return *readTalk(*chunkPayload(talk.chunks(language)));
        };
        QCOMPARE(textOf("de").male, (QList<TalkEntry> {{1, u"One"_s}, {2, u"Two"_s}}));
        QCOMPARE(textOf("fr").male, (QList<TalkEntry> {{2, u"Two"_s}}));
        files.files[u"talk-de.json"_s] = R"({"male":[{"id":1,"text":"Eins"}]})";
        QCOMPARE(textOf("de").male, (QList<TalkEntry> {{1, u"Eins"_s}}));
        // A layer or a file that cannot be read leaves what there is.
        files.files[u"talk-de.json"_s] = "{}"_ba;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^de.tlk.*cannot be joined"_s));
        QCOMPARE(talk.chunks("de"), chunkMap(*writeTalk(imported)));
        files.files[u"de.tlk"_s] = "broken"_ba;
        files.files[u"talk-de.json"_s] = R"({"male":[{"id":1,"text":"Eins"}]})";
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^de.tlk.*cannot be joined"_s));
        QCOMPARE(talk.chunks("de"), chunkMap("broken"_ba));
    }

    void entitlementsAndShop()
    {
        Files files;
        SlotOverrides overrides(files, EmptySlot::Standard);
        Library library({}, files, overrides);
        files.files[u"entitlements.json"_s] = R"({"STORE_CATALOG_ID":"1","ENT_1_group":"B","ENT_10_group":"A"})";
        QCOMPARE(*library.clientConfig("ME3_ENT"),
                 (Pairs {{"ENT_10_group", "A"}, {"ENT_1_group", "B"}, {"STORE_CATALOG_ID", "1"}}));
        files.files[u"entitlements.json"_s] = R"({"ENT_1_group":1})";
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^entitlements.json is not used"_s));
        QCOMPARE(library.clientConfig("ME3_ENT")->size(), 342);
        QCOMPARE(library.clientConfig("ME3_ENT")->size(), 342);
        files.files[u"shop.xml"_s] = "<dime/>"_ba;
        QCOMPARE(*library.clientConfig("ME3_DIME"), (Pairs {{"Config", "<dime/>"}}));
    }

    void newsByDate()
    {
        Files files;
        NoOverrides overrides;
        test::ManualTime time;
        Message dated;
        dated.text = u"Tonight"_s;
        dated.shownFrom = time.wall() + std::chrono::hours(1);
        dated.shownUntil = time.wall() + std::chrono::hours(2);
        Message always;
        always.text = u"Always"_s;
        Settings settings;
        settings.messages = QList<Message> {dated, always};
        Library library(settings, files, overrides, &time);
        const auto first = [&library] { return library.clientConfig("ME3_MSG")->first().second; };
        QCOMPARE(first(), "Always"_ba);
        time.advance(std::chrono::hours(1));
        QCOMPARE(first(), "Tonight"_ba);
        time.advance(std::chrono::hours(1));
        QCOMPARE(first(), "Always"_ba);
        library.setMessages(QList<Message> {});
        QCOMPARE(library.clientConfig("ME3_MSG"), Pairs {});
    }

    void images_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("value");
        QTest::addColumn<bool>("good");
        QTest::newRow("as it is") << 8 << 0x1007 << true;
        QTest::newRow("linear size") << 8 << 0x81007 << true;
        QTest::newRow("one level") << 28 << 1 << true;
        QTest::newRow("two levels") << 28 << 2 << false;
        QTest::newRow("no sizes") << 8 << 0x1001 << false;
        QTest::newRow("head size") << 4 << 100 << false;
        QTest::newRow("format size") << 76 << 24 << false;
        QTest::newRow("no format code") << 80 << 0x40 << false;
        QTest::newRow("DXT1") << 84 << 0x31545844 << false;
        QTest::newRow("height 0") << 12 << 0 << false;
        QTest::newRow("width 6") << 16 << 6 << false;
        QTest::newRow("other size") << 16 << 12 << false;
        QTest::newRow("product of 2^32") << 16 << 0x40000000 << false;
    }
    void images()
    {
        QFETCH(const int, at);
        QFETCH(const int, value);
        QFETCH(const bool, good);
        QByteArray bytes(128 + 8 * 4, '\0');
        const auto word = [&bytes](qsizetype place, int number) { qToLittleEndian(number, bytes.data() + place); };
        bytes.replace(0, 4, "DDS ");
        for (const auto &[place, number] : {std::pair(4, 124), std::pair(8, 0x1007), std::pair(12, 4), std::pair(16, 8),
                                            std::pair(76, 32), std::pair(80, 4), std::pair(84, 0x35545844)})
            word(place, number);
        word(at, value);
        QCOMPARE(checkImage(bytes).hasValue(), good);
        QVERIFY(!checkImage(bytes + '\0'));
        QVERIFY(!checkImage(bytes.first(127)));
    }
};

QTEST_APPLESS_MAIN(SlotsTest)
#include "tst_slots.moc"
