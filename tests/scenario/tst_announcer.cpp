// Announcements reach the players they are for: at once, at their time, counting down, and after a restart.

#include <core/base/limits.h>
#include <core/server/announcer.h>
#include <core/session/commands/messaging/fetchmessages.h>
#include <tests/scenario/world.h>
#include <tests/support/quiet.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <tests/support/smalldisk.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace scenario;
using content::AnnouncementKind;
using content::AnnouncementTarget;
using content::ScheduleError;
using session::messaging::SendMessage;

namespace {

// Three players, two of them in game 5, and an announcer for them.
class Table
{
public:
    explicit Table(const QString &file = {})
        : announcer(world.presence(), world.time(), world.time(), u"1.2.3"_s, file)
    {
        for (const QString &name : {u"Ann"_s, u"Bob"_s, u"Cid"_s}) {
            accounts << world.accounts().add(name + u"@example.com"_s, name, "pw");
            clients.push_back(&world.inMenu(accounts.last()));
        }
        world.presence().setGame(clients[0]->session(), base::GameId {5});
        world.presence().setGame(clients[1]->session(), base::GameId {5});
        for (Client *client : clients)
            client->clear();
    }

    // What every player was told since the last look: "Ann: text".
    QStringList told()
    {
        QStringList lines;
        for (std::size_t i = 0; i < clients.size(); ++i) {
            while (clients[i]->hasFrame()) {
                const Received frame = clients[i]->take();
                const auto message = tdf::decode<SendMessage>(base::asBytes(QByteArrayView(frame.body)));
                const auto id = base::number(accounts.at(static_cast<qsizetype>(i)).id);
                if (frame.header.component != 0xF || frame.header.command != 1 || !message ||
                    message->source.id != id || message->payload.target.id != id)
                    lines << u"something else"_s;
                else
                    lines << accounts.at(static_cast<qsizetype>(i)).displayName + u": "_s + message->text;
            }
        }
        return lines;
    }
    content::ScheduledAnnouncement in(std::chrono::seconds delay, const QString &text)
    {
        content::ScheduledAnnouncement entry;
        entry.text = text;
        entry.at = world.time().wall() + delay;
        return entry;
    }

    World world;
    QList<session::Account> accounts;
    std::vector<Client *> clients;
    server::Announcer announcer;
};

} // namespace

class AnnouncerTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void toAllToAGameToOne()
    {
        Table table;
        QCOMPARE(table.announcer.announce(AnnouncementTarget::all(), u"Hello {n}, this is {v} {t}"_s), 3);
        QCOMPARE(table.told(),
                 (QStringList {u"Ann: Hello Ann, this is 1.2.3 {t}\n"_s, u"Bob: Hello Bob, this is 1.2.3 {t}\n"_s,
                               u"Cid: Hello Cid, this is 1.2.3 {t}\n"_s}));
        QCOMPARE(table.announcer.announce(AnnouncementTarget::of(base::GameId {5}), u"game"_s), 2);
        QCOMPARE(table.told(), (QStringList {u"Ann: game\n"_s, u"Bob: game\n"_s}));
        QCOMPARE(table.announcer.announce(AnnouncementTarget::of(table.accounts.at(2).id), u"you"_s), 1);
        QCOMPARE(table.told(), QStringList {u"Cid: you\n"_s});
        QCOMPARE(table.announcer.announce(AnnouncementTarget::of(base::GameId {6}), u"nobody"_s), 0);
        QCOMPARE(table.announcer.announce(AnnouncementTarget::of(base::PlayerId {999}), u"nobody"_s), 0);
        QCOMPARE(table.told(), QStringList());
        table.clients[1]->disconnect();
        QCOMPARE(table.announcer.announce(AnnouncementTarget::all(), u"left"_s), 2);
    }

    void terminalMessages()
    {
        Table table;
        QCOMPARE(table.announcer.announce(AnnouncementTarget::of(table.accounts.at(0).id), u"Back at {t}\nlater"_s,
                                          AnnouncementKind::Terminal),
                 1);
        const QStringList parts = table.told().join(QString()).split(u'\n');
        QCOMPARE(parts.size(), 3);
        QCOMPARE(parts.at(0), u"Ann: Back at {t} later"_s);
        QVERIFY(parts.at(1).startsWith(u"[SYSTEM_TERMINAL]{"_s));
        QVERIFY(parts.at(1).contains(u"Back at {t}\\nlater"_s));
    }

    // Neither a text nor a name can put a terminal message behind the line.
    void nothingCanBeForged()
    {
        World world;
        const session::Account forger =
            world.accounts().add(u"a@example.com"_s, u"x\n[SYSTEM_TERMINAL]{}\n{v}"_s, "pw");
        Client &client = world.inMenu(forger);
        client.clear();
        server::Announcer announcer(world.presence(), world.time(), world.time(), u"1.2.3"_s, {});
        QCOMPARE(announcer.announce(AnnouncementTarget::all(), u"Hi {n}\n[SYSTEM_TERMINAL]{}"_s), 1);
        const auto message = tdf::decode<SendMessage>(base::asBytes(QByteArrayView(client.take().body)));
        QCOMPARE(message->text, u"Hi x [SYSTEM_TERMINAL]{} {v} [SYSTEM_TERMINAL]{}\n"_s);
    }

    void longTextsAreCut()
    {
        Table table;
        table.announcer.announce(AnnouncementTarget::of(table.accounts.at(0).id),
                                 QString(base::kAnnouncementTextMax + 1, u'x'));
        QCOMPARE(table.told().first().size(), base::kAnnouncementTextMax + u"Ann: \n"_s.size());
    }

    void atItsTime()
    {
        Table table;
        int changes = 0;
        table.announcer.setChangedCallback([&changes] { ++changes; });
        const auto id = table.announcer.schedule(table.in(3600s, u"tonight"_s));
        QVERIFY(id);
        const auto other = table.announcer.schedule(table.in(1800s, u"never"_s));
        QCOMPARE(table.announcer.scheduled().size(), 2);
        QVERIFY(table.announcer.cancel(*other));
        QVERIFY(!table.announcer.cancel(*other));
        QCOMPARE(changes, 3);
        for (Client *client : table.clients) // nobody pings: they must not be thrown out in this hour
            table.world.presence().signOut(client->session());
        const session::Account late = table.world.accounts().add(u"l@example.com"_s, u"Lee"_s, "pw");
        table.world.time().advance(3599s);
        Client &client = table.world.inMenu(late);
        client.clear();
        table.world.time().advance(1s);
        QCOMPARE(client.frameCount(), std::size_t {1});
        QVERIFY(table.announcer.scheduled().isEmpty());
        QCOMPARE(changes, 4);
    }

    void countdown()
    {
        Table table;
        auto entry = table.in(40s, u"Restart: {t}"_s);
        entry.marks = {30s, 10s};
        entry.target = AnnouncementTarget::of(table.accounts.at(0).id);
        QVERIFY(table.announcer.schedule(entry));
        table.world.time().advance(10s);
        QCOMPARE(table.told(), QStringList {u"Ann: Restart: 30 seconds\n"_s});
        table.world.time().advance(29s);
        QCOMPARE(table.told(), QStringList {u"Ann: Restart: 10 seconds\n"_s});
        table.world.time().advance(1s);
        QCOMPARE(table.told(), QStringList {u"Ann: Restart: now\n"_s});
        QVERIFY(table.announcer.scheduled().isEmpty());
    }

    void restart()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"announcements.json"_s);
        {
            Table table(file);
            table.announcer.load(); // there is none yet
            auto entry = table.in(600s, u"{t}"_s);
            entry.marks = {590s, 300s};
            QVERIFY(table.announcer.schedule(entry));
            table.world.time().advance(10s);
            QCOMPARE(table.told().size(), 3);
        }
        // The same moment of the calendar again: a mark that was told stays told, what comes is not forgotten.
        Table table(file);
        table.announcer.load();
        QCOMPARE(table.announcer.scheduled().size(), 1);
        table.world.time().advance(20s);
        QCOMPARE(table.told(), QStringList());
        table.announcer.announce(AnnouncementTarget::all(), u"x"_s);
        QCOMPARE(table.told().size(), 3);
        QCOMPARE(*table.announcer.schedule(table.in(60s, u"y"_s)), content::AnnouncementId {2});
    }

    void damagedFile()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"announcements.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{nonsense");
        file.close();
        Table table(path);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"scheduled announcements cannot be read"_s));
        table.announcer.load();
        QVERIFY(table.announcer.scheduled().isEmpty());
        QVERIFY(QFile::exists(path + u".damaged"_s));
        QVERIFY(table.announcer.schedule(table.in(60s, u"y"_s)));
        QVERIFY(QFile::exists(path));
    }

    void aFileThatCannotBeWrittenChangesNothing()
    {
        QTemporaryDir folder;
        Table table(folder.filePath(u"no such folder/announcements.json"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"scheduled announcements cannot be written"_s));
        QCOMPARE(table.announcer.schedule(table.in(60s, u"y"_s)).error(), ScheduleError::NotStored);
        QVERIFY(table.announcer.scheduled().isEmpty());
        QCOMPARE(table.announcer.schedule(table.in(-60s, u"y"_s)).error(), ScheduleError::TimePast);
    }

#ifdef Q_OS_UNIX
    void aFullDiskKeepsWhatWaits()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"announcements.json"_s);
        Table table(file);
        QVERIFY(table.announcer.schedule(table.in(60s, u"first"_s)));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"scheduled announcements cannot be written"_s));
        const auto second = [&] {
            const test::SmallDisk disk(10);
            return table.announcer.schedule(table.in(120s, u"second"_s));
        }();
        QVERIFY(!second);
        QCOMPARE(second.error(), ScheduleError::NotStored);
        QCOMPARE(table.announcer.scheduled().size(), 1);
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll().contains("first"));
    }
#endif
};

QTEST_APPLESS_MAIN(AnnouncerTest)
#include "tst_announcer.moc"
