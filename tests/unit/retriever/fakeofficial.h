#pragma once
// The publisher's redirector and game server, scripted: SSL 3.0 in front, and an answer for each request as the test
// says. Both in one, on two ports of a network in memory.

#include <core/blaze/framereader.h>
#include <core/blaze/framewriter.h>
#include <core/connector/redirectoridentity.h>
#include <core/connector/redirectormessages.h>
#include <core/connector/ssl3stream.h>
#include <core/net/memorynetwork.h>
#include <core/ssl3/serverengine.h>
#include <core/tdf/codec.h>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace fake {

// Appends a whole frame that answers `request`.
template <class Body>
void answerWith(base::ByteBuffer &out, const blaze::FrameHeader &request, const Body &body,
                blaze::FrameType type = blaze::FrameType::Response, std::uint16_t error = 0)
{
    const blaze::FrameWriter frame(out, request.reply(type, error));
    tdf::encode(body, out);
}

class Official
{
public:
    // What to send for a request: nothing is silence.
    using Script = std::function<void(const blaze::Frame &request, base::ByteBuffer &out)>;

    Official(net::Network &network, base::Random &random, const connector::RedirectorIdentity &identity, quint16 port)
        : m_network(network)
        , m_random(random)
        , m_identity(identity)
        , m_port(port)
    {
        open();
    }
    void open()
    {
        net::ListenOptions options;
        options.port = m_port;
        auto listener = m_network.listen(options, [this](net::StreamPtr stream) {
            ++connections;
            m_sessions.push_back(std::make_unique<Session>(*this, std::move(stream)));
        });
        Q_ASSERT(listener);
        m_listener = std::move(*listener);
    }
    void close()
    {
        m_listener.reset();
        m_sessions.clear();
    }

    std::map<std::uint32_t, Script> scripts; // by component and command
    std::vector<std::uint32_t> asked;        // likewise
    int connections = 0;
    bool speaksSsl = true;

private:
    class Session final : public net::StreamHandler
    {
    public:
        Session(Official &official, net::StreamPtr stream)
            : m_official(official)
            , m_stream(std::move(stream))
        {
            if (official.speaksSsl) {
                m_stream = std::make_unique<connector::Ssl3Stream>(
                    std::move(m_stream),
                    std::make_unique<ssl3::ServerEngine>(official.m_identity.crypto(), official.m_identity.identity(),
                                                         official.m_random),
                    official.m_network, connector::Ssl3StreamOptions {});
            }
            m_stream->setHandler(this);
        }
        void onBytes(base::ByteView bytes) override
        {
            while (const auto frame = m_reader.next(bytes)) {
                if (!*frame)
                    return;
                const std::uint32_t key = (*frame)->header.key();
                m_official.asked.push_back(key);
                base::ByteBuffer out;
                if (const auto script = m_official.scripts.find(key); script != m_official.scripts.end())
                    script->second(**frame, out);
                if (!out.empty())
                    m_stream->write(out.view());
            }
        }
        void onEnd() override { m_stream->close(); }
        void onClosed(net::CloseReason /*reason*/) override {}

    private:
        Official &m_official;
        blaze::FrameReader m_reader {base::kFrameBodyCeiling};
        net::StreamPtr m_stream;
    };

    net::Network &m_network;
    base::Random &m_random;
    const connector::RedirectorIdentity &m_identity;
    quint16 m_port;
    std::unique_ptr<net::Listener> m_listener;
    std::vector<std::unique_ptr<Session>> m_sessions;
};

} // namespace fake
