#pragma once
// A game's connection to a server in this process, without a connector or a socket: asks typed commands and keeps the
// messages shown to the player.

#include <core/base/bytebuffer.h>
#include <core/blaze/client.h>
#include <core/blaze/framereader.h>
#include <core/server/server.h>
#include <core/session/commands/authentication/login.h>
#include <core/session/commands/messaging/fetchmessages.h>
#include <tests/support/answers.h>

#include <QStringList>

namespace test {

class LocalGame final : private net::StreamHandler
{
public:
    explicit LocalGame(server::Server &server)
        : m_stream(server.openLocal({QHostAddress(QHostAddress::LocalHost), 40'000}))
    {
        m_stream->setHandler(this);
    }

    // Waits for the answer; whether it was a good one.
    template <class Request, class Response>
    bool ask(const blaze::Command<Request, Response> &command, const Request &request = {})
    {
        const std::uint32_t sequence = ++m_sequence;
        base::ByteBuffer out;
        blaze::appendRequest(out, command, sequence, request);
        m_stream->write(out.view());
        waitUntil([this, sequence] { return isClosed() || m_lastAnswer.sequence == sequence; });
        return !isClosed() && m_lastAnswer.type == blaze::FrameType::Response;
    }
    bool logIn(const QString &email, const QString &password)
    {
        return ask(session::authentication::login, {.email = email, .password = base::Secret(password.toUtf8())});
    }
    // What the last answer said.
    template <class Response>
    [[nodiscard]] Response lastBody() const
    {
        return *tdf::decode<Response>(base::asBytes(QByteArrayView(m_lastBody)));
    }
    [[nodiscard]] bool isClosed() const { return m_stream == nullptr; }

    QStringList messages; // SendMessage texts so far

private:
    void onBytes(base::ByteView bytes) override
    {
        while (true) {
            auto frame = m_reader.next(bytes);
            if (!frame || !*frame)
                return;
            if ((*frame)->header.type != blaze::FrameType::Notify) {
                m_lastAnswer = (*frame)->header;
                m_lastBody = base::toByteArray((*frame)->body);
            } else if (blaze::announces((*frame)->header, session::messaging::sendMessage)) {
                messages.append(blaze::decodeNotification(**frame, session::messaging::sendMessage)->text);
            }
        }
    }
    void onEnd() override { m_stream->close(); }
    void onClosed(net::CloseReason /*reason*/) override { m_stream.reset(); }

    net::StreamPtr m_stream;
    blaze::FrameReader m_reader {base::kFrameBodyCeiling};
    std::uint32_t m_sequence = 0;
    blaze::FrameHeader m_lastAnswer;
    QByteArray m_lastBody;
};

} // namespace test
