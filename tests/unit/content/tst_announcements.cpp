// The schedule of announcements and the texts of terminal messages.

#include <core/base/limits.h>
#include <core/content/announcements.h>
#include <core/content/terminalmessage.h>
#include <tests/support/quiet.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace content;
using namespace std::chrono_literals;

namespace {

constexpr base::WallTime kNow {1'767'225'600s};

ScheduledAnnouncement once(base::WallTime at, const QString &text = u"Hello"_s)
{
    ScheduledAnnouncement entry;
    entry.text = text;
    entry.at = at;
    return entry;
}

QStringList textsOf(const QList<DueAnnouncement> &due)
{
    QStringList texts;
    for (const DueAnnouncement &announcement : due)
        texts << announcement.text;
    return texts;
}

} // namespace

class AnnouncementsTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void toldOnceAtItsTime()
    {
        Announcements schedule;
        QVERIFY(!schedule.nextDue());
        QVERIFY(schedule.add(once(kNow + 60s), kNow));
        QCOMPARE(*schedule.nextDue(), kNow + 60s);
        QVERIFY(schedule.takeDue(kNow + 59s).isEmpty());
        QCOMPARE(textsOf(schedule.takeDue(kNow + 60s)), QStringList {u"Hello"_s});
        QVERIFY(schedule.isEmpty());
    }

    void countdown()
    {
        Announcements schedule;
        ScheduledAnnouncement entry = once(kNow + 600s, u"Restart: {t}"_s);
        entry.marks = {60s, 3600s, 300s, 60s};
        QVERIFY(schedule.add(entry, kNow));
        QCOMPARE(schedule.all().first().marks, (QList<std::chrono::seconds> {3600s, 300s, 60s}));
        QCOMPARE(*schedule.nextDue(), kNow + 300s); // the longest mark is past already
        QCOMPARE(textsOf(schedule.takeDue(kNow + 300s)), QStringList {u"Restart: 5 minutes"_s});
        QCOMPARE(textsOf(schedule.takeDue(kNow + 541s)), QStringList {u"Restart: 1 minute"_s});
        QCOMPARE(textsOf(schedule.takeDue(kNow + 600s)), QStringList {u"Restart: now"_s});
        QVERIFY(schedule.isEmpty());
    }

    void repeats()
    {
        Announcements schedule;
        ScheduledAnnouncement entry = once(kNow + 100s);
        entry.repeatEvery = 3600s;
        QVERIFY(schedule.add(entry, kNow));
        QCOMPARE(schedule.takeDue(kNow + 100s).size(), 1);
        QCOMPARE(*schedule.nextDue(), kNow + 3700s);
        // Several that were missed are one, and long ago is not told at all.
        QCOMPARE(schedule.takeDue(kNow + 100s + 3 * 3600s + 5s).size(), 1);
        QCOMPARE(*schedule.nextDue(), kNow + 100s + 4 * 3600s);
        QVERIFY(schedule.takeDue(kNow + 100s + 5 * 3600s - 1s).isEmpty());
        QCOMPARE(*schedule.nextDue(), kNow + 100s + 5 * 3600s);
    }

    void late()
    {
        for (const auto &[lateness, told] : {std::pair(std::chrono::seconds(base::kAnnouncementLateMax), true),
                                             std::pair(std::chrono::seconds(base::kAnnouncementLateMax) + 1s, false)}) {
            Announcements schedule;
            QVERIFY(schedule.add(once(kNow + 60s), kNow));
            QCOMPARE(schedule.takeDue(kNow + 60s + lateness).size(), told ? 1 : 0);
            QVERIFY(schedule.isEmpty());
        }
        // A countdown that is told late says what is really left.
        Announcements schedule;
        ScheduledAnnouncement entry = once(kNow + 900s, u"{t}"_s);
        entry.marks = {600s};
        QVERIFY(schedule.add(entry, kNow));
        QCOMPARE(textsOf(schedule.takeDue(kNow + 390s)), QStringList {u"8 minutes 30 seconds"_s});
    }

    void oldestFirst()
    {
        Announcements schedule;
        QVERIFY(schedule.add(once(kNow + 30s, u"second"_s), kNow));
        QVERIFY(schedule.add(once(kNow + 20s, u"first"_s), kNow));
        QCOMPARE(schedule.all().first().text, u"first"_s);
        QCOMPARE(textsOf(schedule.takeDue(kNow + 40s)), (QStringList {u"first"_s, u"second"_s}));
    }

    void refused_data()
    {
        QTest::addColumn<ScheduledAnnouncement>("entry");
        QTest::addColumn<int>("error"); // -1: accepted
        const auto row = [](const char *name, int error, auto &&change) {
            ScheduledAnnouncement entry = once(kNow + 3600s);
            change(entry);
            QTest::newRow(name) << entry << error;
        };
        const auto number = [](ScheduleError error) { return static_cast<int>(error); };
        row("good", -1, [](auto &) {});
        row("no text", number(ScheduleError::TextEmpty), [](auto &e) { e.text = u" \n"_s; });
        row("longest text", -1, [](auto &e) { e.text = QString(base::kAnnouncementTextMax, u'x'); });
        row("too long", number(ScheduleError::TextTooLong),
            [](auto &e) { e.text = QString(base::kAnnouncementTextMax + 1, u'x'); });
        row("now", number(ScheduleError::TimePast), [](auto &e) { e.at = kNow; });
        row("furthest", -1, [](auto &e) { e.at = kNow + base::kAnnouncementAheadMax; });
        row("too far", number(ScheduleError::TimeTooFar),
            [](auto &e) { e.at = kNow + base::kAnnouncementAheadMax + 1s; });
        row("end of time", number(ScheduleError::TimeTooFar), [](auto &e) { e.at = base::WallTime::max(); });
        row("every minute", -1, [](auto &e) { e.repeatEvery = base::kAnnouncementRepeatMin; });
        row("too often", number(ScheduleError::RepeatTooShort),
            [](auto &e) { e.repeatEvery = base::kAnnouncementRepeatMin - 1s; });
        row("backwards", number(ScheduleError::RepeatTooShort), [](auto &e) { e.repeatEvery = -60s; });
        row("one game", number(ScheduleError::GameTarget),
            [](auto &e) { e.target = AnnouncementTarget::of(base::GameId {1}); });
        row("most marks", -1, [](auto &e) {
            for (int i = 1; i <= base::kAnnouncementMarksMax; ++i)
                e.marks << std::chrono::seconds(i);
        });
        row("too many marks", number(ScheduleError::MarksWrong), [](auto &e) {
            for (int i = 0; i <= base::kAnnouncementMarksMax; ++i)
                e.marks << std::chrono::seconds(i + 1);
        });
        row("mark behind zero", number(ScheduleError::MarksWrong), [](auto &e) { e.marks = {-1s}; });
        row("marks and repeats", number(ScheduleError::MarksWrong), [](auto &e) {
            e.marks = {60s};
            e.repeatEvery = 3600s;
        });
    }
    void refused()
    {
        QFETCH(const ScheduledAnnouncement, entry);
        QFETCH(const int, error);
        Announcements schedule;
        const auto id = schedule.add(entry, kNow);
        QCOMPARE(id ? -1 : static_cast<int>(id.error()), error);
        QCOMPARE(schedule.isEmpty(), error >= 0);
    }

    void howMany()
    {
        Announcements schedule;
        for (int i = 0; i < base::kAnnouncementsMax; ++i)
            QVERIFY(schedule.add(once(kNow + 60s), kNow));
        QCOMPARE(schedule.add(once(kNow + 60s), kNow).error(), ScheduleError::TooMany);
        QVERIFY(schedule.remove(AnnouncementId {7}));
        QVERIFY(!schedule.remove(AnnouncementId {7}));
        const auto id = schedule.add(once(kNow + 60s), kNow);
        QCOMPARE(*id, AnnouncementId {base::kAnnouncementsMax + 1}); // no id twice
    }

    void thereAndBack()
    {
        Announcements schedule;
        ScheduledAnnouncement countdown = once(kNow + 3600s, u"ends \"{t}\"\n<font color='#FF0000'>x</font>"_s);
        countdown.marks = {600s, 60s};
        countdown.kind = AnnouncementKind::Terminal;
        countdown.target = AnnouncementTarget::of(base::PlayerId {0xFFFF'FFFF});
        ScheduledAnnouncement repeated = once(kNow + 61s + 5ms);
        repeated.repeatEvery = 7200s;
        QVERIFY(schedule.add(countdown, kNow) && schedule.add(repeated, kNow) && schedule.add(once(kNow + 90s), kNow));
        const auto again = Announcements::fromJson(schedule.toJson(), kNow);
        QVERIFY2(again, qPrintable(again ? QString() : again.error()));
        QCOMPARE(again->all(), schedule.all());
        QCOMPARE(again->nextDue(), schedule.nextDue());
        QCOMPARE(again->toJson(), schedule.toJson());
    }

    // A mark that was told is not told again after a restart; a repeated one goes on with its next time.
    void afterARestart()
    {
        Announcements schedule;
        ScheduledAnnouncement countdown = once(kNow + 600s, u"{t}"_s);
        countdown.marks = {300s, 60s};
        ScheduledAnnouncement repeated = once(kNow + 290s);
        repeated.repeatEvery = 3600s;
        QVERIFY(schedule.add(countdown, kNow) && schedule.add(repeated, kNow));
        QCOMPARE(schedule.takeDue(kNow + 300s).size(), 2);
        auto again = Announcements::fromJson(schedule.toJson(), kNow + 310s);
        QVERIFY(again);
        QVERIFY(again->takeDue(kNow + 310s).isEmpty());
        QCOMPARE(*again->nextDue(), kNow + 540s);
        // What became due while nobody was there is told late.
        again = Announcements::fromJson(schedule.toJson(), kNow + 560s);
        QCOMPARE(textsOf(again->takeDue(kNow + 560s)), QStringList {u"40 seconds"_s});
    }

    void badFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto one = [](const QByteArray &members) { return "{\"announcements\":[{" + members + "}]}"; };
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("list") << "[]"_ba;
        QTest::newRow("text for a list") << "{\"announcements\":\"x\"}"_ba;
        QTest::newRow("no id") << one(R"("text":"a","at":"2026-01-01T00:00:00.000Z")");
        QTest::newRow("no time") << one(R"("id":1,"text":"a")");
        QTest::newRow("no text") << one(R"("id":1,"at":"2026-01-01T00:00:00.000Z")");
        QTest::newRow("year 9999") << one(R"("id":1,"text":"a","at":"9999-01-01T00:00:00.000Z")");
        QTest::newRow("kind") << one(R"("id":1,"text":"a","at":"2026-01-01T00:00:00.000Z","kind":"box")");
        QTest::newRow("too often") << one(R"("id":1,"text":"a","at":"2026-01-01T00:00:00.000Z","repeat_every":1)");
        QTest::newRow("mark") << one(R"("id":1,"text":"a","at":"2026-01-01T00:00:00.000Z","marks":[{"before":0}])");
    }
    void badFiles()
    {
        QFETCH(const QByteArray, text);
        const auto read = Announcements::fromJson(text, kNow);
        QVERIFY(!read);
        QVERIFY(!read.error().isEmpty());
    }

    void timesLeft()
    {
        QCOMPARE(timeLeft(-5s), u"now"_s);
        QCOMPARE(timeLeft(0s), u"now"_s);
        QCOMPARE(timeLeft(1s), u"1 second"_s);
        QCOMPARE(timeLeft(30s), u"30 seconds"_s);
        QCOMPARE(timeLeft(60s), u"1 minute"_s);
        QCOMPARE(timeLeft(90s), u"1 minute 30 seconds"_s);
        QCOMPARE(timeLeft(7200s), u"2 hours"_s);
        QCOMPARE(timeLeft(5400s), u"1 hour 30 minutes"_s);
    }

    void lines_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("plain") << u"Hello"_s << u"Hello\n"_s;
        QTest::newRow("colour") << u"<font color='#FFFF66'>Hi</font>"_s << u"<font color='#FFFF66'>Hi</font>\n"_s;
        QTest::newRow("line feed") << u"a\n[SYSTEM_TERMINAL]{}"_s << u"a [SYSTEM_TERMINAL]{}\n"_s;
        QTest::newRow("carriage return") << u"a\r[SYSTEM_TERMINAL]{}"_s << u"a [SYSTEM_TERMINAL]{}\n"_s;
        QTest::newRow("next line") << u"a\u0085b"_s << u"a b\n"_s;
        QTest::newRow("line separator") << u"a\u2028b\u2029c"_s << u"a b c\n"_s;
        QTest::newRow("NUL") << u"a\0b"_s << u"a b\n"_s;
    }
    void lines()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, line);
        QCOMPARE(notificationLine(text), line);
    }

    void terminalMessages()
    {
        TerminalMessage message;
        message.title = u"Zoë \"1\""_s;
        message.text = u"two\nlines"_s;
        message.image = u"Promo_n7.dds"_s;
        message.kind = MessageKind::FullScreen;
        message.trackingId = 7;
        message.priority = 201;
        const QStringList parts = terminalNotification(u"short\nline"_s, message).split(u'\n');
        QCOMPARE(parts.size(), 3);
        QCOMPARE(parts.at(0), u"short line"_s);
        QVERIFY(parts.at(1).startsWith(u"[SYSTEM_TERMINAL]{"_s));
        QCOMPARE(parts.at(2), QString());
        const QJsonObject object = QJsonDocument::fromJson(parts.at(1).sliced(17).toUtf8()).object();
        const QJsonObject expected {{u"title"_s, message.title}, {u"message"_s, message.text},
                                    {u"image"_s, message.image}, {u"ty"_s, 8},
                                    {u"tracking_id"_s, 7},       {u"priority"_s, 201}};
        QCOMPARE(object, expected);
    }

    void loginCodes()
    {
        const QStringList parts = loginCodeNotification(u"AB12C"_s).split(u'\n');
        QCOMPARE(parts.size(), 3);
        QVERIFY(parts.at(0).contains(u"<font color='#FFFF66'>AB12C</font>"_s));
        const QJsonObject object = QJsonDocument::fromJson(parts.at(1).sliced(17).toUtf8()).object();
        QVERIFY(object.value(u"message"_s).toString().contains(u"AB12C"_s));
        QVERIFY(!object.value(u"title"_s).toString().isEmpty());
        QCOMPARE(object.value(u"image"_s), QJsonValue(QString(u""_s)));
        QCOMPARE(object.value(u"ty"_s).toInt(-9), 0);
        QCOMPARE(object.value(u"tracking_id"_s).toInt(), -1);
        QCOMPARE(object.value(u"priority"_s).toInt(), 1);
        QCOMPARE(object.size(), 6);
    }
};

QTEST_APPLESS_MAIN(AnnouncementsTest)
#include "tst_announcements.moc"
