// Bytes of games, cut and mixed at will, against the whole of the sessions: router, commands, logins, subscriptions and
// deadlines over fakes that answer late when told to. Whatever comes: no crash, every request answered exactly once and
// in order, nothing sent after the end, the tables of who is online consistent.
//
// Input: a list of steps, each an operation byte and what it needs. Bytes that are not there end the script.

#include "require.h"

#include <core/session/subscriptions.h>
#include <tests/scenario/world.h>

#include <QLoggingCategory>

#include <deque>
#include <map>

namespace {

using scenario::Client;
using scenario::World;

using fuzz::require;

// Knows every request taken in and checks each answer against the oldest one of its connection.
class Ledger final : public blaze::FrameObserver
{
public:
    void onFrame(const blaze::Connection &connection, blaze::Direction direction, const blaze::Frame &frame,
                 const blaze::CommandInfo * /*info*/) override
    {
        std::deque<blaze::FrameHeader> &owed = m_owed[connection.id()];
        const blaze::FrameHeader &header = frame.header;
        if (direction == blaze::Direction::In) {
            if (header.type == blaze::FrameType::Request)
                owed.push_back(header);
            return;
        }
        if (header.type == blaze::FrameType::Notify) {
            require(header.sequence == 0 && header.error == 0);
            return;
        }
        require(!owed.empty());
        require(owed.front().key() == header.key() && owed.front().sequence == header.sequence);
        require((header.type == blaze::FrameType::Error) == (header.error != 0));
        owed.pop_front();
    }
    [[nodiscard]] bool owes(base::ConnectionId id) { return !m_owed[id].empty(); }

private:
    std::map<base::ConnectionId, std::deque<blaze::FrameHeader>> m_owed;
};

class Script
{
public:
    Script(const std::uint8_t *data, std::size_t size)
        : m_rest(base::asBytes(data, size))
    {}
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    std::uint8_t byte()
    {
        if (m_rest.empty())
            return 0;
        const auto value = std::to_integer<std::uint8_t>(m_rest.front());
        m_rest = m_rest.subspan(1);
        return value;
    }
    base::ByteView bytes(std::size_t count)
    {
        const base::ByteView taken = m_rest.first(std::min(count, m_rest.size()));
        m_rest = m_rest.subspan(taken.size());
        return taken;
    }

private:
    base::ByteView m_rest;
};

// Frames the game is known to send, so that the fuzzer does not have to find logins and tokens by itself.
QByteArray known(World &world, const session::Account &account, std::uint8_t which, std::uint32_t sequence)
{
    struct Known
    {
        std::uint16_t component;
        std::uint16_t command;
        const char *tag;
    };
    constexpr Known kTokens[] {{0x1, 0x32, "AUTH"}, {0x7802, 0x23, "SKEY"}};
    constexpr std::pair<std::uint16_t, std::uint16_t> kPlain[] {{0x9, 0x8},  {0x1, 0x46}, {0xF, 0x2}, {0x9, 0xC},
                                                                {0x9, 0x2},  {0x1, 0x24}, {0x9, 0x7}, {0x19, 0x6},
                                                                {0x1, 0x6E}, {0x9, 0x5}};
    base::ByteBuffer out;
    if (which < std::size(kTokens)) {
        const Known &login = kTokens[which];
        const QByteArray body =
            tdf::written({{*tdf::Tag::fromText(login.tag), tdf::Value::text(world.tokens().issueSession(account.id))}});
        blaze::appendFrame(out, {.component = login.component, .command = login.command, .sequence = sequence},
                           base::asBytes(QByteArrayView(body)));
    } else {
        const auto &[component, command] = kPlain[which % std::size(kPlain)];
        blaze::appendFrame(out, {.component = component, .command = command, .sequence = sequence}, {});
    }
    return base::toByteArray(out.view());
}

void play(Script &script)
{
    World world;
    Ledger ledger;
    world.router().setObserver(&ledger);
    const session::Account accounts[] {world.accounts().add(QStringLiteral("a@example.com"), QStringLiteral("A"), "a"),
                                       world.accounts().add(QStringLiteral("b@example.com"), QStringLiteral("B"), "b")};
    std::vector<Client *> clients;
    std::uint32_t sequence = 0;
    for (int steps = 0; !script.atEnd() && steps < 400; ++steps) {
        const std::uint8_t operation = script.byte();
        if (clients.empty() || (operation == 0xFF && clients.size() < 6))
            clients.push_back(&world.connect());
        Client &client = *clients[(operation >> 4U) % clients.size()];
        const session::Account &account = accounts[(operation >> 6U) % 2];
        switch (operation & 0xFU) {
        case 0:
        case 1:
        case 2: {
            // Its own block, so that a sanitizer sees reads behind it.
            const QByteArray piece = base::toByteArray(script.bytes(script.byte()));
            client.feed(base::asBytes(QByteArrayView(piece)));
            break;
        }
        case 3:
        case 4:
        case 5:
            client.feed(base::asBytes(QByteArrayView(known(world, account, script.byte() % 12, ++sequence))));
            break;
        case 6: {
            const std::uint16_t component = script.byte() % 2 == 0 ? 0x9 : 0x7802;
            const std::uint16_t command = script.byte();
            client.send(component, command, base::toByteArray(script.bytes(script.byte())));
            break;
        }
        case 7:
            world.worker().hold();
            break;
        case 8:
            world.worker().release();
            break;
        case 9:
            world.time().advance(std::chrono::seconds(script.byte()));
            break;
        case 10:
            client.disconnect();
            break;
        case 11:
            if (!client.isClosed() && !client.endReason() && !client.closeCause())
                client.endOfInput();
            break;
        case 12:
            if (session::Session *session = world.presence().find(account.id)) {
                const std::uint8_t game = script.byte() % 3;
                world.presence().setGame(*session,
                                         game == 0 ? std::nullopt : std::optional<base::GameId>(base::GameId {game}));
            }
            break;
        case 13: {
            session::Session *one = world.presence().find(accounts[0].id);
            session::Session *two = world.presence().find(accounts[1].id);
            if (one != nullptr && two != nullptr) {
                if (script.byte() % 2 == 0)
                    session::subscribe(*one, *two);
                else
                    session::unsubscribe(*one, *two);
            }
            break;
        }
        case 14:
            world.presence().removePlayer(account.id);
            break;
        default:
            world.time().settle();
            break;
        }
        require(world.brokenInvariant().isEmpty());
    }
    // With the storage answering, nobody waits for anything.
    world.worker().release();
    for (Client *client : clients) {
        const bool gone = client->isClosed() || client->endReason() || client->closeCause();
        require(gone || !ledger.owes(client->connection().id()));
        require(gone || client->isReading());
    }
    require(world.brokenInvariant().isEmpty());
    world.router().setObserver(nullptr);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const bool quiet = [] {
        QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
        return true;
    }();
    static_cast<void>(quiet);
    Script script(data, size);
    play(script);
    return 0;
}
