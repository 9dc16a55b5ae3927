#include <core/server/routes/reportroutes.h>

#include <core/server/routes/answers.h>
#include <core/server/routes/jsontext.h>
#include <core/server/routes/pagequery.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace server {

using namespace Qt::StringLiterals;
using http::NoBody;
using http::NoQuery;
using http::Responder;
using http::Response;
using storage::GameReportRecord;

namespace {

using ReportsQuery = FilledPageQuery<quint64, 20>;

struct ReportPath // {id}
{
    quint32 id = 0;
    static void read(http::PathReader &in, ReportPath &out) { in.number("id", out.id); }
};

// The stored text word for word, so that no number loses a digit; "null" when it is no JSON object (an imported row
// may hold anything).
QByteArray dataJson(const QByteArray &stored, bool hidePlayers)
{
    const QJsonDocument document = QJsonDocument::fromJson(stored);
    if (!document.isObject())
        return "null";
    if (!hidePlayers)
        return stored;
    QJsonObject data = document.object();
    data[u"players"_s] = QJsonArray();
    return QJsonDocument(data).toJson(QJsonDocument::Compact);
}

QByteArray reportJson(const GameReportRecord &report, bool hidePlayers)
{
    return "{\"id\":" + QByteArray::number(report.id) + ",\"data\":" + dataJson(report.data, hidePlayers) +
           ",\"created_at\":" + jsonString(storage::toZuluText(report.createdAt).toUtf8()) +
           ",\"finished_at\":" + jsonString(storage::toZuluText(report.finishedAt).toUtf8()) + '}';
}

QByteArray pageJson(const storage::GameReportPage &page, const ReportsQuery &query, bool hidePlayers)
{
    QByteArray games;
    for (const GameReportRecord &report : page.rows)
        games += (games.isEmpty() ? "" : ",") + reportJson(report, hidePlayers);
    return "{\"games\":[" + games + "],\"more\":" + (query.more(page.total) ? "true" : "false") +
           ",\"total_pages\":" + QByteArray::number(query.pages(page.total)) +
           ",\"total_items\":" + QByteArray::number(page.total) + '}';
}

} // namespace

ReportRoutes::ReportRoutes(ApiAccess &access, GameAccess gameAccess, storage::GameReports &reports)
    : m_access(access)
    , m_gameAccess(gameAccess)
    , m_reports(reports)
{}

void ReportRoutes::addTo(http::Router &router)
{
    router.add(http::Route<ReportsQuery> {.path = "/api/game-reports",
                                          .access = m_access.optional(),
                                          .handler = [this](const auto &call, Responder responder) {
                                              if (const auto refusal = m_gameAccess.refusal(call.request))
                                                  return responder.send(*refusal);
                                              m_reports.page(
                                                  call.query.firstRow(), call.query.count,
                                                  [query = call.query, hide = m_gameAccess.hidesPlayers(call.request),
                                                   responder = std::move(responder)](auto page) mutable {
                                                      responder.send(page ? Response::json(pageJson(*page, query, hide))
                                                                          : answerFor(page.error()));
                                                  });
                                          }});
    router.add(http::Route<NoQuery, NoBody, ReportPath> {
        .path = "/api/game-reports/{id}",
        .access = m_access.optional(),
        .handler = [this](const auto &call, Responder responder) {
            if (const auto refusal = m_gameAccess.refusal(call.request))
                return responder.send(*refusal);
            m_reports.byId(call.path.id, [hide = m_gameAccess.hidesPlayers(call.request),
                                          responder = std::move(responder)](auto report) mutable {
                if (!report)
                    responder.send(answerFor(report.error()));
                else if (!*report)
                    responder.send(Response::text(404, u"Game not found"_s));
                else
                    responder.send(Response::json(reportJson(**report, hide)));
            });
        }});
}

} // namespace server
