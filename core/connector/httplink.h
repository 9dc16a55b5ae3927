#pragma once
// A tunnel in stream form, the client's end: frames over the raw stream behind an upgrade. What the server does not
// take at once waits in a bounded queue. A server that has sent a keep-alive on this stream and then nothing for 35 s
// is gone; the oldest servers never send any, and there the stream itself decides. Network thread.

#include <core/base/clock.h>
#include <core/net/network.h>
#include <core/tunnel/framequeue.h>
#include <core/tunnel/framereader.h>
#include <core/tunnel/link.h>

namespace connector {

class HttpLink final : public tunnel::Link, private net::StreamHandler
{
public:
    // `leftover` came behind the answer to the upgrade and is the first of the stream; `roundTrip` is what the upgrade
    // took.
    HttpLink(net::Network &network, const base::Clock &clock, net::StreamPtr stream, const QByteArray &leftover,
             std::chrono::microseconds roundTrip, tunnel::LinkHandler &handler);
    ~HttpLink() override;

    void send(quint8 index, tunnel::ByteView payload) override;
    [[nodiscard]] tunnel::Form form() const override { return tunnel::Form::Http; }
    [[nodiscard]] std::optional<std::chrono::microseconds> roundTrip() const override { return m_roundTrip; }

private:
    void onBytes(net::ByteView bytes) override;
    void onEnd() override;
    void onDrained() override;
    void onClosed(net::CloseReason reason) override;
    void answerKeepAlive();
    void write(quint8 index, tunnel::ByteView payload);
    void watchSilence();
    void lose();

    const base::Clock &m_clock;
    std::chrono::microseconds m_roundTrip;
    tunnel::LinkHandler &m_handler;
    tunnel::FrameReader m_reader;
    tunnel::FrameQueue m_queue;
    bool m_sawKeepAlive = false;
    bool *m_destroyed = nullptr; // set while a callback runs
    base::MonotonicTime m_heardAt;
    base::ScopedTimer m_silenceTimer;
    base::ScopedTimer m_later;
    net::StreamPtr m_stream;
};

} // namespace connector
