#include <core/server/tlsfiles.h>
#include <tests/support/quiet.h>
#include <tests/support/testcertificate.h>

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using server::StartErrorKind;

namespace {

// Of the same kind as the test certificate's, and of no use to anybody.
constexpr char kOtherKey[] = "-----BEGIN PRIVATE KEY-----\n"
                             "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgt/UkaJkyOwi0x80p\n"
                             "qMqi71mG3E4KNxo+Z98BuWyqWU2hRANCAATVx/HEe5qLEDLEWcjfbyieBpYaViR6\n"
                             "wj9NLxSXLNn5zumwikxB5jxuOR+4qOgsCndzfUISauGzuKrunhkfzoy6\n"
                             "-----END PRIVATE KEY-----\n";

} // namespace

class TestTlsFiles : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void noneNamed()
    {
        const auto loaded = server::loadTls({});
        QVERIFY(loaded);
        QVERIFY(!loaded->has_value());
    }

    void certificateAndKey()
    {
        const auto loaded = load(test::certificatePem(), test::privateKeyPem());
        QVERIFY(loaded);
        QVERIFY(loaded->has_value());
        QCOMPARE((*loaded)->localCertificateChain(), QSslCertificate::fromData(test::certificatePem(), QSsl::Pem));
        QVERIFY(!(*loaded)->privateKey().isNull());
    }

    void bothInOneFile()
    {
        const QByteArray both = test::privateKeyPem() + test::certificatePem();
        QVERIFY(load(both, both));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("certificate");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("blamed");
        const QByteArray certificate = test::certificatePem();
        const QByteArray key = test::privateKeyPem();
        QTest::newRow("no certificate file") << QByteArray() << key << u"server.pem: "_s;
        QTest::newRow("no key file") << certificate << QByteArray() << u"server.key: "_s;
        QTest::newRow("no certificate in it") << key << key << u"server.pem: no certificate"_s;
        QTest::newRow("no key in it") << certificate << certificate << u"server.key: no unencrypted"_s;
        QTest::newRow("text") << "hello"_ba
                              << "hello"_ba << u"server.pem: no certificate"_s;
        QTest::newRow("cut key") << certificate << key.first(key.size() / 2) << u"server.key: no unencrypted"_s;
        QTest::newRow("key of another certificate")
            << certificate << QByteArray(kOtherKey) << u"server.key: this key does not belong"_s;
    }

    void refused()
    {
        QFETCH(const QByteArray, certificate);
        QFETCH(const QByteArray, key);
        QFETCH(const QString, blamed);
        const auto loaded = load(certificate, key);
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind, StartErrorKind::TlsFiles);
        QVERIFY2(loaded.error().detail.contains(blamed), qPrintable(loaded.error().detail));
    }

private:
    // Empty content: that file is not there. The paths are relative, as operators write them.
    static base::Result<std::optional<QSslConfiguration>, server::StartError> load(const QByteArray &certificate,
                                                                                   const QByteArray &key)
    {
        const QTemporaryDir folder;
        for (const auto &[name, content] : {std::pair(u"server.pem"_s, certificate), std::pair(u"server.key"_s, key)}) {
            QFile file(folder.filePath(name));
            if (!content.isEmpty() && (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()))
                qFatal("no file");
        }
        server::Config config;
        config.sourceFolder = folder.path();
        config.http.tls = {u"server.pem"_s, u"server.key"_s};
        return server::loadTls(config);
    }
};

QTEST_GUILESS_MAIN(TestTlsFiles)
#include "tst_tlsfiles.moc"
