#pragma once
// Reads the query string of a request into typed values. Names are case-sensitive, unknown ones ignored. A known name
// given twice, or a value that does not fit, fails the whole query (400).
//
//     struct Page { quint64 offset = 0; quint8 count = 20;
//                   static void read(QueryReader &in, Page &out) { in.number(u"offset", out.offset); … } };

#include <core/http/percent.h>

#include <QString>
#include <QStringView>

#include <concepts>
#include <limits>
#include <optional>

namespace http {

class QueryReader
{
public:
    explicit QueryReader(QByteArrayView query);

    // Absent: `value` keeps what it holds. Digits only: no sign, no fraction; leading zeros are fine.
    template <std::unsigned_integral T>
    void number(QStringView name, T &value)
    {
        if (const auto read = digits(name, std::numeric_limits<T>::max()))
            value = static_cast<T>(*read);
    }
    template <std::unsigned_integral T>
    void number(QStringView name, std::optional<T> &value)
    {
        if (const auto read = digits(name, std::numeric_limits<T>::max()))
            value = static_cast<T>(*read);
    }
    void text(QStringView name, QString &value); // must be there, may be empty
    void text(QStringView name, std::optional<QString> &value);
    void fail(const QString &problem);

    [[nodiscard]] bool ok() const { return m_problem.isEmpty(); }
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    [[nodiscard]] const QString *find(QStringView name);
    [[nodiscard]] std::optional<quint64> digits(QStringView name, quint64 max);

    std::vector<QueryPair> m_pairs;
    QString m_problem;
};

} // namespace http
