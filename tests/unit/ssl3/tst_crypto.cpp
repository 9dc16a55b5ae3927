// Loading the algorithms, and the error that tells how to get a missing one.

#include "helpers.h"

#include <tests/support/quiet.h>

#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class CryptoTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void loads()
    {
        const auto loaded = ssl3::Crypto::load();
        QVERIFY2(loaded, loaded ? "" : qUtf8Printable(ssl3::describe(loaded.error())));
        QVERIFY((*loaded)->rc4() != nullptr);
    }

    void missingModuleNamesTheRemedy()
    {
        const QTemporaryDir empty;
        const auto loaded = ssl3::Crypto::load(empty.path());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind, ssl3::CryptoErrorKind::LegacyProviderMissing);
        QCOMPARE(loaded.error().modulesFolder, empty.path());
        const QString text = ssl3::describe(loaded.error());
        QVERIFY(text.contains(empty.path()));
        QVERIFY(text.contains(loaded.error().moduleFile));
        QVERIFY(text.contains(u"OPENSSL_MODULES"_s));
        QVERIFY(text.contains(u"libssl3"_s));
    }

    void moduleThatIsNone()
    {
        const QTemporaryDir folder;
        const QTemporaryDir empty;
        const auto name = ssl3::Crypto::load(empty.path()).error().moduleFile;
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("not a library") > 0);
        file.close();
        const auto loaded = ssl3::Crypto::load(folder.path());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind, ssl3::CryptoErrorKind::LegacyProviderMissing);
        QVERIFY(!loaded.error().reason.isEmpty());
    }

    void folderFromTheEnvironment()
    {
        const QTemporaryDir empty;
        const QByteArray before = qgetenv("OPENSSL_MODULES");
        qputenv("OPENSSL_MODULES", empty.path().toLocal8Bit());
        const auto loaded = ssl3::Crypto::load();
        before.isNull() ? qunsetenv("OPENSSL_MODULES") : qputenv("OPENSSL_MODULES", before);
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().modulesFolder, empty.path());
    }

    void everyErrorHasItsText()
    {
        using Kind = ssl3::CryptoErrorKind;
        for (const Kind kind : {Kind::LegacyProviderMissing, Kind::DefaultProviderMissing, Kind::AlgorithmMissing})
            QVERIFY(ssl3::describe({kind, u"m"_s, u"f"_s, u"why-not"_s}).contains(u"why-not"_s));
    }
};

QTEST_GUILESS_MAIN(CryptoTest)
#include "tst_crypto.moc"
