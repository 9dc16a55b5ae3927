#pragma once
// Reads the members of one JSON object into variables, each with its type and range. A member that is missing leaves
// its variable alone; the first fault found is kept and everything after it is harmless, so that code reads straight
// down. Names that nobody asked for become warnings, with the name that was probably meant.
//
//     JsonReader reader(document, faults);
//     reader.flag(u"enabled"_s, config.enabled);
//     reader.number(u"port"_s, config.port, 0, 65535);
//     reader.finish();

#include <core/base/jsondocument.h>
#include <core/base/moveonlyfunction.h>

#include <QJsonArray>
#include <QList>
#include <QStringList>

#include <concepts>
#include <limits>
#include <optional>
#include <utility>

namespace base {

struct JsonNote // about something that is allowed but probably not meant
{
    JsonPlace place;
    QString path;
    QString text; // sentence part after the path
};

// What was found while reading one document.
struct JsonFindings
{
    std::optional<JsonError> error; // the first
    QList<JsonNote> notes;
};

class JsonReader
{
public:
    // The outermost object. Both arguments outlive the reader.
    JsonReader(const JsonDocument &document, JsonFindings &findings);

    void flag(const QString &name, bool &out);
    // At most `lengthMax` UTF-16 units.
    void text(const QString &name, QString &out, qsizetype lengthMax);
    // As text(), and null is the same as empty.
    void textOrNull(const QString &name, QString &out, qsizetype lengthMax);
    void real(const QString &name, double &out, double least, double most);

    template <std::integral T>
    void number(const QString &name, T &out, qint64 least, qint64 most)
    {
        Q_ASSERT(std::in_range<T>(least) && std::in_range<T>(most));
        if (const auto value = integer(name, least, most))
            out = static_cast<T>(*value);
    }
    template <std::integral T>
    void numberOrNull(const QString &name, std::optional<T> &out, qint64 least, qint64 most)
    {
        Q_ASSERT(std::in_range<T>(least) && std::in_range<T>(most));
        if (take(name).isNull())
            out.reset();
        else if (const auto value = integer(name, least, most))
            out = static_cast<T>(*value);
    }
    // One of a list of words.
    template <class E>
    void word(const QString &name, E &out, const QList<std::pair<QString, E>> &words)
    {
        QStringList known;
        for (const auto &entry : words)
            known.append(entry.first);
        if (const auto index = wordIndex(name, known))
            out = words.at(*index).second;
    }

    // The reader of an inner object; an empty one when the member is missing. Finish it too.
    [[nodiscard]] JsonReader object(const QString &name);
    // The objects of a list, at most `countMax`; nullopt when the member is missing.
    [[nodiscard]] std::optional<QList<JsonReader>> objects(const QString &name, qsizetype countMax);
    // A list of exactly `count` whole numbers; nullopt when the member is missing or at fault.
    [[nodiscard]] std::optional<QList<qint64>> numbers(const QString &name, qsizetype count, qint64 least, qint64 most);
    // nullopt when it is no whole number of that range; that is no fault by itself.
    [[nodiscard]] std::optional<qint64> quietNumber(const QString &name, qint64 least, qint64 most);
    // Names chosen by the user, in the order of QJsonObject; every one counts as known.
    [[nodiscard]] QStringList names();

    [[nodiscard]] bool has(const QString &name) const { return m_object.contains(name); }
    [[nodiscard]] bool failed() const noexcept { return m_findings->error.has_value(); }
    // Reports a fault or a note of a member, for checks that need more than one of them.
    void fail(const QString &name, const QString &reason);
    // The member's name is a secret: the path ends at this object.
    void failHere(const QString &name, const QString &reason);
    void note(const QString &name, const QString &text);
    // Marks members as known without reading them.
    void ignore(const QStringList &names);
    // Notes every member that was not read.
    void finish();

private:
    JsonReader(const JsonDocument &document, JsonFindings &findings, QJsonObject object, QString path);

    // Undefined when missing, or when something failed before.
    [[nodiscard]] QJsonValue take(const QString &name);
    [[nodiscard]] std::optional<qint64> integer(const QString &name, qint64 least, qint64 most);
    [[nodiscard]] std::optional<qsizetype> wordIndex(const QString &name, const QStringList &known);
    void failAt(const QString &path, JsonPlace place, const QString &reason);

    const JsonDocument *m_document;
    JsonFindings *m_findings;
    QJsonObject m_object;
    QString m_path;
    QStringList m_known;
};

// The word of `candidates` that `word` was probably meant to be; empty when none is close.
[[nodiscard]] QString closestWord(const QString &word, const QStringList &candidates);

} // namespace base
