#pragma once
// An answer as a value, and how it is written. Always with Content-Length (not on 1xx and 204), never chunked, never
// compressed; header names in lower case: the published clients hand our headers and body on unchanged.

#include <core/http/message.h>

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <optional>

namespace http {

// A body too large to be held as a whole: read piece by piece, as fast as the client takes it. Network thread.
class BodySource
{
public:
    BodySource() = default;
    BodySource(const BodySource &) = delete;
    BodySource &operator=(const BodySource &) = delete;
    virtual ~BodySource() = default;
    [[nodiscard]] virtual qint64 size() const = 0;
    // The next bytes, at most `bytesMax`. None before size() were given breaks the connection off: its client has been
    // promised more.
    [[nodiscard]] virtual QByteArray read(qsizetype bytesMax) = 0;
};

struct Response
{
    int status = 200;
    QByteArray contentType; // empty: no Content-Type header
    QByteArray body;
    std::shared_ptr<BodySource> source {}; // instead of body
    Headers headers;                       // further ones; content-type, content-length and connection are the writer's

    [[nodiscard]] static Response empty(int status);
    // "text/plain; charset=utf-8". Clients show the text to their user: short, human, nothing internal.
    [[nodiscard]] static Response text(int status, const QString &text);
    // Without a Content-Type, as the answers of the token check.
    [[nodiscard]] static Response bare(int status, QByteArray body);
    [[nodiscard]] static Response json(const QJsonObject &object, int status = 200);
    [[nodiscard]] static Response json(QByteArray document, int status = 200);
    [[nodiscard]] static Response xml(QByteArray document, int status = 200); // "text/xml"
    [[nodiscard]] qint64 bodySize() const { return source ? source->size() : body.size(); }
    // 101 with "connection: upgrade" and "upgrade: <protocol>".
    [[nodiscard]] static Response switchingProtocols(QByteArrayView protocol);
};

enum class Persist {
    KeepAlive,
    Close, // "connection: close"
};

// What of the request decides about the shape of the answer.
struct AnswerTo
{
    int versionMinor = 1;
    bool head = false; // answer to HEAD: all headers, no body
    Persist persist = Persist::KeepAlive;
};

// Appends the head, with the empty line, to `out`; the body is the caller's to send behind it.
void appendHead(QByteArray &out, const Response &response, const AnswerTo &to);
// Whether a body follows that head.
[[nodiscard]] bool sendsBody(const Response &response, const AnswerTo &to);

[[nodiscard]] QByteArrayView reasonOf(int status);

} // namespace http
