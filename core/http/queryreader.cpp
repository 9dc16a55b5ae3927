#include <core/http/queryreader.h>

#include <core/http/decimal.h>

namespace http {

using namespace Qt::StringLiterals;

QueryReader::QueryReader(QByteArrayView query)
    : m_pairs(parseQuery(query))
{}

void QueryReader::text(QStringView name, QString &value)
{
    if (const QString *found = find(name))
        value = *found;
    else if (ok())
        fail(u"missing parameter `%1`"_s.arg(name));
}

void QueryReader::text(QStringView name, std::optional<QString> &value)
{
    if (const QString *found = find(name))
        value = *found;
}

void QueryReader::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = u"Failed to read query string: "_s + problem;
}

const QString *QueryReader::find(QStringView name)
{
    const QString *found = nullptr;
    for (const QueryPair &pair : m_pairs) {
        if (pair.name != name)
            continue;
        if (found) {
            fail(u"duplicate parameter `%1`"_s.arg(name));
            return nullptr;
        }
        found = &pair.value;
    }
    return found;
}

std::optional<quint64> QueryReader::digits(QStringView name, quint64 max)
{
    const QString *found = find(name);
    if (!found)
        return std::nullopt;
    const auto value = parseDecimal(*found, max);
    if (!value)
        fail(u"parameter `%1` is not a number in range"_s.arg(name));
    return value;
}

} // namespace http
