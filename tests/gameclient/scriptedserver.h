#pragma once
// A server for tests of the simulated game: takes upgrades and answers each command with what the test says, right
// or wrong. Knows nothing of players.

#include <core/blaze/framereader.h>
#include <core/blaze/framewriter.h>
#include <core/net/network.h>
#include <core/tdf/value.h>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace gameclient {

class ScriptedServer;

// One connection; to begin with HTTP, then Blaze.
class ScriptedLink final : public net::StreamHandler
{
public:
    ScriptedLink(ScriptedServer &server, net::StreamPtr stream)
        : m_server(server)
        , m_stream(std::move(stream))
        , m_reader(1 << 20)
    {
        m_stream->setHandler(this);
    }
    void onBytes(base::ByteView bytes) override;
    void onEnd() override { m_stream->close(); }
    void onClosed(net::CloseReason /*reason*/) override {}

    void send(blaze::FrameHeader header, const tdf::Fields &body);
    void answer(const blaze::FrameHeader &request, const tdf::Fields &body)
    {
        send(request.reply(blaze::FrameType::Response, 0), body);
    }
    void refuse(const blaze::FrameHeader &request, std::uint16_t error)
    {
        send(request.reply(blaze::FrameType::Error, error), {});
    }
    void notify(std::uint16_t component, std::uint16_t command, const tdf::Fields &body)
    {
        send({.component = component, .command = command, .type = blaze::FrameType::Notify}, body);
    }
    void raw(const QByteArray &bytes) { m_stream->write(base::asBytes(bytes)); }
    void drop() { m_stream->abort(); }

private:
    ScriptedServer &m_server;
    net::StreamPtr m_stream;
    QByteArray m_head;
    bool m_upgraded = false;
    blaze::FrameReader m_reader;
};

class ScriptedServer
{
public:
    using Handler = std::function<void(ScriptedLink &link, const blaze::FrameHeader &header, const tdf::Fields &body)>;

    ScriptedServer(net::Network &network, quint16 port)
    {
        net::ListenOptions options;
        options.port = port;
        auto opened = network.listen(options, [this](net::StreamPtr stream) {
            links.push_back(std::make_unique<ScriptedLink>(*this, std::move(stream)));
        });
        Q_ASSERT(opened);
        m_listener = std::move(*opened);
    }
    // Commands nobody set get an empty answer, as the real server gives to what it does not know.
    void on(std::uint16_t component, std::uint16_t command, Handler handler)
    {
        handlers[{component, command}] = std::move(handler);
    }
    std::map<std::pair<std::uint16_t, std::uint16_t>, Handler> handlers;
    std::vector<std::unique_ptr<ScriptedLink>> links;
    std::vector<blaze::FrameHeader> requests;

private:
    std::unique_ptr<net::Listener> m_listener;
};

inline void ScriptedLink::send(blaze::FrameHeader header, const tdf::Fields &body)
{
    base::ByteBuffer frame;
    blaze::appendFrame(frame, header, base::asBytes(tdf::written(body)));
    m_stream->write(frame.view());
}

inline void ScriptedLink::onBytes(base::ByteView bytes)
{
    if (!m_upgraded) {
        m_head += base::asChars(bytes);
        if (!m_head.endsWith("\r\n\r\n"))
            return;
        m_upgraded = m_head.startsWith("GET /api/server/upgrade ");
        const QByteArray details = R"({"ident":"POCKET_RELAY_SERVER","version":"0.8.1"})";
        raw(m_upgraded
                ? QByteArray("HTTP/1.1 101 Switching Protocols\r\n\r\n")
                : "HTTP/1.1 200 OK\r\ncontent-length: " + QByteArray::number(details.size()) + "\r\n\r\n" + details);
        m_head.clear();
        return;
    }
    while (true) {
        const auto frame = m_reader.next(bytes);
        if (!frame || !*frame)
            return;
        const blaze::FrameHeader header = (*frame)->header;
        const auto body = tdf::parse((*frame)->body);
        Q_ASSERT(body); // what the simulated game sends can be read
        m_server.requests.push_back(header);
        const auto handler = m_server.handlers.find({header.component, header.command});
        if (handler != m_server.handlers.end())
            handler->second(*this, header, *body);
        else
            answer(header, {});
    }
}

} // namespace gameclient
