#include <core/server/staticfiles.h>

#include <core/base/limits.h>
#include <core/server/staticpath.h>

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace server {

using namespace Qt::StringLiterals;

namespace {

// What one answer was promised; a file that has changed since is broken off.
struct FileState
{
    qint64 size = 0;
    QDateTime changed;

    [[nodiscard]] static FileState of(const QFileInfo &info) { return {info.size(), info.lastModified()}; }
    bool operator==(const FileState &) const = default;
};

// Opens the file anew for each piece: a thousand slow clients hold no file open.
class FileSource final : public http::BodySource
{
public:
    FileSource(QString path, FileState state)
        : m_path(std::move(path))
        , m_state(std::move(state))
    {}
    [[nodiscard]] qint64 size() const override { return m_state.size; }
    [[nodiscard]] QByteArray read(qsizetype bytesMax) override
    {
        if (FileState::of(QFileInfo(m_path)) != m_state)
            return {};
        QFile file(m_path);
        if (!file.open(QIODevice::ReadOnly) || !file.seek(m_at))
            return {};
        QByteArray bytes = file.read(std::min(bytesMax, base::kStaticChunk));
        m_at += bytes.size();
        return bytes;
    }

private:
    QString m_path;
    FileState m_state;
    qint64 m_at = 0;
};

QByteArray tagOf(const FileState &state)
{
    return '"' + QByteArray::number(state.size, 16) + '-' + QByteArray::number(state.changed.toMSecsSinceEpoch(), 16) +
           '"';
}

// Whether the client has the file of that tag already.
bool hasTag(const http::Headers &headers, const QByteArray &tag)
{
    const auto known = headers.first("if-none-match");
    if (!known)
        return false;
    for (QByteArray entry : known->toByteArray().split(',')) {
        entry = entry.trimmed();
        if (entry == "*" || entry == tag || entry == "W/" + tag)
            return true;
    }
    return false;
}

} // namespace

StaticFiles::StaticFiles(QString folder)
    : m_folder(std::move(folder))
{}

void StaticFiles::answer(const http::Request &request, http::Responder responder) const
{
    const http::Method method = request.head.method;
    if (method == http::Method::Get || method == http::Method::Head)
        return responder.send(fileFor(request.head));
    http::Response refusal = http::Response::empty(405);
    refusal.headers.add("allow", "GET,HEAD");
    responder.send(std::move(refusal));
}

QString StaticFiles::inside(const QString &relative) const
{
    const QString root = QFileInfo(m_folder).canonicalFilePath();
    if (root.isEmpty())
        return {};
    const QString path = QFileInfo(root + u'/' + relative).canonicalFilePath();
    const QString within = root.endsWith(u'/') ? root : root + u'/';
    return path.startsWith(within) && QFileInfo(path).isFile() ? path : QString();
}

http::Response StaticFiles::fileFor(const http::RequestHead &head) const
{
    if (head.path.startsWith("/api/"))
        return http::Response::empty(404);
    const auto relative = staticPathOf(head.path);
    const QString path = relative ? inside(*relative) : QString();
    const QFileInfo info(path);
    if (path.isEmpty() || !info.isReadable())
        return http::Response::empty(404);
    const FileState state = FileState::of(info);
    http::Response response;
    response.contentType = staticTypeOf(*relative);
    response.source = std::make_shared<FileSource>(path, state);
    if (relative->startsWith(u"content/"_s))
        return response;
    const QByteArray tag = tagOf(state);
    response.headers.add("etag", tag);
    // The dashboard's built files carry a hash of their content in the name; all others are asked for again.
    response.headers.add("cache-control", relative->startsWith(u"_app/immutable/"_s)
                                              ? QByteArrayView("public, max-age=31536000, immutable")
                                              : QByteArrayView("no-cache"));
    if (hasTag(head.headers, tag)) {
        response.status = 304;
        response.contentType.clear();
        response.source.reset();
    }
    return response;
}

} // namespace server
