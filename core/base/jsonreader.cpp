#include <core/base/jsonreader.h>

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace base {

using namespace Qt::StringLiterals;

namespace {

// What stands there, for the end of a reason. Texts are shortened: a misplaced one may be a whole paragraph.
QString shown(const QJsonValue &value)
{
    constexpr qsizetype kShownMax = 40;
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return QLocale::c().toString(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    case QJsonValue::String: {
        const QString text = value.toString();
        return text.size() <= kShownMax ? u"\"%1\""_s.arg(text) : u"\"%1…\""_s.arg(text.first(kShownMax));
    }
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

// Whole and small enough for a double to hold it exactly.
bool isWhole(double value)
{
    return std::trunc(value) == value && std::abs(value) <= 9'007'199'254'740'992.0;
}

// Letters added, left out, changed, or swapped with their neighbour.
qsizetype editDistance(const QString &a, const QString &b)
{
    using Row = std::vector<qsizetype>;
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    Row beforeLast(width);
    Row last(width);
    Row row(width);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        beforeLast.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j < width; ++j) {
            const auto at = static_cast<qsizetype>(j);
            const bool same = a[i - 1] == b[at - 1];
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[at - 2] && a[i - 2] == b[at - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
    }
    return row.back();
}

} // namespace

QString closestWord(const QString &word, const QStringList &candidates)
{
    constexpr qsizetype kWordMax = 64; // a longer one is no slip of the finger
    if (word.size() > kWordMax)
        return {};
    QString best;
    qsizetype bestDistance = std::max<qsizetype>(1, word.size() / 3) + 1;
    for (const QString &candidate : candidates) {
        // superEmail for super_email is a slip too.
        QString plain = word.toLower();
        QString candidatePlain = candidate.toLower();
        const qsizetype distance = editDistance(plain.remove(u'_').remove(u'-'), candidatePlain.remove(u'_'));
        if (distance < bestDistance) {
            bestDistance = distance;
            best = candidate;
        }
    }
    return best;
}

JsonReader::JsonReader(const JsonDocument &document, JsonFindings &findings)
    : JsonReader(document, findings, document.root(), {})
{}

JsonReader::JsonReader(const JsonDocument &document, JsonFindings &findings, QJsonObject object, QString path)
    : m_document(&document)
    , m_findings(&findings)
    , m_object(std::move(object))
    , m_path(std::move(path))
{}

QJsonValue JsonReader::take(const QString &name)
{
    if (!m_known.contains(name))
        m_known.append(name);
    return failed() ? QJsonValue(QJsonValue::Undefined) : m_object.value(name);
}

void JsonReader::flag(const QString &name, bool &out)
{
    const QJsonValue value = take(name);
    if (value.isUndefined())
        return;
    if (!value.isBool())
        return fail(name, u"must be true or false, not %1"_s.arg(shown(value)));
    out = value.toBool();
}

void JsonReader::text(const QString &name, QString &out, qsizetype lengthMax)
{
    const QJsonValue value = take(name);
    if (value.isUndefined())
        return;
    if (!value.isString())
        return fail(name, u"must be a text in quotes, not %1"_s.arg(shown(value)));
    const QString text = value.toString();
    if (text.size() > lengthMax)
        return fail(name, u"must not be longer than %1 characters"_s.arg(lengthMax));
    out = text;
}

void JsonReader::textOrNull(const QString &name, QString &out, qsizetype lengthMax)
{
    if (take(name).isNull())
        out.clear();
    else
        text(name, out, lengthMax);
}

void JsonReader::real(const QString &name, double &out, double least, double most)
{
    const QJsonValue value = take(name);
    if (value.isUndefined())
        return;
    if (!value.isDouble() || value.toDouble() < least || value.toDouble() > most) {
        const QLocale plain = QLocale::c();
        return fail(name, u"must be a number from %1 to %2, not %3"_s.arg(
                              plain.toString(least, 'g', QLocale::FloatingPointShortest),
                              plain.toString(most, 'g', QLocale::FloatingPointShortest), shown(value)));
    }
    out = value.toDouble();
}

std::optional<qint64> JsonReader::quietNumber(const QString &name, qint64 least, qint64 most)
{
    const QJsonValue value = take(name);
    if (!value.isDouble() || !isWhole(value.toDouble()) || value.toInteger() < least || value.toInteger() > most)
        return std::nullopt;
    return value.toInteger();
}

std::optional<qint64> JsonReader::integer(const QString &name, qint64 least, qint64 most)
{
    const QJsonValue value = take(name);
    if (value.isUndefined())
        return std::nullopt;
    const auto number = quietNumber(name, least, most);
    if (!number)
        fail(name, u"must be a whole number from %1 to %2, not %3"_s.arg(least).arg(most).arg(shown(value)));
    return number;
}

std::optional<qsizetype> JsonReader::wordIndex(const QString &name, const QStringList &known)
{
    const QJsonValue value = take(name);
    if (value.isUndefined())
        return std::nullopt;
    const qsizetype index = value.isString() ? known.indexOf(value.toString()) : -1;
    if (index < 0) {
        fail(name, u"must be one of \"%1\", not %2"_s.arg(known.join(u"\", \""_s), shown(value)));
        return std::nullopt;
    }
    return index;
}

JsonReader JsonReader::object(const QString &name)
{
    const QJsonValue value = take(name);
    if (!value.isUndefined() && !value.isObject())
        fail(name, u"must be an object { … }, not %1"_s.arg(shown(value)));
    return {*m_document, *m_findings, value.toObject(), JsonDocument::memberPath(m_path, name)};
}

std::optional<QList<JsonReader>> JsonReader::objects(const QString &name, qsizetype countMax)
{
    const QJsonValue value = take(name);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isArray()) {
        fail(name, u"must be a list [ … ], not %1"_s.arg(shown(value)));
        return std::nullopt;
    }
    const QJsonArray array = value.toArray();
    if (array.size() > countMax) {
        fail(name, u"must not have more than %1 entries"_s.arg(countMax));
        return std::nullopt;
    }
    QList<JsonReader> readers;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString path = JsonDocument::elementPath(JsonDocument::memberPath(m_path, name), i);
        if (!array.at(i).isObject())
            failAt(path, m_document->placeOf(path), u"must be an object { … }, not %1"_s.arg(shown(array.at(i))));
        readers.append(JsonReader(*m_document, *m_findings, array.at(i).toObject(), path));
    }
    return readers;
}

std::optional<QList<qint64>> JsonReader::numbers(const QString &name, qsizetype count, qint64 least, qint64 most)
{
    const QJsonValue value = take(name);
    if (value.isUndefined())
        return std::nullopt;
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.size() != count) {
        fail(name, u"must be a list of %1 numbers"_s.arg(count));
        return std::nullopt;
    }
    QList<qint64> result;
    for (qsizetype i = 0; i < count; ++i) {
        const QJsonValue element = array.at(i);
        if (!element.isDouble() || !isWhole(element.toDouble()) || element.toInteger() < least ||
            element.toInteger() > most) {
            const QString path = JsonDocument::elementPath(JsonDocument::memberPath(m_path, name), i);
            failAt(path, m_document->placeOf(path),
                   u"must be a whole number from %1 to %2, not %3"_s.arg(least).arg(most).arg(shown(element)));
            return std::nullopt;
        }
        result.append(element.toInteger());
    }
    return result;
}

QStringList JsonReader::names()
{
    m_known = m_object.keys();
    return m_known;
}

void JsonReader::fail(const QString &name, const QString &reason)
{
    const QString path = JsonDocument::memberPath(m_path, name);
    failAt(path, m_document->placeOf(m_object.contains(name) ? path : m_path), reason);
}

void JsonReader::failHere(const QString &name, const QString &reason)
{
    const QString path = JsonDocument::memberPath(m_path, name);
    failAt(m_path, m_document->placeOf(m_object.contains(name) ? path : m_path), reason);
}

void JsonReader::failAt(const QString &path, JsonPlace place, const QString &reason)
{
    if (!failed())
        m_findings->error = JsonError {place, path, reason};
}

void JsonReader::note(const QString &name, const QString &text)
{
    const QString path = JsonDocument::memberPath(m_path, name);
    m_findings->notes.append({m_document->nameAt(path), path, text});
}

void JsonReader::ignore(const QStringList &names)
{
    m_known.append(names);
}

void JsonReader::finish()
{
    if (failed())
        return;
    for (const QString &name : m_object.keys()) {
        if (m_known.contains(name))
            continue;
        const QString meant = closestWord(name, m_known);
        note(name, meant.isEmpty() ? u"is not known and has no effect"_s
                                   : u"is not known and has no effect; did you mean \"%1\"?"_s.arg(meant));
    }
}

} // namespace base
