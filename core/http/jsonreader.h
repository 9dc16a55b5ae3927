#pragma once
// Reads a JSON body into typed values. Text that is no JSON object document (not UTF-8, a byte order mark, anything
// behind the value) is 400; a field that is missing, null, of the wrong type or given twice is 422. Unknown fields
// are ignored.
//
//     struct Login { QString email; QString password;
//                    static void read(JsonReader &in, Login &out) { in.string(u"email"_s, out.email); … } };

#include <core/base/result.h>

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QString>

#include <concepts>
#include <limits>
#include <optional>

namespace http {

class JsonReader
{
public:
    // The error is a text for the 400 answer.
    [[nodiscard]] static base::Result<JsonReader, QString> parse(const QByteArray &body);

    // Whether the field is there and not null.
    [[nodiscard]] bool has(const QString &name) const
    {
        return !m_object.value(name).isNull() && m_object.contains(name);
    }
    void string(const QString &name, QString &value);
    void string(const QString &name, std::optional<QString> &value); // absent or null: nullopt
    void boolean(const QString &name, bool &value);
    void boolean(const QString &name, std::optional<bool> &value);
    void array(const QString &name, QJsonArray &value);
    template <std::integral T>
    void number(const QString &name, T &value)
    {
        // Whole numbers only, and only those the type holds.
        if (const auto read = integer(name, static_cast<double>(std::numeric_limits<T>::min()),
                                      static_cast<double>(std::numeric_limits<T>::max())))
            value = static_cast<T>(*read);
    }
    void fail(const QString &problem);

    [[nodiscard]] bool ok() const { return m_problem.isEmpty(); }
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    JsonReader() = default;
    // The value of a required field, or undefined after fail().
    [[nodiscard]] QJsonValue required(const QString &name);
    [[nodiscard]] std::optional<QJsonValue> optional(const QString &name);
    void take(const QString &name, const QJsonValue &found, QString &value);
    [[nodiscard]] std::optional<qint64> integer(const QString &name, double min, double max);

    QJsonObject m_object;
    QSet<QString> m_repeated;
    bool m_isObject = false;
    QString m_problem;
};

// The names that occur more than once among the members of the outermost object of `json`, which must be valid.
[[nodiscard]] QSet<QString> repeatedMembers(QByteArrayView json);

} // namespace http
