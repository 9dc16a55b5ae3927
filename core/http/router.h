#pragma once
// Finds the route of a request and runs its checks. GET routes also answer HEAD; a path whose routes have another
// method gets 405 with Allow. Below "/api/" existing routes answer OPTIONS by themselves (204) and every answer
// allows all origins. Everything without a route goes to the fallback.
// Rejections: 400 path, query or JSON unreadable; 415 a JSON body without a JSON content type; 422 fields of it.

#include <core/http/route.h>

#include <map>
#include <memory>
#include <vector>

namespace http {

class Router final : public RequestHandler
{
public:
    using Fallback = std::function<void(const Request &request, Responder responder)>;

    Router();
    ~Router() override;

    // Adding the same method and path twice is a fault of ours.
    template <class Query, class Body, class Path>
    void add(Route<Query, Body, Path> route);
    // Answers what has no route; 404 without a body until set.
    void setFallback(Fallback fallback) { m_fallback = std::move(fallback); }

    void onRequest(const std::shared_ptr<Exchange> &exchange) override;

private:
    enum class BodyKind {
        None,
        Raw,
        Json,
    };
    using Parameters = std::vector<PathParameter>;
    // Reads path and query (the error is the text of a 400) and returns what runs with the body.
    using WithBody = MoveOnlyFunction<void(const std::shared_ptr<Exchange> &exchange, QByteArray body)>;
    using Prepare =
        std::function<base::Result<WithBody, QString>(const Request &request, const Parameters &parameters)>;
    struct Entry
    {
        Method method = Method::Get;
        QByteArray path;
        AccessCheck access;
        qsizetype bodyMax = 0;
        BodyKind bodyKind = BodyKind::None;
        Prepare prepare;
    };
    struct Node // one segment of the path tree
    {
        std::map<QByteArray, std::unique_ptr<Node>, std::less<>> fixed;
        std::unique_ptr<Node> parameter;
        std::vector<std::shared_ptr<const Entry>> entries; // one a method
        std::vector<QByteArray> parameterNames;            // of the path that ends here
    };

    void insert(Entry entry);
    [[nodiscard]] static const Node *match(const Node &node, QByteArrayView rest, std::vector<QByteArrayView> &raw);
    [[nodiscard]] static QByteArray allowed(const Node &node);
    // The answer when the path has routes, but none for the method.
    [[nodiscard]] static Response withoutMethod(const Node &node, bool preflight);
    static void run(const std::shared_ptr<const Entry> &entry, const std::shared_ptr<Exchange> &exchange,
                    Parameters parameters);
    static void afterAccess(const Entry &entry, const std::shared_ptr<Exchange> &exchange,
                            const Parameters &parameters);

    template <class Body>
    [[nodiscard]] static base::Result<Body, Response> readBody(QByteArray bytes);
    [[nodiscard]] static Response unreadableJson(const QString &problem);
    [[nodiscard]] static Response unfitJson(const QString &problem);

    Node m_root;
    Fallback m_fallback;
};

template <class Body>
base::Result<Body, Response> Router::readBody(QByteArray bytes)
{
    if constexpr (JsonBody<Body>) {
        auto reader = JsonReader::parse(bytes);
        if (!reader)
            return base::failure(unreadableJson(reader.error()));
        Body body;
        Body::read(*reader, body);
        if (!reader->ok())
            return base::failure(unfitJson(reader->problem()));
        return body;
    } else if constexpr (std::is_same_v<Body, RawBody>) {
        return RawBody {std::move(bytes)};
    } else {
        static_assert(std::is_same_v<Body, NoBody>,
                      "a body is NoBody, RawBody or has static read(JsonReader &, Body &)");
        return NoBody {};
    }
}

template <class Query, class Body, class Path>
void Router::add(Route<Query, Body, Path> route)
{
    Entry entry;
    entry.method = route.method;
    entry.path = route.path;
    entry.access = std::move(route.access);
    entry.bodyMax = route.bodyMax;
    entry.bodyKind = JsonBody<Body> ? BodyKind::Json : std::is_same_v<Body, RawBody> ? BodyKind::Raw : BodyKind::None;
    entry.prepare = [handler = std::make_shared<const decltype(route.handler)>(std::move(route.handler))](
                        const Request &request, const Parameters &parameters) -> base::Result<WithBody, QString> {
        PathReader pathReader(parameters);
        Path path;
        Path::read(pathReader, path);
        if (!pathReader.ok())
            return base::failure(pathReader.problem());
        QueryReader queryReader(request.head.query);
        Query query;
        Query::read(queryReader, query);
        if (!queryReader.ok())
            return base::failure(queryReader.problem());
        return WithBody([handler, path = std::move(path), query = std::move(query)](
                            const std::shared_ptr<Exchange> &exchange, QByteArray bytes) mutable {
            auto body = readBody<Body>(std::move(bytes));
            if (!body) {
                exchange->answer(body.error());
                return;
            }
            (*handler)(
                Call<Query, Body, Path> {exchange->request(), std::move(path), std::move(query), *std::move(body)},
                Responder(exchange));
        });
    };
    insert(std::move(entry));
}

} // namespace http
