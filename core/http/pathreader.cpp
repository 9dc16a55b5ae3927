#include <core/http/pathreader.h>

#include <core/http/decimal.h>

#include <algorithm>

namespace http {

using namespace Qt::StringLiterals;

void PathReader::text(QByteArrayView name, QString &value)
{
    const auto found = std::find_if(m_parameters.begin(), m_parameters.end(),
                                    [&](const PathParameter &parameter) { return parameter.name == name; });
    Q_ASSERT(found != m_parameters.end()); // the route's path and its Path type belong together
    const auto decoded = percentDecodedText(found->raw);
    if (decoded)
        value = *decoded;
    else
        fail(u"`%1` is not UTF-8"_s.arg(QLatin1StringView(name)));
}

void PathReader::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = u"Invalid URL: "_s + problem;
}

quint64 PathReader::digits(QByteArrayView name, quint64 max)
{
    QString value;
    text(name, value);
    if (!ok())
        return 0;
    const auto number = parseDecimal(value, max);
    if (!number)
        fail(u"`%1` is not a number in range"_s.arg(QLatin1StringView(name)));
    return number.value_or(0);
}

} // namespace http
