#pragma once
// A typed route: everything about it in one place. The router checks, in this order: access, path, query, content
// type and body; a handler sees only what could be read.
//
//     inline http::Route<Page, http::NoBody> listPlayers {
//         .method = http::Method::Get, .path = "/api/players", .access = adminToken, .handler = …};

#include <core/base/limits.h>
#include <core/base/result.h>
#include <core/http/jsonreader.h>
#include <core/http/pathreader.h>
#include <core/http/queryreader.h>
#include <core/http/responder.h>

#include <any>
#include <functional>

namespace http {

struct NoQuery // the query is not looked at
{
    static void read(QueryReader & /*in*/, NoQuery & /*out*/) {}
};
struct NoPath
{
    static void read(PathReader & /*in*/, NoPath & /*out*/) {}
};
struct NoBody // a body is skipped unread
{};
struct RawBody // any content type, the bytes as they are
{
    QByteArray bytes;
};

// Any other Body is a JSON object: static void read(JsonReader &in, Body &out).
template <class Body>
concept JsonBody = requires(JsonReader &in, Body &out)
{
    Body::read(in, out);
};

// What a check of the caller's rights gives: an identity for Request::identity, or the answer that refuses.
using AccessResult = base::Result<std::any, Response>;
// Calls `done` exactly once, now or later. Empty: open to everybody. The request lives until `done` was called.
using AccessCheck = std::function<void(const Request &request, MoveOnlyFunction<void(AccessResult)> done)>;

// What a handler gets. `request` lives as long as the handler's call: take copies along into later work.
template <class Query, class Body, class Path>
struct Call
{
    const Request &request;
    Path path;
    Query query;
    Body body;
};

template <class Query = NoQuery, class Body = NoBody, class Path = NoPath>
struct Route
{
    Method method = Method::Get;
    QByteArray path; // "/api/players/{id}/data/{key}"; fixed parts win over parameters
    AccessCheck access {};
    qsizetype bodyMax = base::kHttpBodyMax;
    std::function<void(Call<Query, Body, Path> call, Responder responder)> handler {};
};

} // namespace http
