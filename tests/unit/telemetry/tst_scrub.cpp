#include <core/base/limits.h>
#include <core/telemetry/scrub.h>
#include <tests/support/quiet.h>

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

class TestScrub : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void secretsGo_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &text, const QString &expected) {
            QTest::newRow(name) << text << expected;
        };
        const QString session = u"AAAAAQAAAABmZmZm.0123456789abcdefghijABCDEFGHIJ-_0123456789z"_s;
        const QString association = u"AAECAwQFBgcICQoLDA0ODw.0123456789abcdefghijABCDEFGHIJ-_0123456789z"_s;
        row("session token", u"resumed with %1 by 7"_s.arg(session), u"resumed with [token] by 7"_s);
        row("association token", u"(%1)"_s.arg(association), u"([token])"_s);
        row("e-mail", u"no account for jane.doe+me@example.org here"_s, u"no account for [e-mail] here"_s);
        row("e-mail without a dot", u"<a@localhost>"_s, u"<[e-mail]>"_s);
        row("field of a packet", u"LOGIN { MAIL = \"a@b.c\", PASS = \"hunter2, really\" }"_s,
            u"LOGIN { MAIL = \"[e-mail]\", PASS = [hidden] }"_s);
        row("JSON", u"{\"password\":\"a\\\"b\",\"port\":80}"_s, u"{\"password\":[hidden],\"port\":80}"_s);
        row("header", u"X-Token: abc, next"_s, u"X-Token: [hidden], next"_s);
        row("bearer", u"Authorization: Bearer abc.def"_s, u"Authorization: [hidden]"_s);
        row("query", u"GET /x?token=abc&y=1"_s, u"GET /x?token=[hidden]&y=1"_s);
        row("unclosed quote", u"password=\"abc def"_s, u"password=[hidden]"_s);
        row("association header", u"x-association: abc"_s, u"x-association: [hidden]"_s);
    }

    void secretsGo()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, expected);
        QCOMPARE(telemetry::scrubbed(text), expected);
    }

    void ordinaryLinesStay_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"listening on 0.0.0.0:8080", "player 7 saved class1 in 0.4 ms", "the passage: open",
                                 "version 0.8.1 (example.org/path)", "\u00FCml\u00E4ut \u65E5\u672C", ""})
            QTest::newRow(text) << QString::fromUtf8(text);
    }

    void ordinaryLinesStay()
    {
        QFETCH(const QString, text);
        QCOMPARE(telemetry::scrubbed(text), text);
    }

    void controlCharactersAreShown()
    {
        QCOMPARE(telemetry::scrubbed(u"a\nb\tc\r\x1B[31m\u0085\u202Ed"_s), u"a\\nb c\\x0d\\x1b[31m\\x85\\x202ed"_s);
    }

    void longLinesAreCut()
    {
        const QString atLimit(base::kLogLineMax, u'x');
        QCOMPARE(telemetry::scrubbed(atLimit), atLimit);
        QCOMPARE(telemetry::scrubbed(atLimit + u'y'), atLimit + u"… (1 more)"_s);
    }

    void hostileLinesTakeNoTime()
    {
        // A peer chooses some of this text; it must not buy time on our thread.
        QElapsedTimer timer;
        timer.start();
        for (const QString &piece : {u"a"_s, u"a."_s, u"@"_s, u"a@"_s, u"pass="_s, u"\"\\"_s, u"pass=\"\\"_s,
                                     u"Bearer "_s, u"."_s, u"auth : "_s}) {
            const QString text = piece.repeated(base::kLogLineMax / piece.size());
            QVERIFY(telemetry::scrubbed(text + u"@.="_s).size() < 3 * base::kLogLineMax);
        }
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(TestScrub)
#include "tst_scrub.moc"
