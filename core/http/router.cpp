#include <core/http/router.h>

#include <algorithm>

namespace http {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kApi = "/api/";

bool isParameter(QByteArrayView segment)
{
    return segment.size() > 2 && segment.startsWith('{') && segment.endsWith('}');
}

// Takes the first segment off "/a/b": "a", leaving "/b".
QByteArrayView takeSegment(QByteArrayView &path)
{
    const qsizetype end = path.indexOf('/', 1);
    const QByteArrayView segment = end < 0 ? path.sliced(1) : path.sliced(1, end - 1);
    path = end < 0 ? QByteArrayView() : path.sliced(end);
    return segment;
}

// "application/json" and "application/…+json", in any case and with any parameters.
bool isJsonType(std::optional<QByteArrayView> value)
{
    if (!value)
        return false;
    const qsizetype end = value->indexOf(';');
    const QByteArray type = (end < 0 ? *value : value->first(end)).toByteArray().trimmed().toLower();
    return type == "application/json" ||
           (type.startsWith("application/") && type.endsWith("+json") && type.size() > 17);
}

} // namespace

Router::Router()
    : m_fallback([](const Request & /*request*/, Responder responder) { responder.send(Response::empty(404)); })
{}

Router::~Router() = default;

void Router::insert(Entry entry)
{
    Q_ASSERT(entry.path.startsWith('/'));
    std::vector<QByteArray> names;
    Node *node = &m_root;
    for (QByteArrayView rest = entry.path; !rest.isEmpty();) {
        const QByteArrayView segment = takeSegment(rest);
        std::unique_ptr<Node> *next = nullptr;
        if (isParameter(segment)) {
            names.push_back(segment.sliced(1, segment.size() - 2).toByteArray());
            next = &node->parameter;
        } else {
            next = &node->fixed[segment.toByteArray()];
        }
        if (!*next)
            *next = std::make_unique<Node>();
        node = next->get();
    }
    Q_ASSERT(std::none_of(node->entries.begin(), node->entries.end(),
                          [&](const auto &other) { return other->method == entry.method; }));
    Q_ASSERT(node->entries.empty() || node->parameterNames == names);
    node->parameterNames = std::move(names);
    node->entries.push_back(std::make_shared<const Entry>(std::move(entry)));
}

// Fixed segments first; a parameter takes any segment that is not empty. `raw` collects what parameters took.
const Router::Node *Router::match(const Node &node, QByteArrayView rest, std::vector<QByteArrayView> &raw)
{
    if (rest.isEmpty())
        return node.entries.empty() ? nullptr : &node;
    QByteArrayView below = rest;
    const QByteArrayView segment = takeSegment(below);
    if (const auto found = node.fixed.find(segment); found != node.fixed.end()) {
        if (const Node *end = match(*found->second, below, raw))
            return end;
    }
    if (!node.parameter || segment.isEmpty())
        return nullptr;
    raw.push_back(segment);
    if (const Node *end = match(*node.parameter, below, raw))
        return end;
    raw.pop_back();
    return nullptr;
}

QByteArray Router::allowed(const Node &node)
{
    QByteArray allow;
    for (const auto &entry : node.entries) {
        allow.append(allow.isEmpty() ? "" : ",").append(methodName(entry->method));
        if (entry->method == Method::Get)
            allow.append(",HEAD");
    }
    return allow;
}

void Router::onRequest(const std::shared_ptr<Exchange> &exchange)
{
    const RequestHead &head = exchange->request().head;
    std::vector<QByteArrayView> raw;
    const Node *node = head.path.startsWith('/') ? match(m_root, head.path, raw) : nullptr;
    if (!node) {
        exchange->setRoute("a path without a route");
        m_fallback(exchange->request(), Responder(exchange));
        return;
    }
    exchange->setRoute(node->entries.front()->path);
    const bool isApi = node->entries.front()->path.startsWith(kApi);
    if (isApi)
        exchange->addToAnswer("access-control-allow-origin", "*");
    const Method wanted = head.method == Method::Head ? Method::Get : head.method;
    const auto entry = std::find_if(node->entries.begin(), node->entries.end(),
                                    [&](const auto &candidate) { return candidate->method == wanted; });
    if (entry == node->entries.end()) {
        exchange->answer(withoutMethod(*node, isApi && head.method == Method::Options));
        return;
    }
    Parameters parameters;
    for (std::size_t i = 0; i < raw.size(); ++i)
        parameters.push_back({node->parameterNames[i], raw[i].toByteArray()});
    run(*entry, exchange, std::move(parameters));
}

Response Router::withoutMethod(const Node &node, bool preflight)
{
    Response response = Response::empty(preflight ? 204 : 405);
    response.headers.add("allow", allowed(node));
    if (preflight) {
        response.headers.add("access-control-allow-methods", "*");
        response.headers.add("access-control-allow-headers", "*");
    }
    return response;
}

void Router::run(const std::shared_ptr<const Entry> &entry, const std::shared_ptr<Exchange> &exchange,
                 Parameters parameters)
{
    if (!entry->access) {
        afterAccess(*entry, exchange, parameters);
        return;
    }
    entry->access(exchange->request(), [entry, exchange, parameters = std::move(parameters)](AccessResult result) {
        if (!result) {
            exchange->answer(result.error());
            return;
        }
        exchange->request().identity = *std::move(result);
        afterAccess(*entry, exchange, parameters);
    });
}

void Router::afterAccess(const Entry &entry, const std::shared_ptr<Exchange> &exchange, const Parameters &parameters)
{
    auto withBody = entry.prepare(exchange->request(), parameters);
    if (!withBody) {
        exchange->answer(Response::text(400, withBody.error()));
        return;
    }
    if (entry.bodyKind == BodyKind::None) {
        (*withBody)(exchange, {});
        return;
    }
    if (entry.bodyKind == BodyKind::Json && !isJsonType(exchange->request().head.headers.first("content-type"))) {
        exchange->answer(Response::text(415, u"Expected request with `Content-Type: application/json`"_s));
        return;
    }
    // The exchange keeps the callback until the body is there: no circle of owners.
    exchange->wantBody(entry.bodyMax,
                       [weak = std::weak_ptr(exchange), run = *std::move(withBody)](QByteArray body) mutable {
                           if (const auto alive = weak.lock())
                               run(alive, std::move(body));
                       });
}

Response Router::unreadableJson(const QString &problem)
{
    return Response::text(400, u"Failed to parse the request body as JSON: "_s + problem);
}

Response Router::unfitJson(const QString &problem)
{
    return Response::text(422, u"Failed to read the JSON body: "_s + problem);
}

} // namespace http
