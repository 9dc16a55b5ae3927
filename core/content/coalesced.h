#pragma once
// A set of changes to the game's configuration: files, each with sections, each with properties, each with a list of
// values in order. Values.

#include <QList>
#include <QString>

namespace content {

enum class ValueType : quint8 {
    New = 0,            // overwrite the property
    RemoveProperty = 1, // remove it; carries no text
    Add = 2,            // append always
    AddUnique = 3,      // append if it is not there
    Remove = 4,         // remove the equal entry
};

struct ConfigValue
{
    ValueType type = ValueType::New;
    QString text; // empty with RemoveProperty
    bool operator==(const ConfigValue &) const = default;
};

struct ConfigProperty
{
    QString name;
    QList<ConfigValue> values;
    bool operator==(const ConfigProperty &) const = default;
};

struct ConfigSection
{
    QString name;
    QList<ConfigProperty> properties;
    bool operator==(const ConfigSection &) const = default;
};

struct ConfigFile
{
    QString path; // e.g. ..\..\biogame\config\biogame.ini
    QList<ConfigSection> sections;
    bool operator==(const ConfigFile &) const = default;
};

struct Coalesced
{
    quint32 version = 1;
    QList<ConfigFile> files;
    bool operator==(const Coalesced &) const = default;
};

// `layer` on top of `below`: what has the same names (case does not matter) gets the layer's values appended, what is
// new comes at the end.
[[nodiscard]] Coalesced layered(Coalesced below, const Coalesced &layer);

} // namespace content
