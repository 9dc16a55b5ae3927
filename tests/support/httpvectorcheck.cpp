#include <tests/support/httpvectorcheck.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace test {

namespace {

std::optional<QJsonValue> jsonOf(const QByteArray &text)
{
    QJsonParseError error {};
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']', &error);
    if (error.error != QJsonParseError::NoError || document.array().size() != 1)
        return std::nullopt;
    return document.array().at(0);
}

// The value at "a.b[0].c"; undefined when there is none.
QJsonValue valueAt(QJsonValue value, const QString &path)
{
    static const QRegularExpression part(u"([^.\\[\\]]+)|\\[(\\d+)\\]"_s);
    auto parts = part.globalMatch(path);
    while (parts.hasNext()) {
        const QRegularExpressionMatch match = parts.next();
        if (match.hasCaptured(2) && !match.captured(2).isEmpty())
            value = value.isArray() ? value.toArray().at(match.captured(2).toInt()) : QJsonValue(QJsonValue::Undefined);
        else
            value = value.isObject() ? value.toObject().value(match.captured(1)) : QJsonValue(QJsonValue::Undefined);
    }
    return value;
}

QString typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"boolean"_s;
    case QJsonValue::Double:
        return u"number"_s;
    case QJsonValue::String:
        return u"string"_s;
    case QJsonValue::Array:
        return u"array"_s;
    case QJsonValue::Object:
        return u"object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"missing"_s;
}

QString withoutBlanksAroundSemicolons(const QString &type)
{
    static const QRegularExpression around(u"\\s*;\\s*"_s);
    return QString(type).replace(around, u";"_s).trimmed().toLower();
}

QSet<QString> wordsOf(const QString &list)
{
    QSet<QString> words;
    for (const QString &word : list.split(u',', Qt::SkipEmptyParts))
        words.insert(word.trimmed().toUpper());
    return words;
}

// The checks of one answer. Each says what is wrong, or nothing.
class Check
{
public:
    Check(const QJsonObject &expected, const HttpAnswer &answer, QMap<QString, QString> &captures)
        : m_expected(expected)
        , m_answer(answer)
        , m_captures(captures)
    {}

    QString problem()
    {
        if (m_answer.status != m_expected.value(u"status"_s).toInt())
            return u"status %1 instead of %2, body: %3"_s.arg(m_answer.status)
                .arg(m_expected.value(u"status"_s).toInt())
                .arg(QString::fromUtf8(m_answer.body.left(300)));
        for (const auto &check : {&Check::contentType, &Check::headers, &Check::body, &Check::json, &Check::capture}) {
            if (QString wrong = (this->*check)(); !wrong.isEmpty())
                return wrong;
        }
        return {};
    }

private:
    QString contentType()
    {
        if (!m_expected.contains(u"content_type"_s))
            return {};
        const auto got = m_answer.header("content-type");
        const QJsonValue wanted = m_expected.value(u"content_type"_s);
        if (wanted.isNull())
            return got ? u"there is a content type: "_s + QString::fromUtf8(*got) : QString();
        if (!got ||
            withoutBlanksAroundSemicolons(QString::fromUtf8(*got)) != withoutBlanksAroundSemicolons(wanted.toString()))
            return u"content type %1 instead of %2"_s.arg(QString::fromUtf8(got.value_or("none")), wanted.toString());
        return {};
    }

    QString headers()
    {
        const QJsonObject wanted = m_expected.value(u"headers"_s).toObject();
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            const auto got = m_answer.header(it.key().toLower().toUtf8());
            if (!got || QString::fromUtf8(*got).compare(it.value().toString(), Qt::CaseInsensitive) != 0)
                return u"header %1 is %2 instead of %3"_s.arg(it.key(), QString::fromUtf8(got.value_or("missing")),
                                                              it.value().toString());
        }
        for (const QJsonValue name : m_expected.value(u"headers_absent"_s).toArray()) {
            if (m_answer.header(name.toString().toLower().toUtf8()))
                return u"header %1 should not be there"_s.arg(name.toString());
        }
        for (const QJsonValue name : m_expected.value(u"headers_present"_s).toArray()) {
            if (!m_answer.header(name.toString().toLower().toUtf8()))
                return u"header %1 is missing"_s.arg(name.toString());
        }
        if (!m_expected.contains(u"allow"_s))
            return {};
        QSet<QString> allowed;
        for (const QJsonValue word : m_expected.value(u"allow"_s).toArray())
            allowed.insert(word.toString());
        const QString got = QString::fromUtf8(m_answer.header("allow").value_or(QByteArray()));
        return wordsOf(got) == allowed ? QString() : u"Allow: "_s + got;
    }

    QString body()
    {
        const QString shown = QString::fromUtf8(m_answer.body.left(500));
        if (m_expected.contains(u"body_text"_s) &&
            m_answer.body != m_expected.value(u"body_text"_s).toString().toUtf8())
            return u"body: "_s + shown;
        if (m_expected.contains(u"body_hex"_s) &&
            m_answer.body != QByteArray::fromHex(m_expected.value(u"body_hex"_s).toString().toLatin1()))
            return u"body: "_s + QString::fromLatin1(m_answer.body.left(300).toHex());
        if (m_expected.contains(u"body_matches"_s) &&
            !QRegularExpression(m_expected.value(u"body_matches"_s).toString())
                 .match(QString::fromUtf8(m_answer.body))
                 .hasMatch())
            return u"body does not match: "_s + shown;
        return {};
    }

    QString json()
    {
        if (!m_expected.contains(u"json_equals"_s) && !m_expected.contains(u"json_fields"_s))
            return {};
        const auto value = jsonOf(m_answer.body);
        if (!value)
            return u"body is no JSON: "_s + QString::fromUtf8(m_answer.body.left(300));
        if (m_expected.contains(u"json_equals"_s) && *value != m_expected.value(u"json_equals"_s))
            return u"JSON is %1 instead of %2"_s.arg(
                QString::fromUtf8(m_answer.body.left(600)),
                QString::fromUtf8(jsonText(m_expected.value(u"json_equals"_s)).left(600)));
        const QJsonObject fields = m_expected.value(u"json_fields"_s).toObject();
        for (auto it = fields.begin(); it != fields.end(); ++it) {
            if (QString wrong = field(it.key(), valueAt(*value, it.key()), it.value().toObject()); !wrong.isEmpty())
                return wrong;
        }
        return {};
    }

    static QString field(const QString &path, const QJsonValue &got, const QJsonObject &wanted)
    {
        const QString shown = u"field %1 is %2"_s.arg(path, QString::fromUtf8(jsonText(got).left(200)));
        if (wanted.contains(u"equals"_s) && (got.isUndefined() || got != wanted.value(u"equals"_s)))
            return shown;
        if (wanted.contains(u"type"_s) && typeOf(got) != wanted.value(u"type"_s).toString())
            return shown;
        if (wanted.contains(u"matches"_s) &&
            (!got.isString() ||
             !QRegularExpression(wanted.value(u"matches"_s).toString()).match(got.toString()).hasMatch()))
            return shown;
        return {};
    }

    QString capture()
    {
        const QJsonObject names = m_expected.value(u"capture"_s).toObject();
        if (names.isEmpty())
            return {};
        const auto value = jsonOf(m_answer.body);
        for (auto it = names.begin(); it != names.end(); ++it) {
            const QJsonValue found = value ? valueAt(*value, it.value().toString()) : QJsonValue(QJsonValue::Undefined);
            if (found.isUndefined())
                return u"nothing to capture at "_s + it.value().toString();
            m_captures[it.key()] = found.isString() ? found.toString() : QString::fromUtf8(jsonText(found));
        }
        return {};
    }

    const QJsonObject &m_expected;
    const HttpAnswer &m_answer;
    QMap<QString, QString> &m_captures;
};

} // namespace

QByteArray jsonText(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    const QByteArray wrapped = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2);
}

QString problemOf(const QJsonObject &expected, const HttpAnswer &answer, QMap<QString, QString> &captures)
{
    return Check(expected, answer, captures).problem();
}

} // namespace test
