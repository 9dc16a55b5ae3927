// The connector's tunnel under manual time: which form is taken when, what is sent, what happens when the server is
// silent, gone or back, and what the game sees of it.

#include <core/base/limits.h>
#include <core/connector/remoteupstream.h>
#include <core/connector/tunnelkeeper.h>
#include <core/tunnel/framereader.h>
#include <core/tunnel/framewriter.h>

#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>
#include <tests/unit/connector/fakeserver.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using connector::TunnelForm;
using connector::TunnelState;
using tunnel::MessageType;

namespace {

constexpr quint16 kHostPort = 42132;
constexpr quint16 kGamePort = 3659;
constexpr quint16 kUdpPort = 9032;

base::ByteView view(const QByteArray &bytes)
{
    return base::asBytes(QByteArrayView(bytes));
}

// A datagram socket that keeps what comes.
class Socket final : public net::DatagramHandler
{
public:
    struct Got
    {
        QByteArray bytes;
        quint16 port;
        bool operator==(const Got &) const = default;
    };
    Socket(net::Network &network, quint16 port)
    {
        auto bound = network.bindDatagram(QHostAddress(QHostAddress::LocalHost), port, *this);
        if (!bound)
            qFatal("port %d is taken", int(port));
        socket = std::move(*bound);
    }
    void onDatagram(net::ByteView payload, const net::Endpoint &from) override
    {
        got.append({base::toByteArray(payload), from.port});
        if (answer)
            answer(got.last());
    }
    void send(const QByteArray &bytes, quint16 port)
    {
        socket->send(view(bytes), {QHostAddress(QHostAddress::LocalHost), port});
    }
    QList<Got> got;
    std::function<void(const Got &)> answer;
    std::unique_ptr<net::DatagramSocket> socket;
};

QByteArray initiated(quint32 id)
{
    return tunnel::toDatagram(
        {.id = tunnel::TunnelId {id}, .type = MessageType::Initiated, .granted = tunnel::TunnelId {id}});
}
QByteArray forward(quint32 id, int index, const QByteArray &payload)
{
    return tunnel::toDatagram({.id = tunnel::TunnelId {id},
                               .type = MessageType::Forward,
                               .index = static_cast<quint8>(index),
                               .payload = view(payload)});
}
QByteArray keepAlive(quint32 id)
{
    return tunnel::toDatagram({.id = tunnel::TunnelId {id}, .type = MessageType::KeepAlive});
}
QByteArray frame(int index, const QByteArray &payload)
{
    base::ByteBuffer out;
    tunnel::FrameWriter(out).append(static_cast<quint8>(index), view(payload));
    return base::toByteArray(out.view());
}

} // namespace

class TunnelKeeperTest : public test::QuietTest, private connector::TunnelObserver
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void udpFirst();
    void asksFourTimesThenTakesHttp();
    void packetsBothWays();
    void strangersAndNonsense();
    void newestGrantCounts();
    void silentServerIsAskedThreeRoundsThenHttp();
    void lateSignEndsTheAsking();
    void httpKeepAlives();
    void httpSilence();
    void httpFramesBothWays();
    void retriesForEver();
    void udpIsTriedBetweenMatches();
    void afterASwitchItAsksOnceMore();
    void tokenChanges();
    void refusedTokenWantsALookup();
    void refusedTokenSaysNothingAboutUdp();
    void serverThatRefusesEveryTokenIsNotHurried();
    void threeFailuresWantALookup();
    void noAssociationNoTunnel();
    void portsStayThePlayersPorts();
    void takenPort();
    void onlyTheGameIsHeard();
    void ownTunnels();
    void inMatch();
    void goesAtAnyMoment();

private:
    void onTunnelChanged() override {}
    void onTunnelWantsLookup() override
    {
        ++m_lookupsWanted;
        if (m_renewsTokens && m_lookupsWanted < 50)
            m_keeper->update(m_info, u"fresh %1"_s.arg(m_lookupsWanted), false);
    }

    void makeKeeper();
    void start(bool withUdp = true, const QString &association = u"token"_s);
    void answerUdp(quint32 id);
    [[nodiscard]] connector::TunnelStatus status() const { return m_keeper->status(); }
    [[nodiscard]] int initiatesSeen() const;

    base::SystemRandom m_random;
    std::unique_ptr<test::ManualTime> m_time;
    std::unique_ptr<net::MemoryNetwork> m_network;
    std::unique_ptr<Socket> m_game;
    std::unique_ptr<Socket> m_udp;
    std::unique_ptr<fake::Server> m_http;
    std::unique_ptr<connector::RemoteUpstream> m_upstream;
    std::unique_ptr<connector::TunnelKeeper> m_keeper;
    connector::ServerInfo m_info;
    QByteArray m_upgradeAnswer;
    int m_lookupsWanted = 0;
    bool m_renewsTokens = false; // each look-up that is wanted is answered at once
};

void TunnelKeeperTest::init()
{
    test::failOnWarnings();
    m_lookupsWanted = 0;
    m_renewsTokens = false;
    m_upgradeAnswer = fake::kSwitchingTunnel;
    m_time = std::make_unique<test::ManualTime>();
    m_network = std::make_unique<net::MemoryNetwork>(*m_time, *m_time);
    m_game = std::make_unique<Socket>(*m_network, kGamePort);
    m_udp = std::make_unique<Socket>(*m_network, kUdpPort);
    m_http =
        std::make_unique<fake::Server>(*m_network, quint16(80), [this](const QByteArray &) { return m_upgradeAnswer; });
    m_info = {QUrl(u"http://127.0.0.1/"_s), u"0.8.1"_s, u"token"_s, {}};
    m_upstream =
        std::make_unique<connector::RemoteUpstream>(*m_network, connector::ServerAddress {m_info.base}, quint16(42131));
    makeKeeper();
}

void TunnelKeeperTest::makeKeeper()
{
    connector::TunnelObserver &self = *this;
    m_keeper = std::make_unique<connector::TunnelKeeper>(*m_network, *m_time, m_random, kHostPort, kGamePort, self);
}

void TunnelKeeperTest::cleanup()
{
    m_keeper.reset();
    m_upstream.reset();
    m_http.reset();
    m_udp.reset();
    m_game.reset();
    m_time->settle();
    QCOMPARE(m_network->streamsOpen(), 0);
    m_network.reset();
    m_time.reset();
}

void TunnelKeeperTest::start(bool withUdp, const QString &association)
{
    if (withUdp)
        m_info.tunnelPort = kUdpPort;
    m_keeper->start(*m_upstream, m_info, association);
    m_time->settle();
}

// From now on every Initiate is answered with this id.
void TunnelKeeperTest::answerUdp(quint32 id)
{
    m_udp->answer = [this, id](const Socket::Got &got) {
        const auto message = tunnel::readDatagram(view(got.bytes));
        if (message && message->type == MessageType::Initiate)
            m_udp->send(initiated(id), got.port);
    };
}

int TunnelKeeperTest::initiatesSeen() const
{
    return static_cast<int>(std::count_if(m_udp->got.begin(), m_udp->got.end(), [](const Socket::Got &got) {
        const auto message = tunnel::readDatagram(view(got.bytes));
        return message && message->type == MessageType::Initiate;
    }));
}

void TunnelKeeperTest::udpFirst()
{
    start();
    QCOMPARE(status().state, TunnelState::Opening);
    QCOMPARE(m_udp->got.size(), 1);
    const auto asked = tunnel::readDatagram(view(m_udp->got.first().bytes));
    QVERIFY(asked && asked->type == MessageType::Initiate && asked->id == tunnel::kNoTunnelId);
    QCOMPARE(base::toByteArray(asked->token), "token"_ba);
    m_time->advance(40ms);
    m_udp->send(initiated(7), m_udp->got.first().port);
    m_time->settle();
    QCOMPARE(status().state, TunnelState::Open);
    QCOMPARE(status().form, TunnelForm::Udp);
    QCOMPARE(status().roundTripMs, 40);
    m_time->advance(20s);
    QCOMPARE(initiatesSeen(), 1);
    QVERIFY(m_http->tunnelRequests.empty());
}

void TunnelKeeperTest::asksFourTimesThenTakesHttp()
{
    start();
    const QList<std::chrono::milliseconds> at {0ms, 500ms, 1500ms, 3500ms};
    const auto begin = m_time->now();
    for (qsizetype i = 0; i < at.size(); ++i) {
        m_time->advance(at[i] - std::chrono::duration_cast<std::chrono::milliseconds>(m_time->now() - begin));
        QCOMPARE(m_udp->got.size(), i + 1);
    }
    m_time->advance(2499ms);
    QCOMPARE(m_udp->got.size(), 4);
    QVERIFY(m_http->tunnelRequests.empty());
    m_time->advance(1ms);
    QCOMPARE(m_http->tunnelRequests.size(), 1U);
    QVERIFY(m_http->tunnelRequests.front().startsWith(
        "GET /api/server/tunnel HTTP/1.1\r\nconnection: Upgrade\r\nupgrade: tunnel\r\nx-association: token\r\n"
        "accept: */*\r\nuser-agent: "));
    QVERIFY(!m_http->tunnelRequests.front().contains("x-pocket-relay"));
    QCOMPARE(status().form, TunnelForm::Http);
    QCOMPARE(status().state, TunnelState::Open);
}

void TunnelKeeperTest::packetsBothWays()
{
    answerUdp(7);
    start();
    const quint16 uplink = m_udp->got.first().port;
    m_udp->got.clear();
    m_game->send("to the host", kHostPort);
    m_time->settle();
    QCOMPARE(m_udp->got, (QList<Socket::Got> {{forward(7, 0, "to the host"), uplink}}));
    // From three others, each out of a port of its own; the game answers there.
    for (int index = 0; index < 4; ++index)
        m_udp->send(forward(0xDEADBEEF, index, QByteArray::number(index)), uplink); // another player's id in the head
    m_time->settle();
    QCOMPARE(m_game->got.size(), 4);
    QCOMPARE(m_game->got[0].port, kHostPort);
    for (int index = 0; index < 4; ++index) {
        QCOMPARE(m_game->got[index].bytes, QByteArray::number(index));
        m_udp->got.clear();
        m_game->send("back", m_game->got[index].port);
        m_time->settle();
        QCOMPARE(m_udp->got, (QList<Socket::Got> {{forward(7, index, "back"), uplink}}));
    }
    m_udp->got.clear();
    m_udp->send(keepAlive(99), uplink);
    m_time->settle();
    QCOMPARE(m_udp->got, (QList<Socket::Got> {{keepAlive(7), uplink}}));
    QCOMPARE(status().packetsToServer, 5U);
    QCOMPARE(status().packetsToGame, 4U);
}

void TunnelKeeperTest::strangersAndNonsense()
{
    answerUdp(7);
    start();
    const quint16 uplink = m_udp->got.first().port;
    Socket stranger(*m_network, 5555);
    stranger.send(forward(7, 1, "injected"), uplink);
    stranger.send(initiated(666), uplink);
    m_udp->send("", uplink);
    m_udp->send("\x01", uplink);
    m_udp->send(forward(7, 4, "no such player"), uplink);
    m_udp->send(forward(7, 255, "no such player"), uplink);
    m_udp->send(forward(7, 1, "cut").chopped(1), uplink);
    m_udp->send(initiated(0xFFFFFFFF), uplink);
    m_time->settle();
    QVERIFY(m_game->got.isEmpty());
    m_udp->got.clear();
    m_game->send("still there", kHostPort);
    m_time->settle();
    QCOMPARE(m_udp->got.last().bytes, forward(7, 0, "still there"));
    // The largest that fits into a datagram of the tunnel, and one more.
    m_game->send(QByteArray(base::kTunnelDatagramPayloadMax, 'x'), kHostPort);
    m_time->settle();
    QCOMPARE(m_udp->got.size(), 2);
    m_game->send(QByteArray(base::kTunnelDatagramPayloadMax + 1, 'x'), kHostPort);
    m_time->settle();
    QCOMPARE(m_udp->got.size(), 2);
    QCOMPARE(status().state, TunnelState::Open);
}

void TunnelKeeperTest::newestGrantCounts()
{
    start();
    m_time->advance(500ms);
    const quint16 uplink = m_udp->got.first().port;
    m_udp->send(initiated(1), uplink); // both requests are answered
    m_udp->send(initiated(2), uplink);
    m_time->settle();
    m_udp->got.clear();
    m_game->send("x", kHostPort);
    m_time->settle();
    QCOMPARE(m_udp->got.last().bytes, forward(2, 0, "x"));
}

void TunnelKeeperTest::silentServerIsAskedThreeRoundsThenHttp()
{
    answerUdp(7);
    start();
    m_udp->answer = {};
    m_time->advance(base::kTunnelServerSilence - 1ms);
    QCOMPARE(initiatesSeen(), 1);
    m_time->advance(1ms);
    QCOMPARE(initiatesSeen(), 2);
    m_time->advance(3 * base::kTunnelAskDeadline - 1ms);
    QCOMPARE(initiatesSeen(), 1 + 3 * 4);
    QVERIFY(m_http->tunnelRequests.empty());
    QCOMPARE(status().state, TunnelState::Open); // what the game sends still goes out
    m_time->advance(1ms);
    QCOMPARE(m_http->tunnelRequests.size(), 1U);
    QVERIFY(m_http->tunnelRequests.back().contains("\r\nx-association: token\r\n"));
    QCOMPARE(status().form, TunnelForm::Http);
}

void TunnelKeeperTest::lateSignEndsTheAsking()
{
    answerUdp(7);
    start();
    const quint16 uplink = m_udp->got.first().port;
    m_udp->answer = {};
    m_time->advance(base::kTunnelServerSilence + 1s);
    const int asked = initiatesSeen();
    m_udp->send(keepAlive(7), uplink);
    m_time->advance(base::kTunnelServerSilence - 1s);
    QCOMPARE(initiatesSeen(), asked);
    QCOMPARE(status().form, TunnelForm::Udp);
    // And a server that has restarted grants another id.
    answerUdp(8);
    m_time->advance(10s);
    m_game->send("x", kHostPort);
    m_time->settle();
    QCOMPARE(m_udp->got.last().bytes, forward(8, 0, "x"));
}

void TunnelKeeperTest::httpKeepAlives()
{
    start(false);
    QCOMPARE(status().form, TunnelForm::Http);
    fake::Connection &server = *m_http->tunnels.back();
    server.send(QByteArray::fromHex("ff0000"));
    m_time->settle();
    QCOMPARE(server.received, QByteArray::fromHex("ff0000")); // at once, not with the next frame
}

void TunnelKeeperTest::httpSilence()
{
    start(false);
    m_time->advance(10min); // a server from before keep-alives
    QCOMPARE(m_http->tunnelRequests.size(), 1U);
    m_http->tunnels.back()->send(QByteArray::fromHex("ff0000"));
    m_time->advance(base::kTunnelServerSilence - 1ms);
    m_http->tunnels.back()->send(frame(1, "any byte is a sign of life"));
    m_time->advance(base::kTunnelServerSilence - 1ms);
    QCOMPARE(m_http->tunnelRequests.size(), 1U);
    m_time->advance(1ms);
    QCOMPARE(status().state, TunnelState::Waiting);
    m_time->advance(2s);
    QCOMPARE(m_http->tunnelRequests.size(), 2U);
    QCOMPARE(status().state, TunnelState::Open);
}

void TunnelKeeperTest::httpFramesBothWays()
{
    // What comes right behind the answer belongs to the stream.
    m_upgradeAnswer += frame(2, "early");
    start(false);
    QCOMPARE(m_game->got.size(), 1);
    QCOMPARE(m_game->got.first().bytes, "early"_ba);
    fake::Connection &server = *m_http->tunnels.back();
    m_game->send("answer", m_game->got.first().port);
    m_game->send("to the host", kHostPort);
    m_time->settle();
    QCOMPARE(server.received, frame(2, "answer") + frame(0, "to the host"));
    server.send(frame(0, "a") + frame(9, "nobody") + frame(3, QByteArray(base::kTunnelPayloadMax + 1, 'x')) +
                frame(3, "b"));
    m_time->settle();
    QCOMPARE(m_game->got.size(), 3);
    QCOMPARE(m_game->got[1].bytes, "a"_ba);
    QCOMPARE(m_game->got[2].bytes, "b"_ba);
}

void TunnelKeeperTest::retriesForEver()
{
    start(false);
    m_http->stop();
    m_time->settle();
    QCOMPARE(status().state, TunnelState::Waiting);
    m_http->start();
    m_upgradeAnswer = fake::response(503, "");
    for (const std::chrono::milliseconds pause : {1s, 2s, 4s, 8s, 15s, 30s, 30s, 30s}) {
        const std::size_t seen = m_http->tunnelRequests.size();
        std::chrono::milliseconds waited {0};
        for (; m_http->tunnelRequests.size() == seen; waited += 10ms)
            m_time->advance(10ms);
        QVERIFY2(waited >= pause * 4 / 5 && waited <= pause * 6 / 5 + 10ms,
                 qPrintable(QString::number(waited.count())));
        QCOMPARE(status().error->status, 503);
    }
    m_upgradeAnswer = fake::kSwitchingTunnel;
    m_time->advance(36s);
    QCOMPARE(status().state, TunnelState::Open);
    QVERIFY(!status().error);
    QCOMPARE(status().attempts, 0);
}

void TunnelKeeperTest::udpIsTriedBetweenMatches()
{
    start();
    m_time->advance(base::kTunnelAskDeadline);
    QCOMPARE(status().form, TunnelForm::Http);
    const int before = initiatesSeen();
    answerUdp(9);
    m_udp->got.clear();
    // A match goes on: nothing is tried.
    for (int second = 0; second < 150; ++second) {
        m_game->send("match", kHostPort);
        m_time->advance(1s);
    }
    QCOMPARE(initiatesSeen(), 0);
    QCOMPARE(before, 4);
    m_time->advance(base::kTunnelUdpRetryPeriod);
    QCOMPARE(status().form, TunnelForm::Udp);
    m_game->send("over UDP", kHostPort);
    m_time->settle();
    QCOMPARE(m_udp->got.last().bytes, forward(9, 0, "over UDP"));
    QVERIFY(m_http->tunnels.back()->closed || m_http->tunnels.back()->ended);
}

void TunnelKeeperTest::afterASwitchItAsksOnceMore()
{
    start();
    m_time->advance(base::kTunnelAskDeadline);
    answerUdp(9);
    m_time->advance(base::kTunnelUdpRetryPeriod);
    QCOMPARE(status().form, TunnelForm::Udp);
    const int asked = initiatesSeen();
    answerUdp(10); // a published server makes a new one each time
    m_time->advance(base::kTunnelAskAgain);
    QCOMPARE(initiatesSeen(), asked + 1);
    m_game->send("x", kHostPort);
    m_time->settle();
    QCOMPARE(m_udp->got.last().bytes, forward(10, 0, "x"));
}

void TunnelKeeperTest::tokenChanges()
{
    answerUdp(7);
    start();
    m_keeper->update(m_info, u"token"_s, true);
    m_time->settle();
    QCOMPARE(initiatesSeen(), 1); // nothing has changed
    m_keeper->update(m_info, u"other"_s, false);
    m_time->settle();
    QCOMPARE(initiatesSeen(), 2);
    QVERIFY(m_udp->got.last().bytes.endsWith("other"));
    QCOMPARE(status().state, TunnelState::Open);
}

void TunnelKeeperTest::refusedTokenWantsALookup()
{
    m_upgradeAnswer = fake::response(400, "Missing association token");
    start(false);
    QCOMPARE(m_lookupsWanted, 1);
    m_upgradeAnswer = fake::kSwitchingTunnel;
    m_keeper->update(m_info, u"fresh"_s, false);
    m_time->settle();
    QCOMPARE(status().state, TunnelState::Open);
    QVERIFY(m_http->tunnelRequests.back().contains("x-association: fresh\r\n"));
    // With a game connected its token must stay.
    m_upgradeAnswer = fake::response(400, "Missing association token");
    m_keeper->update(m_info, u"fresh"_s, true);
    m_http->tunnels.back()->stream->abort();
    m_time->advance(10min);
    QCOMPARE(m_lookupsWanted, 1);
}

// A server with another key is silent over UDP and says why over HTTP.
void TunnelKeeperTest::refusedTokenSaysNothingAboutUdp()
{
    m_upgradeAnswer = fake::response(400, "Missing association token");
    start();
    m_time->advance(base::kTunnelAskDeadline);
    QCOMPARE(m_http->tunnelRequests.size(), 1U);
    QCOMPARE(m_lookupsWanted, 1);
    answerUdp(7);
    m_keeper->update(m_info, u"fresh"_s, false);
    m_time->settle();
    QCOMPARE(status().form, TunnelForm::Udp);
    QVERIFY(m_udp->got.last().bytes.endsWith("fresh"));
    QCOMPARE(m_http->tunnelRequests.size(), 1U);
}

// A proxy that drops the header, for one: no token helps there.
void TunnelKeeperTest::serverThatRefusesEveryTokenIsNotHurried()
{
    m_renewsTokens = true;
    m_upgradeAnswer = fake::response(400, "Missing association token");
    start(false);
    QCOMPARE(m_lookupsWanted, 1);
    QCOMPARE(m_http->tunnelRequests.size(), 2U); // the fresh token is tried at once
    m_time->advance(1min);
    QCOMPARE(m_lookupsWanted, 3); // from then on after every third failure
    QVERIFY2(m_http->tunnelRequests.size() <= 8U, qPrintable(QString::number(m_http->tunnelRequests.size())));
    // One that takes them again is found, and its next refusal is a reason to ask at once.
    m_upgradeAnswer = fake::kSwitchingTunnel;
    m_time->advance(36s);
    QCOMPARE(status().state, TunnelState::Open);
    m_upgradeAnswer = fake::response(400, "Missing association token");
    m_http->tunnels.back()->stream->abort();
    const int before = m_lookupsWanted;
    m_time->advance(40s);
    QVERIFY(m_lookupsWanted > before);
}

void TunnelKeeperTest::threeFailuresWantALookup()
{
    m_upgradeAnswer = fake::response(502, "");
    start(false);
    QCOMPARE(m_lookupsWanted, 0);
    m_time->advance(5s);
    QCOMPARE(m_http->tunnelRequests.size(), 3U);
    QCOMPARE(m_lookupsWanted, 1);
}

void TunnelKeeperTest::noAssociationNoTunnel()
{
    start(true, QString());
    m_time->advance(10min);
    QCOMPARE(status().state, TunnelState::NotOffered);
    QVERIFY(m_udp->got.isEmpty());
    QVERIFY(m_http->tunnelRequests.empty());
    // A later look-up may bring one.
    answerUdp(7);
    m_keeper->update(m_info, u"token"_s, false);
    m_time->settle();
    QCOMPARE(status().form, TunnelForm::Udp);
}

void TunnelKeeperTest::portsStayThePlayersPorts()
{
    answerUdp(7);
    start();
    const auto portsNow = [this] {
        const quint16 uplink = m_udp->got.last().port;
        m_game->got.clear();
        for (int index = 0; index < 4; ++index)
            m_udp->send(forward(7, index, "?"), uplink);
        m_time->settle();
        QList<quint16> ports;
        for (const Socket::Got &got : std::as_const(m_game->got))
            ports.append(got.port);
        return ports;
    };
    const QList<quint16> ports = portsNow();
    QCOMPARE(ports.size(), 4);
    QCOMPARE(ports[0], kHostPort);
    QCOMPARE(QSet<quint16>(ports.begin(), ports.end()).size(), 4);
    m_keeper->update(m_info, u"other"_s, false); // another tunnel
    m_time->settle();
    QCOMPARE(portsNow(), ports);
    m_keeper->stop();
    QCOMPARE(int(m_keeper->port()), 0);
    {
        const Socket another(*m_network, kHostPort); // the fixed port is free for another program
        m_time->settle();
    }
    start();
    QCOMPARE(portsNow(), ports);
}

void TunnelKeeperTest::takenPort()
{
    auto other = std::make_unique<Socket>(*m_network, kHostPort);
    answerUdp(7);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^port 42132 of the tunnel cannot be opened"_s));
    start();
    QVERIFY(status().portProblem);
    QCOMPARE(status().portProblem->role, connector::PortRole::Tunnel);
    QCOMPARE(status().portProblem->port, kHostPort);
    QCOMPARE(status().form, TunnelForm::Udp); // the tunnel stands meanwhile
    other.reset();
    m_time->advance(base::kTunnelPortRetryPeriod);
    QVERIFY(!status().portProblem);
    QCOMPARE(m_keeper->port(), kHostPort);
}

void TunnelKeeperTest::onlyTheGameIsHeard()
{
    answerUdp(7);
    start();
    m_udp->got.clear();
    Socket other(*m_network, 3660);
    other.send("not the game", kHostPort);
    m_time->settle();
    QVERIFY(m_udp->got.isEmpty());
    // The game may be away and come back: nothing breaks.
    m_game.reset();
    m_time->settle();
    m_game = std::make_unique<Socket>(*m_network, kGamePort);
    m_game->send("here again", kHostPort);
    m_time->settle();
    QCOMPARE(m_udp->got.size(), 1);
}

namespace {

class OwnUpstream final : public connector::Upstream
{
public:
    class OwnLink final : public tunnel::Link
    {
    public:
        explicit OwnLink(OwnUpstream &upstream)
            : owner(upstream)
        {}
        void send(quint8 index, tunnel::ByteView payload) override
        {
            owner.sent.append({int(index), base::toByteArray(payload)});
        }
        tunnel::Form form() const override { return tunnel::Form::Local; }
        std::optional<std::chrono::microseconds> roundTrip() const override { return std::nullopt; }
        OwnUpstream &owner;
    };
    std::unique_ptr<connector::Operation> lookUp(LookupDone /*done*/) override { return nullptr; }
    std::unique_ptr<connector::Operation> openBlaze(const connector::ServerInfo & /*server*/,
                                                    const net::Endpoint & /*game*/, OpenDone /*done*/) override
    {
        return nullptr;
    }
    bool hasOwnTunnels() const override { return true; }
    std::unique_ptr<tunnel::Link> openOwnTunnel(tunnel::LinkHandler &to) override
    {
        handler = &to;
        return running ? std::make_unique<OwnLink>(*this) : nullptr;
    }
    QList<std::pair<int, QByteArray>> sent;
    tunnel::LinkHandler *handler = nullptr;
    bool running = true;
};

} // namespace

void TunnelKeeperTest::ownTunnels()
{
    OwnUpstream upstream;
    m_keeper->start(upstream, m_info, QString());
    QCOMPARE(status().form, TunnelForm::Local);
    m_game->send("to the host", kHostPort);
    m_time->settle();
    QCOMPARE(upstream.sent, (QList<std::pair<int, QByteArray>> {{0, "to the host"}}));
    upstream.handler->onFrame(2, view("from a player"));
    m_time->settle();
    QCOMPARE(m_game->got.size(), 1);
    upstream.running = false;
    upstream.handler->onLinkLost();
    QCOMPARE(status().state, TunnelState::Waiting);
    upstream.running = true;
    m_time->advance(5s);
    QCOMPARE(status().state, TunnelState::Open);
    m_keeper->stop();
}

void TunnelKeeperTest::inMatch()
{
    answerUdp(7);
    start();
    QVERIFY(!status().inMatch);
    m_game->send("x", kHostPort);
    m_time->settle();
    QVERIFY(status().inMatch);
    m_time->advance(base::kTunnelInMatch - 1ms);
    QVERIFY(status().inMatch);
    m_time->advance(1ms);
    QVERIFY(!status().inMatch);
}

void TunnelKeeperTest::goesAtAnyMoment()
{
    for (const auto after : {0ms, 100ms, 3000ms, 6000ms, 60'000ms}) {
        start();
        m_time->advance(after);
        m_keeper->stop();
        QCOMPARE(status().state, TunnelState::Off);
        m_time->advance(1min);
    }
    start();
    m_time->advance(2s);
    m_keeper.reset();
    m_time->advance(1min);
    makeKeeper();
}

QTEST_GUILESS_MAIN(TunnelKeeperTest)
#include "tst_tunnelkeeper.moc"
