#include <core/http/jsonreader.h>

#include <QByteArrayView>
#include <QJsonDocument>

#include <cmath>

namespace http {

using namespace Qt::StringLiterals;

namespace {

// Steps over one string of valid JSON; `at` is on its opening quote and ends behind the closing one.
QByteArrayView takeString(QByteArrayView json, qsizetype &at)
{
    const qsizetype start = at++;
    while (json[at] != '"')
        at += json[at] == '\\' ? 2 : 1;
    ++at;
    return json.sliced(start, at - start);
}

// Two spellings of one name ("a" and "\u0061") are the same name.
QString unescaped(QByteArrayView quoted)
{
    const QByteArray wrapped = '[' + quoted.toByteArray() + ']';
    return QJsonDocument::fromJson(wrapped).array().at(0).toString();
}

} // namespace

QSet<QString> repeatedMembers(QByteArrayView json)
{
    QSet<QString> seen;
    QSet<QString> repeated;
    int depth = 0;
    for (qsizetype at = 0; at < json.size();) {
        const char c = json[at];
        if (c != '"') {
            depth += c == '{' || c == '[' ? 1 : 0;
            depth -= c == '}' || c == ']' ? 1 : 0;
            ++at;
            continue;
        }
        const QByteArrayView quoted = takeString(json, at);
        if (depth != 1)
            continue;
        qsizetype behind = at;
        while (behind < json.size() && QByteArrayView(" \t\r\n").contains(json[behind]))
            ++behind;
        if (behind >= json.size() || json[behind] != ':')
            continue; // a value
        const QString name = unescaped(quoted);
        if (seen.contains(name))
            repeated.insert(name);
        seen.insert(name);
    }
    return repeated;
}

base::Result<JsonReader, QString> JsonReader::parse(const QByteArray &body)
{
    if (body.startsWith("\xEF\xBB\xBF")) // Qt would step over it
        return base::failure(u"expected value at line 1 column 1"_s);
    // Only the outermost value needs to be an object or a list for Qt; anything else is read as one element.
    QJsonParseError error {};
    QJsonDocument document = QJsonDocument::fromJson(body, &error);
    JsonReader reader;
    if (error.error == QJsonParseError::NoError) {
        reader.m_isObject = document.isObject();
        reader.m_object = document.object();
        if (reader.m_isObject)
            reader.m_repeated = repeatedMembers(body);
        return reader;
    }
    // "null", "7" and "\"x\"" are JSON too, only not what is wanted. Brackets inside would let "1],[2" through.
    const QByteArray trimmed = body.trimmed();
    const bool scalar = !trimmed.isEmpty() && !trimmed.startsWith('[') && !trimmed.startsWith('{');
    if (scalar) {
        QJsonParseError inner {};
        const QJsonDocument wrapped = QJsonDocument::fromJson('[' + trimmed + ']', &inner);
        if (inner.error == QJsonParseError::NoError && wrapped.array().size() == 1)
            return reader;
    }
    return base::failure(error.errorString());
}

void JsonReader::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

QJsonValue JsonReader::required(const QString &name)
{
    auto value = optional(name);
    if (!value && ok())
        fail(u"missing field `%1`"_s.arg(name));
    return value.value_or(QJsonValue(QJsonValue::Undefined));
}

std::optional<QJsonValue> JsonReader::optional(const QString &name)
{
    if (!m_isObject) {
        fail(u"invalid type: expected an object"_s);
        return std::nullopt;
    }
    if (m_repeated.contains(name)) {
        fail(u"duplicate field `%1`"_s.arg(name));
        return std::nullopt;
    }
    const auto found = m_object.constFind(name);
    if (found == m_object.constEnd())
        return std::nullopt;
    return found.value();
}

void JsonReader::string(const QString &name, QString &value)
{
    take(name, required(name), value);
}

void JsonReader::string(const QString &name, std::optional<QString> &value)
{
    const auto found = optional(name);
    if (found && !found->isNull())
        take(name, *found, value.emplace());
}

void JsonReader::take(const QString &name, const QJsonValue &found, QString &value)
{
    // Half a surrogate pair is no text: stored, it would be read back as something else.
    const QString text = found.toString();
    if (!found.isString())
        fail(u"invalid type of field `%1`: expected a string"_s.arg(name));
    else if (!text.isValidUtf16())
        fail(u"invalid text in field `%1`"_s.arg(name));
    else
        value = text;
}

void JsonReader::boolean(const QString &name, bool &value)
{
    const QJsonValue found = required(name);
    if (found.isBool())
        value = found.toBool();
    else
        fail(u"invalid type of field `%1`: expected a boolean"_s.arg(name));
}

void JsonReader::boolean(const QString &name, std::optional<bool> &value)
{
    const auto found = optional(name);
    if (!found || found->isNull())
        return;
    if (found->isBool())
        value = found->toBool();
    else
        fail(u"invalid type of field `%1`: expected a boolean"_s.arg(name));
}

void JsonReader::array(const QString &name, QJsonArray &value)
{
    const QJsonValue found = required(name);
    if (found.isArray())
        value = found.toArray();
    else
        fail(u"invalid type of field `%1`: expected a list"_s.arg(name));
}

std::optional<qint64> JsonReader::integer(const QString &name, double min, double max)
{
    const QJsonValue found = required(name);
    const double number = found.toDouble(std::nan(""));
    // Qt keeps whole numbers up to 64 bits exactly; the range check on doubles is exact for every type up to 32.
    constexpr double kFirstBeyond = 9'223'372'036'854'775'808.0;
    if (found.isDouble() && number == std::floor(number) && number >= min && number <= max && number < kFirstBeyond)
        return found.toInteger();
    fail(u"invalid type of field `%1`: expected a whole number in range"_s.arg(name));
    return std::nullopt;
}

} // namespace http
