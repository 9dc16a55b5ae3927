#include <core/retriever/namelookup.h>

#include <core/base/limits.h>

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace retriever {

using namespace Qt::StringLiterals;

namespace {
const QString kService = u"cloudflare-dns.com"_s;
} // namespace

NameLookup::NameLookup(net::Network &network, const QString &name, Done done)
    : m_network(network)
    , m_name(name)
    , m_done(std::move(done))
    , m_soon(network)
{
    if (name == u"localhost" || !QHostAddress(name).isNull()) {
        m_soon.start(std::chrono::milliseconds(0), [this] { give(m_name); });
        return;
    }
    m_system = network.resolve(name, [this](const auto &address) { resolved(address); });
}

void NameLookup::resolved(const base::Result<QHostAddress, net::NetError> &address)
{
    if (!address)
        return give(std::nullopt);
    if (address->isLoopback())
        return askPublicService();
    give(address->toString());
}

void NameLookup::askPublicService()
{
    http::FetchRequest request;
    request.server = {.host = kService, .port = 443, .tls = true, .deadline = base::kConnectDeadline};
    request.target = "/dns-query?name=" + QUrl::toPercentEncoding(m_name) + "&type=A";
    request.headers = {{"accept", "application/dns-json"}, {"host", kService.toLatin1()}, {"connection", "close"}};
    request.deadline = base::kRetrieverAnswerDeadline;
    m_fetch = http::fetch(m_network, std::move(request), [this](const auto &answer) {
        give(answer && answer->head.status == 200 ? addressInAnswer(answer->body) : std::nullopt);
    });
}

void NameLookup::give(std::optional<QString> address)
{
    auto done = std::move(m_done);
    done(std::move(address)); // this object may be gone behind here
}

std::optional<QString> addressInAnswer(const QByteArray &json)
{
    // Names may lead to further names first; the address stands last.
    const QJsonArray answers = QJsonDocument::fromJson(json).object()[u"Answer"_s].toArray();
    const QHostAddress address(answers.isEmpty() ? QString() : answers.last()[u"data"_s].toString());
    bool ok = false;
    address.toIPv4Address(&ok);
    if (!ok || address.isLoopback())
        return std::nullopt;
    return address.toString();
}

} // namespace retriever
