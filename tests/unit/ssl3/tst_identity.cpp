// The special certificate and its file.

#include "gamecertificatecheck.h"
#include "helpers.h"
#include "scriptedrandom.h"

#include <core/ssl3/certificate.h>
#include <core/ssl3/derreader.h>

#include <tests/support/quiet.h>

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <tests/support/smalldisk.h>
#endif

using namespace Qt::StringLiterals;
using namespace test;
using ssl3::DerReader;
using ssl3::IdentityErrorKind;
using ssl3::ServerIdentity;

namespace {

// A sound key of no use to anybody, with a pass phrase: loading must fail, not stop and ask on the terminal.
constexpr char kEncryptedKey[] = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                                 "MIIC3TBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIHct+AP9bNX8CAggA\n"
                                 "MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAECBBCMi+dY/6a+yQpRUDn5YvGLBIIC\n"
                                 "gIAyY7UqH2pJ/i/H5SiJUCYaqD+dTtLljTaqL1dSgvMFA375jSveCHtfZZJl22rz\n"
                                 "KbbObEsrOGm7/8nGZhmQDdMLip0dBC7/ubSu7rc8OJahkTaCkwDoqY/u8i7gnYpn\n"
                                 "xgPiZFhktM2k7OAWV0HTSfsukddOTHvPKnVajP3/XGCO3IsviiWhFh+xMQdHQAh2\n"
                                 "48rNXKQvNUe/C0aTM9/XVSkZdBNXBxnEKrQlhExqPRBkuAcflQJ4BTQdIFZkTVOU\n"
                                 "PXqXUM4Ld8QLVr/j49gzQxnZ6AZc+U7RrkzCklbssKEUcTj/LipQyP/3pfkuQk1b\n"
                                 "c/DIlSZpLsND513mVe4SwAs1SNvaw2Yz+3WHLllfN5DLRnZuKh6q4EIr36/ofVv9\n"
                                 "bCTp35rej9d63Q2t9qmsfVgDDcjTo82QnmR732qs8/I5CwSQFQnthJUTwsU6Rlhd\n"
                                 "Jy1fzPMR7srLW/C2xNKuAcFQWr/P5YhSb8rRfOshIlc3k0w5Qf0x1KeGK2Qdeypx\n"
                                 "ywKlBtAWIcs6SvsDZ69QQosZLc4kRMaWDjj3wP2i9dreq4GeojWGJwP75WcXsuVl\n"
                                 "yq3yZhO0uV0Q1JUF0W9ctgbzEw/hHYEqQt5kfKw2CLSE17YYIwIFYkCQ4G8/4b/b\n"
                                 "mpEbWJsQoGMGMQQHECXSLY4i58PXCKDC69tRyI8/+HArROwubMr3Z0eoJ5G1e1OT\n"
                                 "aK0EOFkQlJJpf7UaY86MGnVtVFtY6zT/KV6zGA6FX0Uv6SAwcOmTkjX+8qmwTGSB\n"
                                 "DfptG/X01aCta68Ty6LaIr7UE+AZWPLKlqV7usvmqKMm5g7SRgaquvYmgIjeqAuQ\n"
                                 "MlQZtujuSRNPyCWNjXgQ92M=\n"
                                 "-----END ENCRYPTED PRIVATE KEY-----\n";

} // namespace

class Identity : public QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void vectorKey()
    {
        const QJsonObject key = ssl3Vectors()["key"_L1].toObject();
        QCOMPARE(vectorIdentity().key().modulus().toHex(), unhex(key["n"_L1]).toHex());
        QCOMPARE(vectorIdentity().key().exponent().toHex(), QByteArray("010001"));
        QCOMPARE(vectorIdentity().key().modulusSize() * 8, qsizetype(key["bits"_L1].toInt()));
    }

    void vectorCertificate()
    {
        const QJsonObject row = ssl3Vectors()["certificate"_L1].toObject();
        const QByteArray der = unhex(row["der"_L1]);
        QCOMPARE(der.size(), row["size"_L1].toInt());
        const auto numbers = ssl3::publicKeyNumbers(base::asBytes(der));
        QVERIFY(numbers);
        QCOMPARE(base::toByteArray(numbers->modulus), vectorIdentity().key().modulus());
        QCOMPARE(base::toByteArray(numbers->exponent), vectorIdentity().key().exponent());
        QCOMPARE(gameObjection(der, ssl3::kRedirectorHost), QString());
        QCOMPARE(gameObjection(unhex(row["before_change_der"_L1]), ssl3::kRedirectorHost), u"signature"_s);
        QJsonArray offsets;
        const QByteArray prefix = QByteArray::fromHex("2a864886f70d0101");
        for (qsizetype at = der.indexOf(prefix); at >= 0; at = der.indexOf(prefix, at + 1))
            offsets.append(at);
        QCOMPARE(offsets, row["oid_prefix_offsets"_L1].toArray());
        // Any prefix of it is refused without reading past its end.
        for (qsizetype size = 0; size < 522; ++size)
            QVERIFY(!ssl3::publicKeyNumbers(base::asBytes(der).first(std::size_t(size))));
    }

    // Our own copy of the vectors: made with the names and times that we write, so it must come out the same.
    void certificateIsReproducedByteForByte()
    {
        QFile file(QStringLiteral(RELAYDECK_SOURCE_DIR "/tests/vectors/ssl3.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject vectors = QJsonDocument::fromJson(file.readAll()).object();
        const auto key = ssl3::PrivateKey::fromPem(crypto(), vectors["key"_L1]["private_pem"_L1].toString().toLatin1());
        QVERIFY(key);
        const QByteArray serial = QByteArray::fromHex("1122334455667788");
        const auto made = ssl3::makeCertificate(*key, base::asBytes(serial));
        QVERIFY(made);
        QCOMPARE(made->toHex(), unhex(vectors["certificate"_L1]["der"_L1]).toHex());
    }

    void generatedFieldByField()
    {
        ScriptedRandom random(QByteArray(16, '\xFF'));
        const auto identity = ServerIdentity::generate(crypto(), random);
        QVERIFY(identity);
        const QByteArray der = identity->certificateDer();
        QCOMPARE(gameObjection(der, ssl3::kRedirectorHost), QString());

        DerReader certificate(*DerReader(base::asBytes(der)).take(DerReader::kSequence));
        DerReader fields(*certificate.take(DerReader::kSequence));
        QVERIFY(!fields.take(DerReader::kExplicitVersion)); // version 1
        const auto serial = fields.take(DerReader::kInteger);
        QCOMPARE(serial->size(), std::size_t(16));
        QVERIFY(((*serial)[0] & std::byte {0x80}) == std::byte {0}); // positive
        const QByteArray md5 = QByteArray::fromHex("06092a864886f70d0101040500");
        const QByteArray rsa = QByteArray::fromHex("06092a864886f70d0101010500");
        QCOMPARE(base::toByteArray(*fields.take(DerReader::kSequence)), md5);
        fields.skip(DerReader::kSequence); // issuer: looked at by the game's checks
        QCOMPARE(base::toByteArray(*fields.take(DerReader::kSequence)), QByteArray("\x17\x0D"
                                                                                   "120101000000Z"
                                                                                   "\x17\x0D"
                                                                                   "491231235959Z"));
        const auto subject = fields.take(DerReader::kSequence);
        for (const char *part :
             {"gosredirector.ea.com", "Global Online Studio", "Electronic Arts, Inc.", "California", "US"})
            QVERIFY(base::toByteArray(*subject).contains(part));
        DerReader info(*fields.take(DerReader::kSequence));
        QCOMPARE(base::toByteArray(*info.take(DerReader::kSequence)), rsa);
        QVERIFY(fields.atEnd()); // no extensions
        QCOMPARE(identity->key().modulusSize(), 128);
        QCOMPARE(identity->key().exponent().toHex(), QByteArray("010001"));
        QCOMPARE(base::toByteArray(*certificate.take(DerReader::kSequence)), rsa); // the difference
        QCOMPARE(certificate.take(DerReader::kBitString)->size(), std::size_t(129));
        QVERIFY(certificate.atEnd());
    }

    void gameChecksAreSharp_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("objection");
        QTest::newRow("issuer") << QByteArray("OTG3") << QByteArray("OTG4") << u"issuer"_s;
        QTest::newRow("host") << QByteArray("gosredirector") << QByteArray("gosredirectoR") << QString();
        QTest::newRow("other host") << QByteArray("gosredirector") << QByteArray("xosredirector") << u"subject"_s;
        QTest::newRow("time") << QByteArray("\x17\x0D"
                                            "12")
                              << QByteArray("\x16\x0D"
                                            "12")
                              << u"validity"_s;
    }
    void gameChecksAreSharp()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, objection);
        QByteArray der = vectorIdentity().certificateDer();
        QCOMPARE(der.count(from), 1);
        QCOMPARE(gameObjection(der.replace(from, to), ssl3::kRedirectorHost), objection);
    }

    void anotherHostName()
    {
        ScriptedRandom random;
        const QByteArray longest(31, 'h');
        const auto identity = ServerIdentity::generate(crypto(), random, longest);
        QVERIFY(identity);
        QCOMPARE(gameObjection(identity->certificateDer(), longest), QString());
        QVERIFY(!ServerIdentity::generate(crypto(), random, QByteArray(32, 'h')));
        QVERIFY(!ServerIdentity::generate(crypto(), random, QByteArray()));
    }

    void twoAreDifferent()
    {
        base::SystemRandom random;
        const auto one = ServerIdentity::generate(crypto(), random);
        const auto two = ServerIdentity::generate(crypto(), random);
        QVERIFY(one && two && one->certificateDer() != two->certificateDer());
        QVERIFY(one->key().modulus() != two->key().modulus());
    }

    void savedAndLoaded()
    {
        const QTemporaryDir folder;
        base::SystemRandom random;
        QCOMPARE(ServerIdentity::load(crypto(), folder.path()).error().kind, IdentityErrorKind::NotFound);
        const auto made = ServerIdentity::loadOrGenerate(crypto(), random, folder.path());
        QVERIFY(made);
        const QFileInfo file(folder.filePath(QString::fromLatin1(ssl3::kIdentityFileName)));
        QVERIFY(file.exists());
#ifndef Q_OS_WIN
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(file.permissions() & others, QFile::Permissions());
#endif
        const auto loaded = ServerIdentity::loadOrGenerate(crypto(), random, folder.path());
        QVERIFY(loaded);
        QCOMPARE(loaded->certificateDer(), made->certificateDer());
        QCOMPARE(loaded->key().modulus(), made->key().modulus());
    }

#ifdef Q_OS_UNIX
    void fullDiskLeavesNoHalfFile()
    {
        const QTemporaryDir folder;
        base::SystemRandom random;
        const auto made = ServerIdentity::generate(crypto(), random);
        QVERIFY(made);
        const auto saved = [&] {
            const SmallDisk disk(100);
            return made->save(folder.path());
        }();
        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, IdentityErrorKind::Unwritable);
        QVERIFY(!QFileInfo::exists(path(folder)));
    }
#endif

    void editorChangedLineEnds()
    {
        const QTemporaryDir folder;
        QByteArray content = freshFile(folder);
        write(folder, content.replace("\n", "\r\n"));
        QVERIFY(ServerIdentity::load(crypto(), folder.path()));
    }

    void damagedFile_data()
    {
        QTest::addColumn<int>("damage");
        QTest::newRow("empty") << 0;
        QTest::newRow("text") << 1;
        QTest::newRow("key cut") << 2;
        QTest::newRow("certificate cut") << 3;
        QTest::newRow("no certificate") << 4;
        QTest::newRow("certificate of another key") << 5;
        QTest::newRow("bit in the key") << 6;
        QTest::newRow("letter in the certificate") << 7;
        QTest::newRow("too long") << 8;
        QTest::newRow("not base64") << 9;
        QTest::newRow("wants a pass phrase") << 10;
    }
    void damagedFile()
    {
        QFETCH(int, damage);
        const QTemporaryDir folder;
        const QByteArray good = freshFile(folder);
        const qsizetype certificate = good.indexOf("-----BEGIN CERTIFICATE");
        QByteArray bad = good;
        const auto bump = [&bad](qsizetype at) { bad[at] = bad[at] == 'A' ? 'B' : 'A'; };
        switch (damage) {
        case 0:
            bad.clear();
            break;
        case 1:
            bad = "hello\n";
            break;
        case 2:
            bad = good.left(200);
            break;
        case 3:
            bad = good.left(certificate + 300);
            break;
        case 4:
            bad = good.left(certificate);
            break;
        case 5: {
            const QTemporaryDir other;
            bad = good.left(certificate) + freshFile(other).mid(certificate);
            break;
        }
        case 6:
            bump(300);
            break;
        case 7:
            bump(certificate + 150);
            break;
        case 8:
            bad += QByteArray(64 * 1024, '\n');
            break;
        case 9:
            bad[certificate + 150] = '!';
            break;
        case 10:
            bad = kEncryptedKey + good.mid(certificate);
            break;
        default:
            QFAIL("no such damage");
        }
        write(folder, bad);
        base::SystemRandom random;
        const auto loaded = ServerIdentity::loadOrGenerate(crypto(), random, folder.path());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind, IdentityErrorKind::Damaged);
        const QString text = ssl3::describe(loaded.error());
        QVERIFY(text.contains(loaded.error().path) && text.contains(loaded.error().reason));
        QCOMPARE(read(folder), bad); // untouched
    }

    void unwritableFolder()
    {
        base::SystemRandom random;
        const QTemporaryDir folder;
        const QString missing = folder.filePath(u"not/there"_s);
        const auto made = ServerIdentity::loadOrGenerate(crypto(), random, missing);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, IdentityErrorKind::Unwritable);
        QVERIFY(!made.error().reason.isEmpty());
        QVERIFY(ssl3::describe(made.error()).contains(missing));
    }

    void folderInItsPlace()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QString::fromLatin1(ssl3::kIdentityFileName)));
        QCOMPARE(ServerIdentity::load(crypto(), folder.path()).error().kind, IdentityErrorKind::Unreadable);
    }

    void keySizes()
    {
        QVERIFY(!ssl3::PrivateKey::generate(crypto(), 512));
        QVERIFY(!ssl3::PrivateKey::generate(crypto(), 4096));
        const auto larger = ssl3::PrivateKey::generate(crypto(), 2048);
        QVERIFY(larger);
        QCOMPARE(larger->modulusSize(), 256);
        const auto pem = larger->toPem();
        QVERIFY(pem && ssl3::PrivateKey::fromPem(crypto(), base::asChars(pem->bytes())));
    }

private:
    static QString path(const QTemporaryDir &folder)
    {
        return folder.filePath(QString::fromLatin1(ssl3::kIdentityFileName));
    }
    static QByteArray freshFile(const QTemporaryDir &folder)
    {
        base::SystemRandom random;
        const auto made = ServerIdentity::generate(crypto(), random);
        if (!made || !made->save(folder.path()))
            qFatal("The test could not prepare its file.");
        return read(folder);
    }
    static QByteArray read(const QTemporaryDir &folder)
    {
        QFile file(path(folder));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void write(const QTemporaryDir &folder, const QByteArray &content)
    {
        QFile file(path(folder));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(content), content.size());
    }
};

QTEST_GUILESS_MAIN(Identity)
#include "tst_identity.moc"
