#pragma once
// What a game does first: SSL 3.0 to the redirector, GetServerInstance, and the address of the Blaze port out of the
// answer. Network thread; destroying it cancels it.

#include <core/base/moveonlyfunction.h>
#include <core/base/random.h>
#include <core/blaze/framereader.h>
#include <core/connector/ssl3stream.h>
#include <core/net/network.h>
#include <core/ssl3/crypto.h>

#include <memory>

namespace gameclient {

struct BlazeAddress
{
    QString host;
    quint16 port = 0;
};

class RedirectorQuery final : private net::StreamHandler, private connector::Ssl3Observer
{
public:
    using Done = base::MoveOnlyFunction<void(base::Result<BlazeAddress, QString>)>;

    // `done` runs once, later; the query may be destroyed inside it.
    RedirectorQuery(net::Network &network, base::Random &random, const ssl3::Crypto &crypto, const QString &host,
                    quint16 port, Done done);
    ~RedirectorQuery() override;

private:
    void connected(net::StreamPtr stream);
    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;
    void onSsl3Open(ssl3::CipherSuite suite) override;
    void onSsl3Problem(connector::Ssl3Problem problem, const ssl3::Failure &failure) override;
    void read(const blaze::Frame &frame);
    void give(base::Result<BlazeAddress, QString> result);

    net::Network &m_network;
    base::Random &m_random;
    const ssl3::Crypto &m_crypto;
    Done m_done;
    blaze::FrameReader m_reader;
    QString m_problem; // of the SSL layer
    std::unique_ptr<net::ConnectAttempt> m_attempt;
    std::unique_ptr<connector::Ssl3Stream> m_stream;
};

} // namespace gameclient
