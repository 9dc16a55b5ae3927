#include <core/http/responder.h>

#include <core/http/log.h>

namespace http {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logHttp, "app.http", QtInfoMsg)

Responder &Responder::operator=(Responder &&other) noexcept
{
    if (this != &other) {
        dropped();
        m_exchange = std::exchange(other.m_exchange, {});
    }
    return *this;
}

Responder::~Responder()
{
    dropped();
}

void Responder::send(Response response)
{
    if (const auto exchange = std::exchange(m_exchange, {}).lock())
        exchange->answer(std::move(response));
}

void Responder::upgrade(QByteArrayView protocol, UpgradeCallback callback)
{
    if (const auto exchange = std::exchange(m_exchange, {}).lock())
        exchange->upgrade(Response::switchingProtocols(protocol), std::move(callback));
}

void Responder::dropped()
{
    const auto exchange = std::exchange(m_exchange, {}).lock();
    if (!exchange)
        return;
    qCWarning(logHttp).noquote() << "no answer was given to" << methodName(exchange->request().head.method)
                                 << exchange->route();
    exchange->answer(Response::text(500, u"Internal server error"_s));
}

} // namespace http
