#pragma once
// Reads the {parameters} of a route's path. They are percent-decoded once; bytes that are no UTF-8 or a value that
// does not fit fail the path (400).
//
//     struct ById { quint32 id = 0;
//                   static void read(PathReader &in, ById &out) { in.number("id", out.id); } };

#include <core/http/percent.h>

#include <QString>

#include <concepts>
#include <limits>
#include <vector>

namespace http {

struct PathParameter
{
    QByteArray name;
    QByteArray raw; // as sent
};

class PathReader
{
public:
    explicit PathReader(const std::vector<PathParameter> &parameters)
        : m_parameters(parameters)
    {}

    template <std::unsigned_integral T>
    void number(QByteArrayView name, T &value)
    {
        value = static_cast<T>(digits(name, std::numeric_limits<T>::max()));
    }
    void text(QByteArrayView name, QString &value);
    void fail(const QString &problem);

    [[nodiscard]] bool ok() const { return m_problem.isEmpty(); }
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    [[nodiscard]] quint64 digits(QByteArrayView name, quint64 max);

    const std::vector<PathParameter> &m_parameters;
    QString m_problem;
};

} // namespace http
