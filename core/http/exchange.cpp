#include <core/http/exchange.h>

namespace http {

void Exchange::answer(Response response)
{
    if (m_answered)
        return;
    m_answered = true;
    decorate(response);
    deliver(std::move(response));
}

void Exchange::upgrade(Response response, UpgradeCallback callback)
{
    if (m_answered)
        return;
    m_answered = true;
    decorate(response);
    deliverUpgrade(std::move(response), std::move(callback));
}

void Exchange::decorate(Response &response) const
{
    for (int i = 0; i < m_answerHeaders.count(); ++i) {
        const Headers::Line line = m_answerHeaders.at(i);
        if (!response.headers.contains(line.name))
            response.headers.add(line.name, line.value);
    }
}

} // namespace http
