#include <core/content/contentjson.h>

#include <core/base/limits.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <cmath>

namespace content {

using namespace Qt::StringLiterals;
using base::failure;
using base::success;

namespace {

using Step = base::Result<void, ContentError>;

constexpr std::array<QLatin1StringView, 5> kTypeWords {"New"_L1, "RemoveProperty"_L1, "Add"_L1, "AddUnique"_L1,
                                                       "Remove"_L1};

ContentResult<quint32> wholeNumber(const QJsonValue &value, const QString &what)
{
    const double number = value.toDouble(-1);
    if (!(number >= 0) || number > 4'294'967'295.0 || std::floor(number) != number)
        return damaged(u"%1 is no whole number"_s.arg(what));
    return static_cast<quint32>(number);
}

// A member that may be missing.
Step readVersion(const QJsonObject &root, const QString &name, quint32 &out)
{
    if (!root.contains(name))
        return success();
    const auto number = wholeNumber(root.value(name), name);
    if (!number)
        return failure(number.error());
    out = *number;
    return success();
}

// The objects of the list `name`, each handed to `read` as a new entry of `out`.
template <class T, class Read>
Step readList(const QJsonObject &parent, const QString &name, QList<T> &out, Read read)
{
    const QJsonValue list = parent.value(name);
    if (!list.isArray())
        return damaged(u"it has no list \"%1\" where one belongs"_s.arg(name));
    const QJsonArray entries = list.toArray();
    out.reserve(entries.size());
    for (const QJsonValue entry : entries) {
        if (!entry.isObject())
            return damaged(u"the list \"%1\" holds something that is no object"_s.arg(name));
        if (Step done = read(entry.toObject(), out.emplaceBack()); !done)
            return done;
    }
    return success();
}

Step readText(const QJsonObject &parent, const QString &name, QString &out)
{
    const QJsonValue text = parent.value(name);
    if (!text.isString())
        return damaged(u"it has no text \"%1\" where one belongs"_s.arg(name));
    out = text.toString();
    return success();
}

Step readValue(const QJsonObject &object, ConfigValue &value)
{
    QString word;
    if (Step read = readText(object, u"ty"_s, word); !read)
        return read;
    const auto known = std::find(kTypeWords.begin(), kTypeWords.end(), word);
    if (known == kTypeWords.end())
        return damaged(u"a value has the unknown type \"%1\""_s.arg(word.left(32)));
    value.type = static_cast<ValueType>(known - kTypeWords.begin());
    // Some writers give it a text all the same; it has none.
    return value.type == ValueType::RemoveProperty ? success() : readText(object, u"text"_s, value.text);
}

Step readProperty(const QJsonObject &object, ConfigProperty &property)
{
    if (Step named = readText(object, u"name"_s, property.name); !named)
        return named;
    return readList(object, u"values"_s, property.values, readValue);
}

Step readSection(const QJsonObject &object, ConfigSection &section)
{
    if (Step named = readText(object, u"name"_s, section.name); !named)
        return named;
    return readList(object, u"properties"_s, section.properties, readProperty);
}

Step readFile(const QJsonObject &object, ConfigFile &file)
{
    if (Step named = readText(object, u"path"_s, file.path); !named)
        return named;
    return readList(object, u"sections"_s, file.sections, readSection);
}

// A text, or a list of code units with or without the 0 at its end.
Step readTalkText(const QJsonValue &value, QString &out)
{
    if (value.isString()) {
        out = value.toString();
        return success();
    }
    if (!value.isArray())
        return damaged(u"an entry has no text"_s);
    const QJsonArray units = value.toArray();
    out.reserve(units.size());
    for (const QJsonValue unit : units) {
        const auto number = wholeNumber(unit, u"a code unit"_s);
        if (!number)
            return failure(number.error());
        if (*number > 0xFFFF)
            return damaged(u"a code unit has more than 16 bits"_s);
        out.append(QChar(static_cast<char16_t>(*number)));
    }
    if (out.endsWith(QChar(u'\0')))
        out.chop(1);
    return success();
}

Step readTalkEntry(const QJsonObject &object, TalkEntry &entry)
{
    const auto id = wholeNumber(object.value(u"id"_s), u"an id"_s);
    if (!id)
        return failure(id.error());
    entry.id = *id;
    return readTalkText(object.contains(u"text"_s) ? object.value(u"text"_s) : object.value(u"value"_s), entry.text);
}

Step readTalkEntries(const QJsonObject &root, const QString &name, QList<TalkEntry> &out)
{
    const QString list = root.contains(name) ? name : name + u"_values"_s;
    if (!root.contains(list))
        return success();
    if (Step read = readList(root, list, out, readTalkEntry); !read)
        return read;
    sortById(out);
    return success();
}

QJsonArray toJsonArray(const QList<TalkEntry> &entries)
{
    QJsonArray list;
    for (const TalkEntry &entry : entries)
        list.append(QJsonObject {{u"id"_s, static_cast<qint64>(entry.id)}, {u"text"_s, entry.text}});
    return list;
}

QJsonObject toJsonObject(const ConfigProperty &property)
{
    QJsonArray values;
    for (const ConfigValue &value : property.values) {
        const bool hasText = value.type != ValueType::RemoveProperty;
        values.append(QJsonObject {{u"ty"_s, QString(kTypeWords[static_cast<std::size_t>(value.type)])},
                                   {u"text"_s, hasText ? QJsonValue(value.text) : QJsonValue()}});
    }
    return {{u"name"_s, property.name}, {u"values"_s, values}};
}

} // namespace

ContentResult<Coalesced> coalescedFromJson(const QJsonObject &root)
{
    Coalesced document;
    if (Step read = readVersion(root, u"version"_s, document.version); !read)
        return failure(read.error());
    if (Step read = readList(root, u"files"_s, document.files, readFile); !read)
        return failure(read.error());
    return document;
}

ContentResult<TalkTable> talkFromJson(const QJsonObject &root)
{
    TalkTable table;
    const bool known = root.contains(u"male"_s) || root.contains(u"male_values"_s);
    Step read = known ? success() : Step(damaged(u"it has no list \"male\""_s));
    if (read)
        read = readVersion(root, u"version"_s, table.version);
    if (read)
        read = readVersion(root, u"min_version"_s, table.versionMin);
    if (read)
        read = readTalkEntries(root, u"male"_s, table.male);
    if (read)
        read = readTalkEntries(root, u"female"_s, table.female);
    if (!read)
        return failure(read.error());
    return table;
}

ContentResult<QJsonObject> parseContentJson(const QByteArray &text)
{
    if (text.size() > base::kCoalescedJsonMax)
        return tooLarge(u"it is longer than %1 bytes"_s.arg(base::kCoalescedJsonMax));
    QJsonParseError error {};
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return damaged(u"it is no JSON: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    if (!document.isObject())
        return damaged(u"it is no JSON object"_s);
    return document.object();
}

QJsonObject toJsonObject(const Coalesced &document)
{
    QJsonArray files;
    for (const ConfigFile &file : document.files) {
        QJsonArray sections;
        for (const ConfigSection &section : file.sections) {
            QJsonArray properties;
            for (const ConfigProperty &property : section.properties)
                properties.append(toJsonObject(property));
            sections.append(QJsonObject {{u"name"_s, section.name}, {u"properties"_s, properties}});
        }
        files.append(QJsonObject {{u"path"_s, file.path}, {u"sections"_s, sections}});
    }
    return {{u"version"_s, static_cast<qint64>(document.version)}, {u"files"_s, files}};
}

QJsonObject toJsonObject(const TalkTable &table)
{
    return {{u"version"_s, static_cast<qint64>(table.version)},
            {u"min_version"_s, static_cast<qint64>(table.versionMin)},
            {u"male"_s, toJsonArray(table.male)},
            {u"female"_s, toJsonArray(table.female)}};
}

QByteArray toJsonText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace content
