#pragma once
// One connection to a server of the publisher, in the game's part: SSL 3.0, one question at a time. What comes without
// having been asked is passed over. Destroying it drops the connection. Network thread.
//
// SSL 3.0 proves nothing about who answers: whoever can bend the way to that server can play it.

#include <core/blaze/client.h>
#include <core/blaze/framereader.h>
#include <core/connector/ssl3stream.h>
#include <core/net/network.h>
#include <core/retriever/retrieveerror.h>
#include <core/ssl3/crypto.h>

#include <QByteArray>

#include <type_traits>

namespace retriever {

struct LinkTarget
{
    QString host; // a name or an address
    quint16 port = 0;
};

class OfficialLink final : private net::StreamHandler, private connector::Ssl3Observer
{
public:
    template <class Response>
    using Answer = base::MoveOnlyFunction<void(base::Result<Response, RetrieveError>)>;

    // Connects at once. Crypto and random outlive it. `unreachable` is what a failure before the first answer means.
    OfficialLink(net::Network &network, base::Random &random, const ssl3::Crypto &crypto, const LinkTarget &target,
                 RetrieveError unreachable);
    ~OfficialLink() override = default;

    // `done` runs later, once, unless the link is destroyed before; it may destroy the link. After a failure other than
    // Refused every further question fails.
    template <class Request, class Response>
    void ask(const blaze::Command<Request, Response> &command, const Request &request,
             std::type_identity_t<Answer<Response>> done)
    {
        base::ByteBuffer bytes;
        blaze::appendRequest(bytes, command, m_sequence, request);
        askBytes(bytes.view(), command.key(), [done = std::move(done)](FrameResult frame) mutable {
            if (!frame)
                return done(base::failure(frame.error()));
            if ((*frame)->header.type == blaze::FrameType::Error)
                return done(base::failure(RetrieveError::Refused));
            auto response = tdf::decode<Response>((*frame)->body);
            if (!response)
                return done(base::failure(RetrieveError::BadAnswer));
            done(std::move(*response));
        });
    }

private:
    using FrameResult = base::Result<const blaze::Frame *, RetrieveError>; // valid during the call
    void askBytes(base::ByteView request, std::uint32_t key, base::MoveOnlyFunction<void(FrameResult)> done);
    void connected(base::Result<net::StreamPtr, net::NetError> stream);
    void awaitAnswer();
    void fail(RetrieveError error);

    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;
    void onSsl3Open(ssl3::CipherSuite suite) override;
    void onSsl3Problem(connector::Ssl3Problem problem, const ssl3::Failure &failure) override;

    net::Network &m_network;
    base::Random &m_random;
    const ssl3::Crypto &m_crypto;
    RetrieveError m_unreachable;
    std::optional<RetrieveError> m_failed;
    bool m_open = false;
    std::uint32_t m_sequence = 0;
    std::uint32_t m_awaitedKey = 0;
    base::ByteBuffer m_waiting; // asked before there was a connection
    base::MoveOnlyFunction<void(FrameResult)> m_done;
    blaze::FrameReader m_reader;
    base::ScopedTimer m_timer;
    net::Lifeline m_lifeline;
    std::unique_ptr<net::ConnectAttempt> m_attempt;
    std::unique_ptr<connector::Ssl3Stream> m_stream; // last: goes first
};

} // namespace retriever
