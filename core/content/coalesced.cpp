#include <core/content/coalesced.h>

#include <algorithm>

namespace content {

namespace {

// The entry of that name, made at the end when there is none.
template <class T>
T &entry(QList<T> &list, QString T::*name, const QString &wanted)
{
    const auto found = std::find_if(list.begin(), list.end(), [name, &wanted](const T &item) {
        return (item.*name).compare(wanted, Qt::CaseInsensitive) == 0;
    });
    if (found != list.end())
        return *found;
    T made;
    made.*name = wanted;
    list.append(std::move(made));
    return list.last();
}

} // namespace

Coalesced layered(Coalesced below, const Coalesced &layer)
{
    for (const ConfigFile &file : layer.files) {
        ConfigFile &fileBelow = entry(below.files, &ConfigFile::path, file.path);
        for (const ConfigSection &section : file.sections) {
            ConfigSection &sectionBelow = entry(fileBelow.sections, &ConfigSection::name, section.name);
            for (const ConfigProperty &property : section.properties)
                entry(sectionBelow.properties, &ConfigProperty::name, property.name).values += property.values;
        }
    }
    return below;
}

} // namespace content
