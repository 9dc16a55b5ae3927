#include <core/content/talkfile.h>
#include <core/server/datafolder.h>
#include <core/server/importer.h>
#include <tests/support/openstorage.h>
#include <tests/support/quiet.h>

#include <QDirIterator>
#include <QtEndian>

using namespace Qt::StringLiterals;
using base::Result;
using server::ImportError;
using server::ImportErrorKind;
using server::ImportReport;

namespace {

// Every file below a folder with its content and time of change.
QMap<QString, QByteArray> snapshot(const QString &path)
{
    QMap<QString, QByteArray> files;
    QDirIterator all(path, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QFileInfo info(all.next());
        QFile file(info.filePath());
        QByteArray content = "folder";
        if (info.isFile() && file.open(QIODevice::ReadOnly))
            content = file.readAll() + QByteArray::number(info.lastModified().toMSecsSinceEpoch());
        files.insert(QDir(path).relativeFilePath(info.filePath()), content);
    }
    return files;
}

void write(const QString &path, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray talkFile(const QString &text)
{
    return *content::writeTalk({.male = {{1, text}}, .female = {}});
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(missing)");
}

} // namespace

class TestImporter : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wholeFolder();
    void programFolder();
    void partsMayBeMissing_data();
    void partsMayBeMissing();
    void writeAheadLogIsTakenIn();
    void journalTakesHalfAWriteBack();
    void contentIsLookedAt();
    void damagedSecret();
    void linksAreNotFollowed();
    void refusedSources_data();
    void refusedSources();
    void targetMustBeEmpty_data();
    void targetMustBeEmpty();
    void foldersInsideEachOther();
    void cancelledAnywhereLeavesNothing();
    void targetCannotBeWritten();

private:
    Result<ImportReport, ImportError> import();
    void makeWholeSource(const QString &folder);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_source;
    QString m_target;
};

void TestImporter::init()
{
    test::failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_source = m_folder->filePath(u"source"_s);
    m_target = m_folder->filePath(u"target"_s);
    QVERIFY(QDir().mkpath(m_source));
}

Result<ImportReport, ImportError> TestImporter::import()
{
    return server::Importer(m_source, m_target, test::kStorageTime).run();
}

void TestImporter::makeWholeSource(const QString &folder)
{
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(QFile::copy(test::sampleDatabase(), folder + u"/app.db"_s));
    write(folder + u"/secret.bin"_s, QByteArray(64, '\x2A'));
    write(folder + u"/server.log"_s, "not taken over");
    write(folder + u"/coalesced.json"_s,
          R"({"version":1,"files":[{"path":"demo.ini","sections":[{"name":"alpha","properties":[{"name":"key",)"
          R"("values":[{"ty":"New","text":"a"}]}]}]}]})");
    write(folder + u"/en.tlk"_s, talkFile(u"english"_s));
    write(folder + u"/default.tlk"_s, talkFile(u"default"_s));
    write(folder + u"/terms_of_service.html"_s, "<p>terms");
    write(folder + u"/privacy_policy.html"_s, "<p>privacy");
    write(folder + u"/public/index.html"_s, "<p>index");
    write(folder + u"/public/content/demo.dds"_s, QByteArray("DDS \0", 5));
    write(folder + u"/public/.hidden"_s, "h");
}

void TestImporter::wholeFolder()
{
    makeWholeSource(m_source);
    const auto before = snapshot(m_source);
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(snapshot(m_source), before);
    QVERIFY(done->database);
    QVERIFY(done->secret);
    QCOMPARE(done->rows.players, 5);
    QCOMPARE(done->rows.playerData, 29);
    QCOMPARE(done->publicFiles, 3);
    QCOMPARE(done->talkFiles, 2);
    QCOMPARE(done->otherFiles, 3);
    QCOMPARE(done->notes, QStringList());
    QCOMPARE(snapshot(m_target).keys(),
             (QStringList {u"app.db"_s, u"coalesced.json"_s, u"default.tlk"_s, u"en.tlk"_s, u"privacy_policy.html"_s,
                           u"public"_s, u"public/.hidden"_s, u"public/content"_s, u"public/content/demo.dds"_s,
                           u"public/index.html"_s, u"secret.bin"_s, u"terms_of_service.html"_s}));
    QCOMPARE(read(m_target + u"/public/content/demo.dds"_s), QByteArray("DDS \0", 5));

    base::SystemRandom random;
    const auto secret = server::DataFolder(m_target).loadSecret(random);
    QVERIFY(secret);
    QVERIFY(*secret == base::Secret(QByteArray(64, '\x2A')));
#ifdef Q_OS_UNIX
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(m_target + u"/secret.bin"_s) & others));
    QVERIFY(!(QFile::permissions(m_target + u"/app.db"_s) & others));
#endif
    // And the server opens it as its own, with nothing left to do.
    const test::OpenStorage open(m_target + u"/app.db"_s);
    QVERIFY(open.report.backup.isEmpty());
}

void TestImporter::programFolder()
{
    makeWholeSource(m_source + u"/data"_s);
    write(m_source + u"/config.json"_s, "{}");
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(done->rows.players, 5);
    QCOMPARE(QFileInfo(done->configFile).canonicalFilePath(),
             QFileInfo(m_source + u"/config.json"_s).canonicalFilePath());
}

void TestImporter::partsMayBeMissing_data()
{
    QTest::addColumn<QStringList>("parts");
    const QStringList all {u"app.db"_s, u"secret.bin"_s, u"coalesced.json"_s,
                           u"en.tlk"_s, u"public"_s,     u"terms_of_service.html"_s};
    for (const QString &one : all) {
        QTest::addRow("only %s", qPrintable(one)) << QStringList {one};
        QStringList others = all;
        others.removeAll(one);
        QTest::addRow("without %s", qPrintable(one)) << others;
    }
}

void TestImporter::partsMayBeMissing()
{
    QFETCH(QStringList, parts);
    const QString whole = m_folder->filePath(u"whole"_s);
    makeWholeSource(whole);
    for (const QString &part : parts)
        QVERIFY(QFile::rename(whole + u'/' + part, m_source + u'/' + part));
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(QDir(m_target).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name),
             QDir(m_source).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name));
    QCOMPARE(done->database, parts.contains(u"app.db"_s));
    QCOMPARE(done->secret, parts.contains(u"secret.bin"_s));
}

// A server that is running, or was killed, has its last rows only in the log.
void TestImporter::writeAheadLogIsTakenIn()
{
    test::OpenStorage running;
    running.addPlayer(u"late@example.test"_s);
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QVERIFY(QFile::copy(running.file + suffix, m_source + u"/app.db"_s + suffix));
    QVERIFY(QFileInfo(m_source + u"/app.db-wal"_s).size() > 0);
    const auto before = snapshot(m_source);
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(done->rows.players, 1);
    QCOMPARE(snapshot(m_source), before);
    QVERIFY(!QFile::exists(m_target + u"/app.db-wal"_s));
}

// A server that was killed while it wrote: one page of the file is half of something new, and the journal has the old
// one. Layout of a journal: a head of one sector, then for each page its number, its old bytes and a checksum.
void TestImporter::journalTakesHalfAWriteBack()
{
    constexpr quint32 kNonce = 0x1234'5678;
    constexpr quint32 kSector = 512;
    constexpr qsizetype kChecksumStep = 200;
    const QByteArray whole = read(test::sampleDatabase());
    const qsizetype pageSize = qFromBigEndian<quint16>(whole.constData() + 16);
    const QByteArray page = whole.mid(pageSize, pageSize); // the second
    QCOMPARE(page.size(), pageSize);
    const auto append = [](QByteArray &out, quint32 number) {
        number = qToBigEndian(number);
        out.append(reinterpret_cast<const char *>(&number), sizeof number);
    };
    QByteArray journal("\xD9\xD5\x05\xF9\x20\xA1\x63\xD7");
    const auto pages = static_cast<quint32>(whole.size() / pageSize);
    for (const quint32 number : {1U, kNonce, pages, kSector, static_cast<quint32>(pageSize)})
        append(journal, number);
    journal.append(QByteArray(kSector - journal.size(), '\0'));
    append(journal, 2);
    journal.append(page);
    quint32 checksum = kNonce;
    for (qsizetype at = pageSize - kChecksumStep; at > 0; at -= kChecksumStep)
        checksum += static_cast<quint8>(page[at]);
    append(journal, checksum);

    write(m_source + u"/app.db"_s, QByteArray(whole).replace(pageSize, pageSize, QByteArray(pageSize, '\xEE')));
    const auto half = server::Importer(m_source, m_folder->filePath(u"other"_s), test::kStorageTime).run();
    QVERIFY(!half);
    QCOMPARE(half.error().kind, ImportErrorKind::SourceDamaged);
    write(m_source + u"/app.db-journal"_s, journal);
    const auto before = snapshot(m_source);
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(done->rows.players, 5);
    QCOMPARE(done->rows.playerData, 29);
    QCOMPARE(snapshot(m_source), before);
    QVERIFY(!QFile::exists(m_target + u"/app.db-journal"_s));
}

void TestImporter::contentIsLookedAt()
{
    const QByteArray half = talkFile(u"english"_s).chopped(1);
    makeWholeSource(m_source);
    write(m_source + u"/en.tlk"_s, half);
    write(m_source + u"/de.tlk"_s, "{\"files\":[]}"); // sound, but no talk file
    write(m_source + u"/coalesced.json"_s, "{\"files\":");
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(done->talkFiles, 3);
    QCOMPARE(done->notes.size(), 3);
    for (const QString &name : {u"en.tlk"_s, u"de.tlk"_s, u"coalesced.json"_s}) {
        QCOMPARE(done->notes.filter(QRegularExpression(u'^' + QRegularExpression::escape(name) + u' ')).size(), 1);
        QCOMPARE(read(m_target + u'/' + name), read(m_source + u'/' + name));
    }
}

void TestImporter::damagedSecret()
{
    makeWholeSource(m_source);
    write(m_source + u"/secret.bin"_s, QByteArray(63, '\x2A'));
    const auto done = import();
    QVERIFY(done);
    QVERIFY(!done->secret);
    QCOMPARE(done->notes.size(), 1);
    QVERIFY(!QFile::exists(m_target + u"/secret.bin"_s));
}

void TestImporter::linksAreNotFollowed()
{
#ifdef Q_OS_UNIX
    makeWholeSource(m_source);
    write(m_folder->filePath(u"outside/private.txt"_s), "private");
    QVERIFY(QFile::link(m_folder->filePath(u"outside"_s), m_source + u"/public/folder"_s));
    QVERIFY(QFile::link(m_folder->filePath(u"outside/private.txt"_s), m_source + u"/public/file.txt"_s));
    QVERIFY(QFile::link(m_source + u"/public"_s, m_source + u"/public/round"_s));
    const auto done = import();
    QVERIFY(done);
    QCOMPARE(done->publicFiles, 3);
    QCOMPARE(done->notes.size(), 3);
#else
    QSKIP("links like these exist on Unix only");
#endif
}

void TestImporter::refusedSources_data()
{
    QTest::addColumn<QByteArray>("database"); // empty: none
    QTest::addColumn<ImportErrorKind>("kind");
    QTest::newRow("nothing known") << QByteArray() << ImportErrorKind::NothingFound;
    QTest::newRow("no database") << QByteArray(5000, 'x') << ImportErrorKind::SourceDamaged;
    QByteArray broken = read(test::sampleDatabase());
    broken.replace(4096, 4096, QByteArray(4096, '\xEE'));
    QTest::newRow("broken") << broken << ImportErrorKind::SourceDamaged;
    QTest::newRow("cut off") << read(test::sampleDatabase()).first(20'000) << ImportErrorKind::SourceDamaged;
}

void TestImporter::refusedSources()
{
    QFETCH(QByteArray, database);
    QFETCH(ImportErrorKind, kind);
    write(m_source + u"/something.txt"_s, "x");
    if (!database.isEmpty())
        write(m_source + u"/app.db"_s, database);
    const auto done = import();
    QVERIFY(!done);
    QCOMPARE(done.error().kind, kind);
    QVERIFY(!QFileInfo::exists(m_target)); // not even the folder
    const auto missing = server::Importer(m_source + u"/missing"_s, m_target, test::kStorageTime).run();
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ImportErrorKind::SourceMissing);
}

void TestImporter::targetMustBeEmpty_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("database") << u"app.db"_s << false;
    QTest::newRow("log of a database") << u"app.db-wal"_s << false;
    QTest::newRow("key") << u"secret.bin"_s << false;
    QTest::newRow("talk file") << u"de.tlk"_s << false;
    QTest::newRow("public") << u"public/index.html"_s << false;
    QTest::newRow("coalesced") << u"coalesced.json"_s << false;
    QTest::newRow("logs") << u"logs/relaydeck.log"_s << true;
    QTest::newRow("settings") << u"settings.json"_s << true;
}

void TestImporter::targetMustBeEmpty()
{
    QFETCH(QString, file);
    QFETCH(bool, accepted);
    makeWholeSource(m_source);
    write(m_target + u'/' + file, "mine");
    const auto before = snapshot(m_target);
    const auto done = import();
    QCOMPARE(done.hasValue(), accepted);
    QCOMPARE(read(m_target + u'/' + file), QByteArray("mine"));
    if (!accepted) {
        QCOMPARE(done.error().kind, ImportErrorKind::TargetNotEmpty);
        QCOMPARE(snapshot(m_target), before);
    }
}

void TestImporter::foldersInsideEachOther()
{
    makeWholeSource(m_source);
    for (const QString &target : {m_source, m_source + u"/inner"_s, m_folder->path()}) {
        const auto done = server::Importer(m_source, target, test::kStorageTime).run();
        QVERIFY2(!done, qPrintable(target));
        QCOMPARE(done.error().kind, ImportErrorKind::SameFolder);
    }
}

// Stopped at each point where it asks whether to go on.
void TestImporter::cancelledAnywhereLeavesNothing()
{
    makeWholeSource(m_source);
    write(m_target + u"/settings.json"_s, "mine");
    const auto before = snapshot(m_target);
    int stops = 0;
    for (int goOn = 0;; ++goOn) {
        int asked = 0;
        const auto done = server::Importer(m_source, m_target, test::kStorageTime, [&](const auto &) {
                              return asked++ < goOn;
                          }).run();
        if (done)
            break;
        QCOMPARE(done.error().kind, ImportErrorKind::Cancelled);
        QCOMPARE(snapshot(m_target), before);
        stops += 1;
    }
    QVERIFY2(stops >= 10, qPrintable(QString::number(stops)));
    QVERIFY(QFile::exists(m_target + u"/app.db"_s));
}

void TestImporter::targetCannotBeWritten()
{
    makeWholeSource(m_source);
    write(m_folder->filePath(u"file"_s), "x");
    m_target = m_folder->filePath(u"file/target"_s);
    const auto done = import();
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ImportErrorKind::TargetNotWritable);
}

QTEST_GUILESS_MAIN(TestImporter)
#include "tst_importer.moc"
