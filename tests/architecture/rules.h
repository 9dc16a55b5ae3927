#pragma once
// The rules of the code's shape, as a pure function from one file to what is wrong with it. Looks at text, not at
// meaning: includes, a few forbidden words, lengths, paths.

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace architecture {

// `path` from the root of the source tree, with '/': "core/tdf/reader.h". One sentence for each fault.
[[nodiscard]] QStringList faultsOf(const QString &path, const QByteArray &text);

// The modules `module` may include besides itself, transitively closed by hand; nullopt: there is no such module.
// Modules: those of core by their folder name, "app" and "qml".
[[nodiscard]] const QStringList *allowedFor(const QString &module);

} // namespace architecture
