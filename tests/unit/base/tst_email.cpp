#include <core/base/email.h>
#include <tests/support/quiet.h>

using namespace Qt::StringLiterals;

class TestEmail : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void form_data();
    void form();
};

void TestEmail::form_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    const auto good = [](const QString &text) { QTest::addRow("yes: %s", qPrintable(text.left(60))) << text << true; };
    const auto bad = [](const QString &text) { QTest::addRow("no: %s", qPrintable(text.left(60))) << text << false; };
    const QString local64(64, u'a');
    const QString label63(63, u'b');

    good(u"casey@example.test"_s);
    good(u"a@localhost"_s);
    good(u"a+b_c@d.example"_s);
    good(u"!#$%&'*+-/=?^_`{|}~@d.example"_s);
    good(u"a.b.c@d.example"_s);
    good(u"zoë@exämple.test"_s);
    good(u"用户@例子.测试"_s);
    good(u"\"a b\"@c.example"_s);
    good(u"\"a@b\"@c.example"_s);
    good(u"\"a\\\"b\"@c.example"_s);
    good(u"a@[127.0.0.1]"_s);
    good(u"a@[IPv6:2001:db8::1]"_s);
    good(u"a@[::1]"_s);
    good(u"a@[::ffff:10.0.0.1]"_s);
    good(u"a@b_c.test"_s);
    good(u"a@1.2"_s);
    good(local64 + u"@b.test"_s);
    good(u"a@"_s + label63 + u".test"_s);
    good(u"a@"_s + label63 + u'.' + label63 + u'.' + label63 + u'.' + QString(60, u'c')); // 254 bytes

    bad(u""_s);
    bad(u"a"_s);
    bad(u"a@"_s);
    bad(u"@b.test"_s);
    bad(u"a b@c.test"_s);
    bad(u" a@b.test"_s);
    bad(u"a@b.test "_s);
    bad(u"a@b@c.test"_s);
    bad(u".a@b.test"_s);
    bad(u"a.@b.test"_s);
    bad(u"a..b@c.test"_s);
    bad(u"a@b..test"_s);
    bad(u"a@.b.test"_s);
    bad(u"a@b.test."_s);
    bad(u"a@-b.test"_s);
    bad(u"a@b-.test"_s);
    bad(u"a@b!.test"_s);
    bad(u"a@b c.test"_s);
    bad(u"a@b\u00A0c.test"_s); // no-break space
    bad(u"a\u2003b@c.test"_s); // em space
    bad(u"a\n@c.test"_s);
    bad(u"a\0@c.test"_s);
    bad(u"\"a@c.test"_s);
    bad(u"\"a\"b@c.test"_s);
    bad(u"\"a\n\"@c.test"_s);
    bad(u"\"a\\"_s);
    bad(u"a\"b\"@c.test"_s);
    bad(u"a@[x]"_s);
    bad(u"a@[]"_s);
    bad(u"a@[127.0.0]"_s);
    bad(u"a@[127.0.0.256]"_s);
    bad(u"a@[127.0.0.01]"_s);
    bad(u"a@[1:2:3]"_s);
    bad(u"a@[1::2::3]"_s);
    bad(u"a@[1:2:3:4:5:6:7:8:9]"_s);
    bad(u"a@[IPv6:127.0.0.1]"_s);
    bad(u"a@[127.0.0.1"_s);
    bad(u"Casey <casey2@example.test>"_s);
    bad(u"<casey2@example.test>"_s);
    bad(local64 + u"a@b.test"_s);
    bad(u"a@"_s + label63 + u"b.test"_s);
    bad(u"a@"_s + label63 + u'.' + label63 + u'.' + label63 + u'.' + QString(61, u'c')); // 255 bytes
    bad(QString(33, u'ë') + u"@b.test"_s);                                               // 66 bytes
    bad(u"a@"_s + QString(32, u'ë') + u".test"_s);                                       // a label of 64 bytes
    bad(QString(QChar(0xD800)) + u"@b.test"_s);
}

void TestEmail::form()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QCOMPARE(base::isEmailAddress(text), valid);
}

QTEST_GUILESS_MAIN(TestEmail)
#include "tst_email.moc"
