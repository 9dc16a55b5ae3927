#pragma once
// A stream handler that writes down what it is told, for the tests of this folder.

#include <core/net/transport.h>

#include <QByteArray>

#include <functional>
#include <optional>

class Recorder : public net::StreamHandler
{
public:
    void onBytes(net::ByteView view) override
    {
        bytes.append(base::asChars(view));
        ++reads;
        if (whenBytes)
            whenBytes();
    }
    void onEnd() override
    {
        ++ends;
        if (whenEnd)
            whenEnd();
    }
    void onDrained() override
    {
        ++drains;
        if (whenDrained)
            whenDrained();
    }
    void onClosed(net::CloseReason reason) override
    {
        ++closes;
        closed = reason;
        if (whenClosed)
            whenClosed();
    }

    QByteArray bytes;
    int reads = 0;
    int ends = 0;
    int drains = 0;
    int closes = 0;
    std::optional<net::CloseReason> closed;
    std::function<void()> whenBytes;
    std::function<void()> whenEnd;
    std::function<void()> whenDrained;
    std::function<void()> whenClosed;
};
