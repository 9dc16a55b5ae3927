#pragma once
// Checks a received body field by field and keeps the first thing that is wrong, with its path:
//
//     QString problem;
//     FieldCheck(answer.body, "SilentLogin", problem).text("PCTK", token).group("SESS").integer("UID", id);
//
// Presence, type and, where given, value. Written against the protocol's description, not against the structs of the
// server, so that a mistake there does not hide itself here.

#include <core/tdf/value.h>

#include <QString>

#include <initializer_list>

namespace gameclient {

class FieldCheck
{
public:
    // `problem` outlives the check and all made from it; an earlier problem in it stays.
    FieldCheck(const tdf::Fields &fields, QString path, QString &problem)
        : m_fields(fields)
        , m_path(std::move(path))
        , m_problem(problem)
    {}

    FieldCheck &integer(tdf::Tag tag);
    FieldCheck &integer(tdf::Tag tag, std::uint64_t value);
    FieldCheck &integers(std::initializer_list<tdf::Tag> tags, std::uint64_t value);
    FieldCheck &text(tdf::Tag tag);
    FieldCheck &text(tdf::Tag tag, QByteArrayView value);
    FieldCheck &texts(std::initializer_list<tdf::Tag> tags, QByteArrayView value);
    FieldCheck &filledText(tdf::Tag tag);
    FieldCheck &absent(tdf::Tag tag);
    FieldCheck &type(tdf::Tag tag, tdf::Type type);
    FieldCheck &unionKey(tdf::Tag tag, std::uint8_t key); // kUnionUnset: unset
    FieldCheck &list(tdf::Tag tag, tdf::Type element);
    FieldCheck &list(tdf::Tag tag, tdf::Type element, std::size_t count);
    FieldCheck &map(tdf::Tag tag, tdf::Type key, tdf::Type value);
    // The fields inside; an empty check with the problem noted when there is no such group.
    [[nodiscard]] FieldCheck group(tdf::Tag tag);

    [[nodiscard]] const tdf::Fields &fields() const noexcept { return m_fields; }

private:
    const tdf::Value *value(tdf::Tag tag, tdf::Type type);
    void fail(tdf::Tag tag, const QString &what);

    const tdf::Fields &m_fields;
    QString m_path;
    QString &m_problem;
};

// Fields of every group stand in ascending order of their tags, none twice: the game loses one that comes too late.
// Empty, or the path of the first that does not.
[[nodiscard]] QString orderProblem(const tdf::Fields &fields);

// A map of texts by text; empty for a value of another type.
[[nodiscard]] std::vector<std::pair<QByteArray, QByteArray>> textMap(const tdf::Fields &fields, tdf::Tag tag);

} // namespace gameclient
