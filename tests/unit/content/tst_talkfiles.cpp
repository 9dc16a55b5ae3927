// Talk files: which file a language gets, and that a name from the network reaches no other one.

#include <core/base/limits.h>
#include <core/content/chunkmap.h>
#include <core/content/emptyslots.h>
#include <core/content/talkfiles.h>
#include <tests/support/quiet.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace content;

namespace {

class Files final : public ContentFiles
{
public:
    QHash<QString, QByteArray> files;
    QStringList asked;
    std::optional<QByteArray> read(const QString &name, qsizetype bytesMax) override
    {
        asked << name;
        const auto at = files.constFind(name);
        if (at == files.constEnd() || at->size() > bytesMax)
            return std::nullopt;
        return *at;
    }
};

} // namespace

class TalkFilesTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void ownFileThenDefaultThenEmpty()
    {
        Files files;
        TalkFiles talk(files);
        QCOMPARE(talk.chunks("de"), chunkMap(emptyTalkFile()));
        files.files[u"default.tlk"_s] = "default"_ba;
        QCOMPARE(talk.chunks("de"), chunkMap("default"_ba));
        files.files[u"de.tlk"_s] = "german"_ba;
        QCOMPARE(talk.chunks("de"), chunkMap("german"_ba));
        files.files[u"de.tlk"_s] = "changed"_ba;
        QCOMPARE(talk.chunks("de"), chunkMap("changed"_ba));
        files.files.remove(u"de.tlk"_s);
        QCOMPARE(talk.chunks("de"), chunkMap("default"_ba));
    }

    void sizeLimit()
    {
        Files files;
        TalkFiles talk(files);
        files.files[u"en.tlk"_s] = QByteArray(base::kTalkFileMax, 'x');
        QCOMPARE(talk.chunks("en"), chunkMap(files.files[u"en.tlk"_s]));
        files.files[u"en.tlk"_s].append('x');
        QCOMPARE(talk.chunks("en"), chunkMap(emptyTalkFile()));
    }

    void unsafeNamesGetTheDefault_data()
    {
        QTest::addColumn<QByteArray>("language");
        QTest::newRow("parent") << "../secret"_ba;
        QTest::newRow("slash") << "a/b"_ba;
        QTest::newRow("back slash") << "a\\b"_ba;
        QTest::newRow("drive") << "c:"_ba;
        QTest::newRow("dot") << "de.tlk"_ba;
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("NUL") << QByteArray("de\0x", 4);
        QTest::newRow("17 characters") << QByteArray(17, 'a');
        QTest::newRow("device") << "NUL"_ba;
        QTest::newRow("serial port") << "com1"_ba;
        QTest::newRow("umlaut") << "d\xC3\xA4"_ba;
    }
    void unsafeNamesGetTheDefault()
    {
        QFETCH(const QByteArray, language);
        Files files;
        TalkFiles talk(files);
        QVERIFY(!TalkFiles::isSafeLanguage(language));
        QCOMPARE(talk.chunks(language), chunkMap(emptyTalkFile()));
        QCOMPARE(files.asked, (QStringList {u"default.tlk"_s, u"talk-default.json"_s}));
    }

    void safeNames()
    {
        for (const QByteArray &language : {"de"_ba, "en_GB"_ba, "pt-br"_ba, QByteArray(16, 'a'), "9"_ba, "com10"_ba})
            QVERIFY2(TalkFiles::isSafeLanguage(language), language.constData());
    }
};

QTEST_APPLESS_MAIN(TalkFilesTest)
#include "tst_talkfiles.moc"
