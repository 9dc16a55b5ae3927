// Taking content over: every kind of file, whole folders, and that a bad one changes nothing.

#include <core/base/limits.h>
#include <core/content/chunkmap.h>
#include <core/content/coalescedfile.h>
#include <core/content/contentimport.h>
#include <core/content/contentjson.h>
#include <core/content/overrides.h>
#include <core/content/talkfile.h>
#include <tests/support/quiet.h>

#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#ifdef Q_OS_UNIX
#include <tests/support/smalldisk.h>
#endif

using namespace Qt::StringLiterals;
using namespace content;

namespace {

constexpr base::WallTime kNow {std::chrono::seconds(1'767'225'600)};

QByteArray coalescedFile(const QString &text = u"one"_s)
{
    Coalesced document;
    document.files = {{u"demo.ini"_s, {{u"alpha"_s, {{u"key"_s, {{.text = text}}}}}}}};
    return *writeCoalesced(document);
}

QByteArray talkFile(const QString &text = u"Hello"_s)
{
    TalkTable table;
    table.male = {{1, text}};
    return *writeTalk(table);
}

QByteArray picture(int width, int height)
{
    QByteArray bytes(128 + width * height, '\0');
    const auto word = [&bytes](qsizetype at, int value) { qToLittleEndian(value, bytes.data() + at); };
    bytes.replace(0, 4, "DDS ");
    word(4, 124);
    word(8, 0x1007);
    word(12, height);
    word(16, width);
    word(76, 32);
    word(80, 4);
    bytes.replace(84, 4, "DXT5");
    word(108, 0x1000);
    return bytes;
}

QByteArray jsonOf(const Pairs &pairs)
{
    QJsonObject object;
    for (const auto &[key, value] : pairs)
        object.insert(QString::fromLatin1(key), QString::fromLatin1(value));
    return QJsonDocument(object).toJson();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY2(QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly), qPrintable(path));
    QCOMPARE(file.write(bytes), bytes.size());
}

// Everything below a folder, by path.
QMap<QString, QByteArray> filesOf(const QString &folder)
{
    QMap<QString, QByteArray> all;
    QDirIterator entries(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        QFile file(entries.next());
        all.insert(QDir(folder).relativeFilePath(file.fileName()),
                   file.open(QIODevice::ReadOnly) ? file.readAll() : "unreadable"_ba);
    }
    return all;
}

} // namespace

class ContentImportTest : public test::QuietTest
{
    Q_OBJECT

private:
    ContentResult<ContentImportReport> run(const QString &source, const QString &slot = {})
    {
        return ContentImport(m_target->path(), kNow)
            .run(m_source->filePath(source), slot.isEmpty() ? std::nullopt : SlotName::parse(slot));
    }
    SlotList slotList() const { return *SlotList::fromJson(filesOf(m_target->path())[SlotList::fileName()]); }

    std::unique_ptr<QTemporaryDir> m_source;
    std::unique_ptr<QTemporaryDir> m_target;

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_source = std::make_unique<QTemporaryDir>();
        m_target = std::make_unique<QTemporaryDir>();
    }

    void singleFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("slot"); // named
        QTest::addColumn<QString>("file"); // where it goes
        const QByteArray coalesced = coalescedFile();
        const QByteArray coalescedJson = toJsonText(toJsonObject(*readCoalesced(coalesced)));
        const QByteArray talkJson = R"({"male":[{"id":1,"text":"Hello"}]})";
        QTest::newRow("Coalesced") << u"set.bin"_s << coalesced << QString() << u"coalesced.json"_s;
        QTest::newRow("packed") << u"set.nibc"_s << packOverrides(coalesced) << QString() << u"coalesced.json"_s;
        QTest::newRow("as JSON") << u"x.json"_s << coalescedJson << QString() << u"coalesced.json"_s;
        QTest::newRow("JSON with a byte order mark")
            << u"x.json"_s << "\xEF\xBB\xBF" + coalescedJson << QString() << u"coalesced.json"_s;
        QTest::newRow("captured") << u"x.json"_s << jsonOf(chunkMap(packOverrides(coalesced))) << u"configuration"_s
                                  << u"coalesced.json"_s;
        QTest::newRow("game's own name, slot given")
            << u"Coalesced.bin"_s << coalesced << u"configuration"_s << u"coalesced.json"_s;
        QTest::newRow("talk") << u"de.tlk"_s << talkFile() << QString() << u"de.tlk"_s;
        QTest::newRow("default talk") << u"ME3TLK.tlk"_s << talkFile() << QString() << u"default.tlk"_s;
        QTest::newRow("old name") << u"ME3TLK_FR.tlk"_s << talkFile() << QString() << u"fr.tlk"_s;
        QTest::newRow("talk, slot given") << u"mine.tlk"_s << talkFile() << u"talk-pt-br"_s << u"pt-br.tlk"_s;
        QTest::newRow("talk as JSON") << u"ru.json"_s << talkJson << QString() << u"ru.tlk"_s;
        QTest::newRow("captured talk") << u"ME3_LIVE_TLK_PC_it.json"_s << jsonOf(chunkMap(talkFile())) << QString()
                                       << u"it.tlk"_s;
        QTest::newRow("store page") << u"Page.dds"_s << picture(1024, 512) << QString() << u"public/content/Page.dds"_s;
        QTest::newRow("banner") << u"B.dds"_s << picture(512, 128) << u"images"_s
                                << u"public/content/ChallengeBanners/B.dds"_s;
        QTest::newRow("shop") << u"dime.xml"_s << "<?xml version=\"1.0\"?><dime/>"_ba << QString() << u"shop.xml"_s;
        QTest::newRow("captured shop") << u"d.json"_s << jsonOf({{"Config", "<dime><content/></dime>"}}) << QString()
                                       << u"shop.xml"_s;
        QTest::newRow("entitlements") << u"e.json"_s << jsonOf({{"ENT_1_group", "A"}, {"ENT_ENC", "1"}}) << QString()
                                      << u"entitlements.json"_s;
        QTest::newRow("entitlement lines")
            << u"e.txt"_s << "ENT_1_group=A\r\nENT_1_param=a=b\r\n"_ba << QString() << u"entitlements.json"_s;
        QTest::newRow("only the opaque list") << u"e.txt"_s << "ENT_ENC=1;2;3\n"_ba << QString() << u"ent_enc.txt"_s;
    }
    void singleFiles()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, slot);
        QFETCH(const QString, file);
        write(m_source->filePath(name), bytes);
        const auto report = run(name, slot);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        const auto files = filesOf(m_target->path());
        QCOMPARE(files.keys(), QStringList(files.contains(u"content-slots.json"_s) && file < u"content-slots.json"_s
                                               ? QStringList {file, u"content-slots.json"_s}
                                               : QStringList {u"content-slots.json"_s, file}));
        QVERIFY(!files[file].isEmpty());
        QCOMPARE(slotList().records.size(), 1);
        QCOMPARE(slotList().records.first().bytes, files[file].size());
        QCOMPARE(slotList().records.first().importedAt, kNow);
    }

    void whatIsStoredIsTheSame()
    {
        // Half a character too, should a file have one.
        const QString odd = u"zwölf 🚀 \"\\\n\t"_s + QChar(0xD800);
        write(m_source->filePath(u"set.bin"_s), coalescedFile(odd));
        QVERIFY(run(u"set.bin"_s));
        const auto kept = coalescedFromJson(*parseContentJson(filesOf(m_target->path())[u"coalesced.json"_s]));
        QCOMPARE(*kept, *readCoalesced(coalescedFile(odd)));
        // Each import of a configuration is a new version.
        QCOMPARE(slotList().configurationRevision, 1U);
        QVERIFY(run(u"set.bin"_s));
        QCOMPARE(slotList().configurationRevision, 2U);
        write(m_source->filePath(u"de.tlk"_s), talkFile());
        QVERIFY(run(u"de.tlk"_s));
        QCOMPARE(slotList().configurationRevision, 2U);
        QCOMPARE(slotList().records.keys(), (QStringList {u"configuration"_s, u"talk-de"_s}));
        QCOMPARE(filesOf(m_target->path())[u"de.tlk"_s], talkFile());
    }

    void refused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("slot");
        QTest::addColumn<int>("fault");
        const auto row = [](const char *title, const QString &name, const QByteArray &bytes, const QString &slot,
                            ContentFault fault) {
            QTest::newRow(title) << name << bytes << slot << static_cast<int>(fault);
        };
        const QByteArray bomb = qCompress(QByteArray(4 * base::MiB, '\0'), 9).sliced(4);
        QByteArray packedBomb = packOverrides({}).first(16) + bomb;
        qToLittleEndian(static_cast<quint32>(bomb.size()), packedBomb.data() + 8);
        qToLittleEndian(static_cast<quint32>(4 * base::MiB), packedBomb.data() + 12);
        row("zip bomb", u"x.bin"_s, packedBomb, {}, ContentFault::TooLarge);
        row("captured zip bomb", u"x.json"_s, jsonOf(chunkMap(packedBomb)), {}, ContentFault::TooLarge);
        row("map in a map", u"x.json"_s, jsonOf(chunkMap(jsonOf(chunkMap(coalescedFile())))), {},
            ContentFault::Damaged);
        row("cut off", u"x.bin"_s, coalescedFile().chopped(1), {}, ContentFault::Damaged);
        row("talk cut off", u"de.tlk"_s, talkFile().chopped(1), {}, ContentFault::Damaged);
        row("empty", u"x.bin"_s, {}, {}, ContentFault::NotRecognised);
        row("something else", u"x.bin"_s, "MZ program"_ba, {}, ContentFault::NotRecognised);
        row("JSON of something else", u"x.json"_s, "{\"a\":1}"_ba, {}, ContentFault::NotRecognised);
        row("broken JSON", u"x.json"_s, "{\"files\":[}"_ba, {}, ContentFault::Damaged);
        row("wrong types", u"x.json"_s, "{\"files\":[{\"path\":1,\"sections\":[]}]}"_ba, {}, ContentFault::Damaged);
        row("text with a NUL", u"x.json"_s,
            R"({"files":[{"path":"a","sections":[{"name":"s","properties":[{"name":"p","values":[)"
            R"({"ty":"New","text":"a\u0000b"}]}]}]}]})",
            {}, ContentFault::NotKept);
        row("language unknown", u"mine.tlk"_s, talkFile(), {}, ContentFault::WrongSlot);
        row("game's own talk file", u"BIOGame_DEU.tlk"_s, talkFile(), {}, ContentFault::WrongSlot);
        row("game's own configuration", u"Coalesced.bin"_s, coalescedFile(), {}, ContentFault::WrongSlot);
        row("talk in the wrong slot", u"de.tlk"_s, talkFile(), u"configuration"_s, ContentFault::WrongSlot);
        row("picture cut off", u"a.dds"_s, picture(512, 128).chopped(1), {}, ContentFault::Damaged);
        row("picture too large", u"a.dds"_s, picture(1024, 1024), {}, ContentFault::TooLarge);
        row("picture of another name", u"a.png"_s, picture(512, 128), {}, ContentFault::WrongSlot);
        row("shop with entities", u"a.xml"_s, "<!DOCTYPE dime [<!ENTITY a 'b'>]><dime>&a;</dime>"_ba, {},
            ContentFault::Damaged);
        row("page", u"a.xml"_s, "<html></html>"_ba, {}, ContentFault::Damaged);
        row("broken XML", u"a.xml"_s, "<dime><a></dime>"_ba, {}, ContentFault::Damaged);
        row("entitlement of a wrong type", u"e.json"_s, "{\"ENT_1_group\":1}"_ba, {}, ContentFault::Damaged);
        row("entitlement without a sign", u"e.txt"_s, "ENT_1_group\n"_ba, {}, ContentFault::Damaged);
        row("foreign key", u"e.txt"_s, "ENT_1_group=A\nPATH=b\n"_ba, {}, ContentFault::Damaged);
    }
    void refused()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, slot);
        QFETCH(const int, fault);
        write(m_target->filePath(u"coalesced.json"_s), "before"_ba);
        write(m_target->filePath(u"de.tlk"_s), "before"_ba);
        const auto before = filesOf(m_target->path());
        write(m_source->filePath(name), bytes);
        const auto report = run(name, slot);
        QVERIFY(!report);
        QVERIFY2(report.error().detail.contains(name), qPrintable(report.error().detail));
        QCOMPARE(static_cast<int>(report.error().fault), fault);
        QCOMPARE(filesOf(m_target->path()), before);
        QVERIFY(QDir(m_target->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
    }

    void wholeFolder()
    {
        // The folder of the other program, with its data folder inside.
        write(m_source->filePath(u"data/coalesced.json"_s), toJsonText(toJsonObject(*readCoalesced(coalescedFile()))));
        write(m_source->filePath(u"data/de.tlk"_s), talkFile());
        write(m_source->filePath(u"data/xx_custom.tlk"_s), talkFile());
        write(m_source->filePath(u"data/app.db"_s), "not looked at"_ba);
        write(m_source->filePath(u"data/public/index.html"_s), "<p>hi</p>"_ba);
        write(m_source->filePath(u"data/public/content/Page.dds"_s), picture(1024, 512));
        write(m_source->filePath(u"data/public/content/ChallengeBanners/B.dds"_s), picture(512, 128));
        write(m_target->filePath(u"public/index.html"_s), "old"_ba);
        write(m_target->filePath(u"public/kept.html"_s), "mine"_ba);
        const auto report = run({});
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QCOMPARE(report->images, 2);
        QCOMPARE(report->publicFiles, 1);
        QCOMPARE(report->filled.size(), 3);
        const auto files = filesOf(m_target->path());
        QCOMPARE(files.keys(), (QStringList {u"coalesced.json"_s, u"content-slots.json"_s, u"de.tlk"_s,
                                             u"public/content/ChallengeBanners/B.dds"_s, u"public/content/Page.dds"_s,
                                             u"public/index.html"_s, u"public/kept.html"_s, u"xx_custom.tlk"_s}));
        QCOMPARE(files[u"public/index.html"_s], "<p>hi</p>"_ba);
        QCOMPARE(files[u"public/kept.html"_s], "mine"_ba);
    }

    void oneSlotOfAFolder()
    {
        write(m_source->filePath(u"coalesced.json"_s), toJsonText(toJsonObject(*readCoalesced(coalescedFile()))));
        write(m_source->filePath(u"de.tlk"_s), talkFile());
        write(m_source->filePath(u"fr.tlk"_s), talkFile());
        write(m_source->filePath(u"public/content/Page.dds"_s), picture(1024, 512));
        write(m_source->filePath(u"public/index.html"_s), "<p>hi</p>"_ba);
        QVERIFY(run({}, u"talk-fr"_s));
        QCOMPARE(filesOf(m_target->path()).keys(), (QStringList {u"content-slots.json"_s, u"fr.tlk"_s}));
        QVERIFY(run({}, u"images"_s));
        QVERIFY(filesOf(m_target->path()).contains(u"public/content/Page.dds"_s));
        QVERIFY(!filesOf(m_target->path()).contains(u"public/index.html"_s));
        QCOMPARE(run({}, u"shop"_s).error().fault, ContentFault::NothingFound);
    }

    void oneBadFileOfAFolderChangesNothing()
    {
        write(m_source->filePath(u"de.tlk"_s), talkFile());
        write(m_source->filePath(u"public/index.html"_s), "<p>hi</p>"_ba);
        write(m_source->filePath(u"public/content/z.dds"_s), "DDS broken"_ba);
        const auto report = run({});
        QVERIFY(!report);
        QVERIFY2(report.error().detail.contains(u"z.dds"_s), qPrintable(report.error().detail));
        QVERIFY(filesOf(m_target->path()).isEmpty());
    }

    // Nothing of the computer is taken along through a link, and no name leads out of the folder.
    void linksAreLeftOut()
    {
#ifdef Q_OS_UNIX
        QTemporaryDir elsewhere;
        write(elsewhere.filePath(u"secret.txt"_s), "secret"_ba);
        write(m_source->filePath(u"public/a.html"_s), "a"_ba);
        QVERIFY(QFile::link(elsewhere.path(), m_source->filePath(u"public/folder"_s)));
        QVERIFY(QFile::link(elsewhere.filePath(u"secret.txt"_s), m_source->filePath(u"public/b.txt"_s)));
        QVERIFY(QFile::link(elsewhere.filePath(u"secret.txt"_s), m_source->filePath(u"de.tlk"_s)));
        const auto report = run({});
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QCOMPARE(report->notes.size(), 3);
        QCOMPARE(filesOf(m_target->path()).keys(), (QStringList {u"content-slots.json"_s, u"public/a.html"_s}));
#else
        QSKIP("links of this kind need rights here");
#endif
    }

    void emptyAndMissing()
    {
        QCOMPARE(run({}).error().fault, ContentFault::NothingFound);
        QCOMPARE(run(u"none"_s).error().fault, ContentFault::CannotRead);
        QCOMPARE(ContentImport(m_source->path(), kNow).run(m_source->path()).error().fault, ContentFault::CannotRead);
    }

    void targetThatCannotBeWritten()
    {
        write(m_source->filePath(u"de.tlk"_s), talkFile());
        // A folder stands where the file belongs, behind another that could be replaced.
        write(m_source->filePath(u"coalesced.json"_s), toJsonText(toJsonObject(*readCoalesced(coalescedFile()))));
        write(m_target->filePath(u"coalesced.json"_s), "before"_ba);
        write(m_target->filePath(u"de.tlk/inside"_s), "x"_ba);
        const auto before = filesOf(m_target->path());
        const auto report = run({});
        QVERIFY(!report);
        QCOMPARE(report.error().fault, ContentFault::CannotWrite);
        QCOMPARE(filesOf(m_target->path()), before);
    }

#ifdef Q_OS_UNIX
    void fullDiskChangesNothing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("a slot") << u"de.tlk"_s << talkFile();
        QTest::newRow("a file that is copied") << u"public/index.html"_s << QByteArray(100, 'a');
    }

    void fullDiskChangesNothing()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, content);
        write(m_source->filePath(name), content);
        write(m_target->filePath(name), "before"_ba);
        const auto before = filesOf(m_target->path());
        const auto report = [this] {
            const test::SmallDisk disk(10);
            return run({});
        }();
        QVERIFY(!report);
        QCOMPARE(report.error().fault, ContentFault::CannotWrite);
        QCOMPARE(filesOf(m_target->path()), before);
    }
#endif

    void deepFoldersAreRefused()
    {
        QString path = u"public"_s;
        for (int i = 0; i < base::kImportDepthMax; ++i)
            path += u"/d"_s;
        write(m_source->filePath(path + u"/a.html"_s), "a"_ba);
        QVERIFY(run({}));
        write(m_source->filePath(path + u"/d/a.html"_s), "a"_ba);
        QCOMPARE(run({}).error().fault, ContentFault::TooLarge);
    }

    void damagedSlotListBeginsAnew()
    {
        write(m_target->filePath(u"content-slots.json"_s), "{broken"_ba);
        write(m_source->filePath(u"de.tlk"_s), talkFile());
        const auto report = run(u"de.tlk"_s);
        QVERIFY(report);
        QCOMPARE(report->notes.size(), 1);
        QCOMPARE(slotList().records.size(), 1);
    }
};

QTEST_APPLESS_MAIN(ContentImportTest)
#include "tst_contentimport.moc"
