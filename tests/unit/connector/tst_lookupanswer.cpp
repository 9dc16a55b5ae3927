// What a server's answer to the look-up must hold, in the order it is looked at.

#include <core/connector/lookupanswer.h>
#include <core/connector/semanticversion.h>

#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;
using connector::LookupErrorKind;
using connector::SemanticVersion;

class LookupAnswerTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void versions_data();
    void versions();
    void notVersions_data();
    void notVersions();
};

namespace {

const QUrl kBase(u"http://10.0.0.5/"_s);

} // namespace

void LookupAnswerTest::accepted_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("hasAssociation");
    QTest::addColumn<int>("tunnelPort"); // -1: none

    const auto row = [](const char *name, const QByteArray &body, const QString &version, bool association, int port) {
        QTest::newRow(name) << 200 << body << version << association << port;
    };
    row("0.5.0", R"({"ident":"POCKET_RELAY_SERVER","version":"0.5.0"})"_ba, u"0.5.0"_s, false, -1);
    row("0.6.1", R"({"version":"0.6.1","ident":"POCKET_RELAY_SERVER","association":"t"})"_ba, u"0.6.1"_s, true, -1);
    row("0.8.1", R"({"ident":"POCKET_RELAY_SERVER","version":"0.8.1","association":"t","tunnel_port":9032})"_ba,
        u"0.8.1"_s, true, 9032);
    row("nulls", R"({"ident":"POCKET_RELAY_SERVER","version":"0.8.1","association":null,"tunnel_port":null})"_ba,
        u"0.8.1"_s, false, -1);
    row("empty association counts", R"({"ident":"POCKET_RELAY_SERVER","version":"0.8.1","association":""})"_ba,
        u"0.8.1"_s, true, -1);
    row("port 0 counts", R"({"ident":"POCKET_RELAY_SERVER","version":"0.8.1","tunnel_port":0})"_ba, u"0.8.1"_s, false,
        0);
    row("port 65535", R"({"ident":"POCKET_RELAY_SERVER","version":"0.8.1","tunnel_port":65535})"_ba, u"0.8.1"_s, false,
        65535);
    row("unknown members, also twice",
        R"({"x":[1,{"version":1}],"x":{"ident":"y"},"ident":"POCKET_RELAY_SERVER","version":"0.8.1"})"_ba, u"0.8.1"_s,
        false, -1);
    row("known names as values and deeper down",
        R"({"a":"version","b":{"version":1,"ident":2},"ident":"POCKET_RELAY_SERVER","version":"0.8.1"})"_ba, u"0.8.1"_s,
        false, -1);
    row("quotes and brackets in texts", R"({"a":"\"}{[\\","ident":"POCKET_RELAY_SERVER","version":"0.8.1"})"_ba,
        u"0.8.1"_s, false, -1);
    row("higher version with build", R"({"ident":"POCKET_RELAY_SERVER","version":"12.0.1+x"})"_ba, u"12.0.1+x"_s, false,
        -1);
    row("pre-release of a later one", R"({"ident":"POCKET_RELAY_SERVER","version":"0.5.1-beta"})"_ba, u"0.5.1-beta"_s,
        false, -1);
    QTest::newRow("status 201") << 201 << R"({"ident":"POCKET_RELAY_SERVER","version":"0.8.1"})"_ba << u"0.8.1"_s
                                << false << -1;
}

void LookupAnswerTest::accepted()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, version);
    QFETCH(bool, hasAssociation);
    QFETCH(int, tunnelPort);
    const auto info = connector::readLookupAnswer(status, base::asBytes(body), kBase);
    QVERIFY(info.hasValue());
    QCOMPARE(info->base, kBase);
    QCOMPARE(info->version, version);
    QCOMPARE(!info->association.isNull(), hasAssociation);
    QCOMPARE(info->tunnelPort.has_value() ? int(*info->tunnelPort) : -1, tunnelPort);
}

void LookupAnswerTest::refused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<LookupErrorKind>("kind");
    QTest::addColumn<QString>("detail");

    const auto row = [](const char *name, const QByteArray &body, LookupErrorKind kind, const QString &detail = {}) {
        QTest::newRow(name) << 200 << body << kind << detail;
    };
    const QByteArray good = R"("ident":"POCKET_RELAY_SERVER","version":"0.8.1")"_ba;
    row("empty", ""_ba, LookupErrorKind::NotJson);
    row("page", "<html></html>"_ba, LookupErrorKind::NotJson);
    row("array", "[1]"_ba, LookupErrorKind::NotJson);
    row("byte order mark", "\xEF\xBB\xBF{"_ba + good + "}", LookupErrorKind::NotJson);
    row("garbage behind", "{"_ba + good + "}x", LookupErrorKind::NotJson);
    row("no version", R"({"ident":"POCKET_RELAY_SERVER"})"_ba, LookupErrorKind::NotJson);
    row("version of two parts", R"({"ident":"POCKET_RELAY_SERVER","version":"0.8"})"_ba, LookupErrorKind::NotJson);
    row("version with v", R"({"ident":"POCKET_RELAY_SERVER","version":"v0.8.1"})"_ba, LookupErrorKind::NotJson);
    row("version a number", R"({"ident":"POCKET_RELAY_SERVER","version":8})"_ba, LookupErrorKind::NotJson);
    row("ident a number", R"({"ident":1,"version":"0.8.1"})"_ba, LookupErrorKind::NotJson);
    row("association a number", "{"_ba + good + R"(,"association":1})", LookupErrorKind::NotJson);
    row("port a text", "{"_ba + good + R"(,"tunnel_port":"9032"})", LookupErrorKind::NotJson);
    row("port 65536", "{"_ba + good + R"(,"tunnel_port":65536})", LookupErrorKind::NotJson);
    row("port negative", "{"_ba + good + R"(,"tunnel_port":-1})", LookupErrorKind::NotJson);
    row("port and a half", "{"_ba + good + R"(,"tunnel_port":1.5})", LookupErrorKind::NotJson);
    row("ident twice", "{"_ba + good + R"(,"ident":"POCKET_RELAY_SERVER"})", LookupErrorKind::NotJson);
    row("version twice, once in escapes", "{"_ba + good + R"(,"v\u0065rsion" : "0.8.1"})", LookupErrorKind::NotJson);
    row("ident absent", R"({"version":"0.8.1"})"_ba, LookupErrorKind::WrongIdent);
    row("ident null", R"({"version":"0.8.1","ident":null})"_ba, LookupErrorKind::WrongIdent);
    row("ident in lower case", R"({"version":"0.8.1","ident":"pocket_relay_server"})"_ba, LookupErrorKind::WrongIdent);
    row("ident before version", R"({"version":"0.4.0","ident":"x"})"_ba, LookupErrorKind::WrongIdent);
    row("too old", R"({"ident":"POCKET_RELAY_SERVER","version":"0.4.99"})"_ba, LookupErrorKind::TooOld, u"0.4.99"_s);
    row("pre-release of 0.5.0", R"({"ident":"POCKET_RELAY_SERVER","version":"0.5.0-beta"})"_ba, LookupErrorKind::TooOld,
        u"0.5.0-beta"_s);
    QTest::newRow("204") << 204 << ""_ba << LookupErrorKind::NotJson << QString();
    QTest::newRow("404") << 404 << "{"_ba + good + "}" << LookupErrorKind::NotFound << u"404"_s;
    QTest::newRow("400") << 400 << "Bad Request"_ba << LookupErrorKind::ErrorStatus << u"400"_s;
    QTest::newRow("certificate wanted") << 400 << "<h1>400 Bad Request</h1>No required SSL certificate was sent"_ba
                                        << LookupErrorKind::CertificateWanted << u"400"_s;
    QTest::newRow("502") << 502 << ""_ba << LookupErrorKind::ErrorStatus << u"502"_s;
}

void LookupAnswerTest::refused()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(LookupErrorKind, kind);
    QFETCH(QString, detail);
    const auto info = connector::readLookupAnswer(status, base::asBytes(body), kBase);
    QVERIFY(!info.hasValue());
    QCOMPARE(info.error().kind, kind);
    QCOMPARE(info.error().understood, kBase.toString());
    if (!detail.isEmpty())
        QCOMPARE(info.error().detail, detail);
}

void LookupAnswerTest::versions_data()
{
    QTest::addColumn<QString>("lower");
    QTest::addColumn<QString>("higher"); // equal when the same

    const char *const ascending[] = {"0.4.99",           "0.5.0-alpha", "0.5.0-alpha.1",
                                     "0.5.0-alpha.beta", "0.5.0-beta",  "0.5.0-beta.2",
                                     "0.5.0-beta.11",    "0.5.0-rc.1",  "0.5.0",
                                     "0.5.1-beta",       "0.5.9",       "0.5.10",
                                     "0.10.0",           "1.0.0",       "18446744073709551615.0.0"};
    for (std::size_t i = 0; i + 1 < std::size(ascending); ++i) {
        QTest::addRow("%s < %s", ascending[i], ascending[i + 1])
            << QString::fromLatin1(ascending[i]) << QString::fromLatin1(ascending[i + 1]);
    }
    QTest::newRow("build does not count") << u"0.8.1+a"_s << u"0.8.1+b"_s;
}

void LookupAnswerTest::versions()
{
    QFETCH(QString, lower);
    QFETCH(QString, higher);
    const auto a = SemanticVersion::parse(lower);
    const auto b = SemanticVersion::parse(higher);
    QVERIFY(a && b);
    if (lower.contains(u'+')) {
        QVERIFY(*a == *b);
    } else {
        QVERIFY(*a < *b);
        QVERIFY(!(*b < *a));
        QVERIFY(*a == *a);
    }
}

void LookupAnswerTest::notVersions_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "1", "1.2", "1.2.3.4", "v1.2.3", "1.2.x", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b",
                             "1.2.3+", "1.2.3 ", "+1.2.3", "18446744073709551616.0.0", "1.2.3-\xC3\xA4"})
        QTest::addRow("<%s>", text) << QString::fromUtf8(text);
}

void LookupAnswerTest::notVersions()
{
    QFETCH(QString, text);
    QVERIFY(!SemanticVersion::parse(text));
}

QTEST_APPLESS_MAIN(LookupAnswerTest)
#include "tst_lookupanswer.moc"
