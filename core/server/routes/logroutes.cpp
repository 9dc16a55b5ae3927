#include <core/server/routes/logroutes.h>

#include <core/base/limits.h>
#include <core/server/routes/answers.h>
#include <core/telemetry/logpart.h>

namespace server {

using http::Method;
using http::Responder;
using http::Response;

namespace {

Response answerWith(const base::Result<QByteArray, QString> &log)
{
    if (!log)
        return Response::empty(500);
    Response response = Response::text(200, {});
    response.body = *log;
    return response;
}

bool isSuperAdmin(const http::Request &request)
{
    return callerOf(request)->role == storage::PlayerRole::SuperAdmin;
}

} // namespace

LogRoutes::LogRoutes(ApiAccess &access, FileWork &files, QString folder)
    : m_access(access)
    , m_files(files)
    , m_folder(std::move(folder))
{}

void LogRoutes::addTo(http::Router &router)
{
    // The responder is shared: a refused job must still be answered.
    using Shared = std::shared_ptr<Responder>;
    router.add(http::Route<> {
        .path = "/api/server/log",
        .access = m_access.admin(),
        .handler = [this](const auto &call, Responder responder) {
            if (!isSuperAdmin(call.request))
                return responder.send(Response::empty(403));
            using Log = base::Result<QByteArray, QString>;
            const Shared shared = std::make_shared<Responder>(std::move(responder));
            if (!m_files.run<Log>([folder = m_folder] { return telemetry::newestLog(folder, base::kServerLogMax); },
                                  [shared](const Log &log) { shared->send(answerWith(log)); }))
                shared->send(busy());
        }});
    router.add(http::Route<> {.method = Method::Delete,
                              .path = "/api/server/log",
                              .access = m_access.admin(),
                              .handler = [this](const auto &call, Responder responder) {
                                  if (!isSuperAdmin(call.request))
                                      return responder.send(Response::empty(403));
                                  using Cleared = base::Result<void, QString>;
                                  const Shared shared = std::make_shared<Responder>(std::move(responder));
                                  if (!m_files.run<Cleared>([folder = m_folder] { return telemetry::clearLog(folder); },
                                                            [shared](const Cleared &cleared) {
                                                                shared->send(Response::empty(cleared ? 200 : 500));
                                                            }))
                                      shared->send(busy());
                              }});
}

} // namespace server
