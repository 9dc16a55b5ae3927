// From typed text to the address of a server: one row a rule.

#include <core/base/limits.h>
#include <core/connector/serveraddress.h>

#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using connector::LookupErrorKind;

class ServerAddressTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void understood_data();
    void understood();
    void refused_data();
    void refused();
    void lengthLimit();
    void endpoints_data();
    void endpoints();
    void redirects_data();
    void redirects();
};

void ServerAddressTest::understood_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("guessed");

    const auto row = [](const char *name, const QString &typed, const QString &base, bool guessed) {
        QTest::newRow(name) << typed << base << guessed;
    };
    row("address", u"10.0.0.5"_s, u"http://10.0.0.5/"_s, true);
    row("name", u"play.example"_s, u"http://play.example/"_s, true);
    row("port", u"play.example:8080"_s, u"http://play.example:8080/"_s, true);
    row("guess and 443", u"play.example:443"_s, u"https://play.example/"_s, true);
    row("guess and 443 with path", u"play.example:443/sub"_s, u"https://play.example/sub/"_s, true);
    row("http and 443", u"http://h:443"_s, u"http://h:443/"_s, false);
    row("https", u"https://h/test"_s, u"https://h/test/"_s, false);
    row("https and 80", u"https://h:80"_s, u"https://h:80/"_s, false);
    row("default ports go", u"http://h:80"_s, u"http://h/"_s, false);
    row("default port of https goes", u"https://h:443/"_s, u"https://h/"_s, false);
    row("sub-directory", u"h:8080/sub"_s, u"http://h:8080/sub/"_s, true);
    row("slash kept", u"h/sub/"_s, u"http://h/sub/"_s, true);
    row("scheme in any case", u"HtTpS://H/Sub"_s, u"https://h/Sub/"_s, false);
    row("blanks around", u" \t\r\n 10.0.0.5 \n"_s, u"http://10.0.0.5/"_s, true);
    row("control characters around", u"\u0001\u200B10.0.0.5\u007F\u00A0"_s, u"http://10.0.0.5/"_s, true);
    row("query goes", u"http://h/test?x=1"_s, u"http://h/test/"_s, false);
    row("fragment goes", u"h/test#top"_s, u"http://h/test/"_s, true);
    row("query without path", u"h?x=1"_s, u"http://h/"_s, true);
    row("scheme inside a query", u"h/a?to=http://x"_s, u"http://h/a/"_s, true);
    row("blank in the path", u"h/a b"_s, u"http://h/a%20b/"_s, true);
    row("dots in the path", u"h/a/../b/./c"_s, u"http://h/b/c/"_s, true);
    row("dots above the root", u"h/../.."_s, u"http://h/"_s, true);
    row("slashes in the path", u"h////a//b///"_s, u"http://h/a/b/"_s, true);
    row("dots in escapes", u"h/a/%2e%2E/b"_s, u"http://h/b/"_s, true);
    row("colon without port", u"h:"_s, u"http://h/"_s, true);
    row("short IPv4", u"127.1"_s, u"http://127.0.0.1/"_s, true);
    row("IPv4 of three parts", u"192.168.258"_s, u"http://192.168.1.2/"_s, true);
    row("IPv4 as a number", u"2130706433"_s, u"http://127.0.0.1/"_s, true);
    row("IPv4 in hexadecimal", u"0x7f000001"_s, u"http://127.0.0.1/"_s, true);
    row("IPv4 in octal", u"0177.0.0.01"_s, u"http://127.0.0.1/"_s, true);
    row("IPv6", u"[::1]:8080"_s, u"http://[::1]:8080/"_s, true);
    row("IPv6 without brackets", u"fe80::1"_s, u"http://[fe80::1]/"_s, true);
    row("international name", u"m\u00FCnchen.example"_s, u"http://xn--mnchen-3ya.example/"_s, true);
    row("name with digits first", u"4players.example"_s, u"http://4players.example/"_s, true);
    row("name that begins like an address of the future", u"v1.example"_s, u"http://v1.example/"_s, true);
    row("underscore", u"my_pc:80"_s, u"http://my_pc/"_s, true);
    row("port 1", u"h:1"_s, u"http://h:1/"_s, true);
    row("port 65535", u"h:65535"_s, u"http://h:65535/"_s, true);
}

void ServerAddressTest::understood()
{
    QFETCH(QString, typed);
    QFETCH(QString, base);
    QFETCH(bool, guessed);
    const auto address = connector::parseServerAddress(typed);
    QVERIFY2(address.hasValue(), qPrintable(typed));
    QCOMPARE(QString::fromLatin1(address->base.toEncoded()), base);
    QCOMPARE(address->schemeGuessed, guessed);
    QVERIFY(address->base.path().endsWith(u'/'));
    // What we write is what we read.
    QCOMPARE(connector::parseServerAddress(base)->base, address->base);
}

void ServerAddressTest::refused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<LookupErrorKind>("kind");

    const auto row = [](const char *name, const QString &typed, LookupErrorKind kind) {
        QTest::newRow(name) << typed << kind;
    };
    row("empty", u""_s, LookupErrorKind::BadAddress);
    row("blanks only", u" \t "_s, LookupErrorKind::BadAddress);
    row("scheme only", u"http://"_s, LookupErrorKind::BadAddress);
    row("no host", u"http:///path"_s, LookupErrorKind::BadAddress);
    row("no host, port", u":8080"_s, LookupErrorKind::BadAddress);
    row("blank in the host", u"my server"_s, LookupErrorKind::BadAddress);
    row("tab in the host", u"my\tserver"_s, LookupErrorKind::BadAddress);
    row("line end in the path", u"h/a\nb"_s, LookupErrorKind::BadAddress);
    row("port 0", u"h:0"_s, LookupErrorKind::BadAddress);
    row("port 65536", u"h:65536"_s, LookupErrorKind::BadAddress);
    row("port of six digits", u"h:000080"_s, LookupErrorKind::BadAddress);
    row("negative port", u"h:-80"_s, LookupErrorKind::BadAddress);
    row("port of letters", u"h:http"_s, LookupErrorKind::BadAddress);
    row("backslashes", u"http:\\\\h"_s, LookupErrorKind::BadAddress);
    row("empty scheme", u"://h"_s, LookupErrorKind::BadAddress);
    row("scheme of digits", u"1x://h"_s, LookupErrorKind::BadAddress);
    row("ftp", u"ftp://h"_s, LookupErrorKind::UnsupportedScheme);
    row("file", u"file:///etc/hosts"_s, LookupErrorKind::UnsupportedScheme);
    row("relaydeck", u"relaydeck://connect"_s, LookupErrorKind::UnsupportedScheme);
    row("user", u"me@h"_s, LookupErrorKind::UserInfoInAddress);
    row("user and password", u"https://me:secret@h/x"_s, LookupErrorKind::UserInfoInAddress);
    row("IPv4 part too large", u"1.2.3.256"_s, LookupErrorKind::BadAddress);
    row("IPv4 of five parts", u"1.2.3.4.5"_s, LookupErrorKind::BadAddress);
    row("IPv4 number too large", u"4294967296"_s, LookupErrorKind::BadAddress);
    row("IPv4 octal of nines", u"1.2.3.09"_s, LookupErrorKind::BadAddress);
    row("brackets without IPv6", u"[h]"_s, LookupErrorKind::BadAddress);
    row("open bracket", u"[::1"_s, LookupErrorKind::BadAddress);
    row("text behind the bracket", u"[::1]x"_s, LookupErrorKind::BadAddress);
    row("many colons", u"a:b:c"_s, LookupErrorKind::BadAddress);
    row("address form of the future", u"vA.BBBB\uFFFD"_s, LookupErrorKind::BadAddress);
    row("wildcard", u"*"_s, LookupErrorKind::BadAddress);
    row("percent", u"a%20b"_s, LookupErrorKind::BadAddress);
}

void ServerAddressTest::refused()
{
    QFETCH(QString, typed);
    QFETCH(LookupErrorKind, kind);
    const auto address = connector::parseServerAddress(typed);
    QVERIFY2(!address.hasValue(), address.hasValue() ? address->base.toEncoded().constData() : "");
    QCOMPARE(address.error().kind, kind);
    QCOMPARE(address.error().understood, typed.trimmed());
}

void ServerAddressTest::lengthLimit()
{
    const QString longest = u"http://h/"_s + QString(base::kServerAddressMax - 10, u'a') + u'/';
    QCOMPARE(longest.size(), base::kServerAddressMax);
    QVERIFY(connector::parseServerAddress(longest).hasValue());
    QVERIFY(!connector::parseServerAddress(u"h/"_s + QString(base::kServerAddressMax / 2, u'\u00E9'))); // once escaped
    const auto longer = connector::parseServerAddress(longest + u'a');
    QVERIFY(!longer.hasValue());
    QCOMPARE(longer.error().kind, LookupErrorKind::BadAddress);
    QVERIFY(longer.error().understood.size() <= base::kServerAddressMax);
}

void ServerAddressTest::endpoints_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("hostHeader");
    QTest::addColumn<int>("port");

    QTest::newRow("plain") << u"10.0.0.5"_s << "/api/server"_ba
                           << "10.0.0.5"_ba << 80;
    QTest::newRow("port") << u"h:8080"_s << "/api/server"_ba
                          << "h:8080"_ba << 8080;
    QTest::newRow("https") << u"https://h"_s << "/api/server"_ba
                           << "h"_ba << 443;
    QTest::newRow("sub-directory") << u"h/a b/c"_s << "/a%20b/c/api/server"_ba
                                   << "h"_ba << 80;
    QTest::newRow("colon in the path") << u"h/a:b"_s << "/a:b/api/server"_ba
                                       << "h"_ba << 80;
    QTest::newRow("IPv6") << u"[::1]:81"_s << "/api/server"_ba
                          << "[::1]:81"_ba << 81;
}

void ServerAddressTest::endpoints()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, hostHeader);
    QFETCH(int, port);
    const auto address = connector::parseServerAddress(typed);
    QVERIFY(address.hasValue());
    const QUrl url = connector::endpointOf(address->base, u"api/server"_s);
    QCOMPARE(connector::requestTarget(url), target);
    QCOMPARE(connector::hostHeader(url), hostHeader);
    QCOMPARE(int(connector::portOf(url)), port);
    QVERIFY(!connector::hostOf(url).contains(u'['));
}

void ServerAddressTest::redirects_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("target"); // empty: refused

    QTest::newRow("to https") << "https://h/api/server"_ba << u"https://h/api/server"_s;
    QTest::newRow("relative") << "/sub/api/server"_ba << u"http://h/sub/api/server"_s;
    QTest::newRow("other port") << "http://h:8080/api/server"_ba << u"http://h:8080/api/server"_s;
    QTest::newRow("fragment goes") << "/x?y=1#z"_ba << u"http://h/x?y=1"_s;
    QTest::newRow("other host") << "http://other/api/server"_ba << QString();
    QTest::newRow("other host without scheme") << "//other/api/server"_ba << QString();
    QTest::newRow("other scheme") << "ftp://h/api/server"_ba << QString();
    QTest::newRow("user") << "http://me@h/api/server"_ba << QString();
    QTest::newRow("none") << ""_ba << QString();
}

void ServerAddressTest::redirects()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, target);
    const auto found = connector::redirectTarget(QUrl(u"http://h/api/server"_s), location);
    QCOMPARE(found.has_value(), !target.isEmpty());
    if (found)
        QCOMPARE(found->toString(), target);
    // Never back from https.
    QVERIFY(!connector::redirectTarget(QUrl(u"https://h/api/server"_s), "http://h/api/server"_ba));
}

QTEST_APPLESS_MAIN(ServerAddressTest)
#include "tst_serveraddress.moc"
