// The router: what is checked before a handler runs, in which order, and what is answered.

#include "rig.h"

#include <tests/support/quiet.h>

using blaze::Access;
using blaze::Error;
using test::Number;
using test::Rig;

namespace {

struct Reason
{
    QString name;
    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"PNAM">(&Reason::name)); }
};

constexpr blaze::Command<Number, Number> kMembers {
    .component = blaze::Component::Authentication,
    .id = 0x46,
    .name = "authentication.members",
    .access = Access::Player,
    .rate = {.burst = 2, .perMinute = 60},
};
constexpr blaze::Command<Number, blaze::Empty> kRefusing {
    .component = blaze::Component::Authentication,
    .id = 0x32,
    .name = "authentication.refusing",
    .errors = {Error::InvalidToken, Error::ExpiredToken},
};
static_assert(kRefusing.errors.contains(Error::ExpiredToken) && !kRefusing.errors.contains(Error::Exists));

class Observer final : public blaze::FrameObserver
{
public:
    void onFrame(const blaze::Connection &connection, blaze::Direction direction, const blaze::Frame &frame,
                 const blaze::CommandInfo *info) override
    {
        Q_UNUSED(connection)
        QByteArray line = direction == blaze::Direction::In ? "in " : "out ";
        line += info != nullptr ? info->name : "?";
        line +=
            ' ' + QByteArray::number(static_cast<int>(frame.header.type)) + ' ' + QByteArray::number(frame.body.size());
        lines.append(line);
    }
    QByteArrayList lines;
};

const QByteArray kBadBody = QByteArray::fromHex("da1b35010a6162"); // a text longer than what follows

} // namespace

class TstRouter : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void answers()
    {
        Rig rig;
        rig.send(test::kEcho, 7, {42});
        const auto frames = rig.sink.take();
        QCOMPARE(frames.size(), 1);
        const blaze::FrameHeader &header = frames[0].header;
        QVERIFY(blaze::answers(header, test::kEcho, 7));
        QCOMPARE(header.error, 0);
        const auto answer = blaze::decodeAnswer({header, base::asBytes(QByteArrayView(frames[0].body))}, test::kEcho);
        QVERIFY(answer.hasValue());
        QCOMPARE(answer->value, 42U);
        QCOMPARE(rig.router.counters().requests, 1U);
    }
    void headerIsCopied()
    {
        Rig rig;
        // 20-bit sequence and user index come back; the error field of a request does not.
        rig.sendRaw({.component = 9, .command = 4, .error = 0x1234, .userIndex = 3, .sequence = 0xABCDE});
        const auto frames = rig.sink.take();
        QCOMPARE(frames.size(), 1);
        QCOMPARE(frames[0].header.sequence, 0xABCDEU);
        QCOMPARE(frames[0].header.userIndex, 3);
        QCOMPARE(frames[0].header.error, 0);
        QVERIFY(frames[0].header.type == blaze::FrameType::Response);
    }
    void unknownGetsEmptySuccess()
    {
        Rig rig;
        rig.sendRaw({.component = 9, .command = 0x99, .sequence = 1}, kBadBody);
        rig.sendRaw({.component = 0x7800, .command = 2, .sequence = 2}, kBadBody);
        QCOMPARE(rig.sent(), QByteArray("r1:- r2:-"));
        QCOMPARE(rig.router.counters().unknown, 2U);
    }
    void emptyRequestIsNotLookedAt()
    {
        Rig rig;
        rig.sendRaw({.component = 9, .command = 4, .sequence = 1}, kBadBody);
        QCOMPARE(rig.sent(), QByteArray("r1:-"));
        QCOMPARE(rig.router.counters().undecodable, 0U);
    }
    void undecodableIsAnsweredAndForgotten()
    {
        Rig rig;
        rig.sendRaw({.component = 9, .command = 2, .sequence = 1}, kBadBody);
        rig.sendRaw({.component = 9, .command = 2, .sequence = 2}); // the required field is missing
        rig.send(test::kEcho, 3, {5});
        QCOMPARE(rig.sent(), QByteArray("e1:4001 e2:4001 r3:5"));
        QCOMPARE(rig.router.counters().undecodable, 2U);
        QVERIFY(rig.sink.closed.isEmpty());
    }
    void onlyRequestsAreAnswered()
    {
        Rig rig;
        for (int type = 1; type < 16; ++type)
            rig.sendRaw({.component = 9, .command = 2, .type = static_cast<blaze::FrameType>(type), .sequence = 1},
                        "x");
        QCOMPARE(rig.sent(), QByteArray());
        QCOMPARE(rig.router.counters().ignored, 15U);
        rig.send(test::kEcho, 3, {5});
        QCOMPARE(rig.sent(), QByteArray("r3:5"));
    }
    void checksComeInOrder()
    {
        Rig rig;
        int calls = 0;
        rig.router.add(kMembers, [&calls](const Number &, blaze::Context &, blaze::Reply<Number> reply) {
            ++calls;
            reply.ok({1});
        });
        // Access before rate and decode: refused ones cost no token and their body is not looked at.
        for (std::uint32_t i = 0; i < 5; ++i)
            rig.sendRaw({.component = 1, .command = 0x46, .sequence = i}, kBadBody);
        QCOMPARE(rig.sent(), QByteArray("e0:4004 e1:4004 e2:4004 e3:4004 e4:4004"));
        rig.connection->setAccess(Access::GameHost); // includes Player
        // Rate before decode: a bad body costs a token.
        rig.sendRaw({.component = 1, .command = 0x46, .sequence = 1}, kBadBody);
        rig.send(kMembers, 2);
        rig.send(kMembers, 3);
        QCOMPARE(rig.sent(), QByteArray("e1:4001 r2:1 e3:4005"));
        QCOMPARE(calls, 1);
        QCOMPARE(rig.router.counters().refused, 5U);
        QCOMPARE(rig.router.counters().limited, 1U);
    }
    void rateRefillsEvenlyUpToBurst()
    {
        Rig rig;
        rig.router.add(kMembers, [](const Number &, blaze::Context &, blaze::Reply<Number> reply) { reply.ok({1}); });
        rig.connection->setAccess(Access::Player);
        rig.send(kMembers, 1);
        rig.send(kMembers, 2);
        rig.time.advance(std::chrono::milliseconds(999)); // one a second
        rig.send(kMembers, 3);
        rig.time.advance(std::chrono::milliseconds(1));
        rig.send(kMembers, 4);
        rig.send(kMembers, 5);
        rig.time.advance(std::chrono::hours(1));
        rig.send(kMembers, 6);
        rig.send(kMembers, 7);
        rig.send(kMembers, 8);
        QCOMPARE(rig.sent(), QByteArray("r1:1 r2:1 e3:4005 r4:1 e5:4005 r6:1 r7:1 e8:4005"));
        // Other commands and other connections have buckets of their own.
        rig.send(test::kEcho, 9, {3});
        test::RecordingSink other;
        const auto second =
            std::make_shared<blaze::Connection>(base::ConnectionId {2}, base::Ipv4 {}, rig.router, other);
        second->setAccess(Access::Player);
        blaze::ByteBuffer out;
        blaze::appendRequest(out, kMembers, 1);
        second->feed(out.view());
        QCOMPARE(rig.sent(), QByteArray("r9:3"));
        QCOMPARE(test::shortForm(other.take()), QByteArray("r1:1"));
    }
    void errorsWithAndWithoutBody()
    {
        Rig rig;
        rig.router.add(kRefusing, [](const Number &request, blaze::Context &, blaze::Reply<blaze::Empty> reply) {
            if (request.value == 1)
                reply.fail(Error::InvalidToken);
            else
                reply.fail(Error::ExpiredToken, Reason {QStringLiteral("who")});
        });
        rig.send(kRefusing, 1, {1});
        rig.send(kRefusing, 2, {2});
        const auto frames = rig.sink.take();
        QCOMPARE(frames.size(), 2);
        QVERIFY(frames[0].header.type == blaze::FrameType::Error);
        QCOMPARE(frames[0].header.error, 0xD);
        QVERIFY(frames[0].body.isEmpty());
        QCOMPARE(frames[1].header.error, 0xE);
        QCOMPARE(frames[1].body.toHex(), QByteArray("c2e86d010477686f00"));
        const auto answer = blaze::decodeAnswer({frames[1].header, {}}, kRefusing);
        QVERIFY(!answer);
        QCOMPARE(answer.error().error, Error::ExpiredToken);
    }
    void droppedReplyIsAnsweredAndLogged()
    {
        Rig rig;
        rig.router.add(kRefusing, [](const Number &, blaze::Context &, blaze::Reply<blaze::Empty>) {});
        QTest::ignoreMessage(QtWarningMsg, "no answer was given to authentication.refusing");
        rig.send(kRefusing, 1);
        QCOMPARE(rig.sent(), QByteArray("e1:4001"));
        QCOMPARE(rig.router.counters().unanswered, 1U);
    }
    void handlersMayBeStatefulAndMoveOnly()
    {
        Rig rig;
        rig.router.add(kRefusing, [count = std::make_unique<int>(0)](const Number &, blaze::Context &context,
                                                                     blaze::Reply<blaze::Empty> reply) {
            context.connection().notify(test::kNews, {static_cast<quint32>(++*count)});
            reply.ok();
        });
        rig.send(kRefusing, 1);
        rig.send(kRefusing, 2);
        QCOMPARE(rig.sent(), QByteArray("r1:- n:1 r2:- n:2"));
    }
    void observerSeesEverything()
    {
        Rig rig;
        Observer observer;
        rig.router.declare(test::kNews);
        rig.router.setObserver(&observer);
        rig.router.add(kRefusing, [](const Number &, blaze::Context &context, blaze::Reply<blaze::Empty> reply) {
            context.connection().notify(test::kNews, {1});
            context.connection().notifyEncoded(blaze::EncodedNotification::of(test::kNews, {2}));
            reply.fail(Error::InvalidToken);
            context.connection().notify(test::kNews, {64});
        });
        rig.send(kRefusing, 1, {5});
        rig.sendRaw({.component = 0x7800, .command = 2, .sequence = 2}, "abc");
        rig.sendRaw({.component = 4, .command = 0x64, .type = blaze::FrameType::Notify}, "abc");
        QCOMPARE(observer.lines,
                 (QByteArrayList {"in authentication.refusing 0 5", "out authentication.refusing 3 0",
                                  "out gameManager.news 2 5", "out gameManager.news 2 5", "out gameManager.news 2 6",
                                  "in ? 0 3", "out ? 1 0", "in gameManager.news 2 3"}));
        rig.router.setObserver(nullptr);
        rig.send(test::kEcho, 3, {1});
        QCOMPARE(observer.lines.size(), 8);
    }
    void tableOfCommands()
    {
        Rig rig;
        rig.router.add(kMembers, [](const Number &, blaze::Context &, blaze::Reply<Number> reply) { reply.ok({}); });
        const auto commands = rig.router.commands();
        QCOMPARE(commands.size(), std::size_t(4));
        QCOMPARE(QByteArray(commands[0].name), QByteArray("authentication.members"));
        QVERIFY(std::is_sorted(commands.begin(), commands.end(),
                               [](const auto &a, const auto &b) { return a.key() < b.key(); }));
        QVERIFY(rig.router.find(9, 4)->requestIgnored);
        QVERIFY(!rig.router.find(9, 2)->requestIgnored);
        QVERIFY(rig.router.find(9, 0x99) == nullptr);
    }
};

QTEST_GUILESS_MAIN(TstRouter)
#include "tst_router.moc"
