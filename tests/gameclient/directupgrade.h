#pragma once
// The upgrade a connector would make, written out by hand: for tests that go straight to a server.

#include <core/base/bytebuffer.h>
#include <core/base/moveonlyfunction.h>
#include <core/net/network.h>

#include <QUrl>

#include <memory>

namespace gameclient {

class DirectUpgrade final : private net::StreamHandler
{
public:
    using Done = base::MoveOnlyFunction<void(base::Result<net::StreamPtr, QString>)>;

    // `done` runs once, later; the upgrade may be destroyed inside it.
    DirectUpgrade(net::Network &network, const QUrl &base, Done done);
    ~DirectUpgrade() override;

private:
    void onBytes(base::ByteView bytes) override;
    void onEnd() override;
    void onClosed(net::CloseReason reason) override;
    void give(base::Result<net::StreamPtr, QString> result);

    QUrl m_base;
    Done m_done;
    QByteArray m_head;
    std::unique_ptr<net::ConnectAttempt> m_attempt;
    net::StreamPtr m_stream;
};

} // namespace gameclient
