#pragma once
// Where the program keeps its data: the folder given on the command line, else beside the executable when a file
// named "portable" is there (folder "data"), else the platform's place for a user's data. Blocking file access, used
// once by main.

#include <core/base/result.h>

#include <QString>

namespace app {

enum class DataKind {
    Given,    // --data
    Portable, // beside the executable
    Platform, // ~/.local/share/relaydeck, %LOCALAPPDATA%\RelayDeck, ~/Library/Application Support/RelayDeck
};

struct DataLocation
{
    QString folder; // absolute
    DataKind kind = DataKind::Platform;
};

// Pure apart from looking for the "portable" file. `platformFolder` is platformDataFolder() outside tests.
[[nodiscard]] DataLocation chooseDataLocation(const QString &given, const QString &executableFolder,
                                              const QString &platformFolder);
[[nodiscard]] QString platformDataFolder();

enum class DataFolderError {
    NotAFolder, // something else has that name
    CannotCreate,
    NotWritable,
    DiskFull,
};

// Makes the folder, closed to other users, and tries whether a file can be made in it.
[[nodiscard]] base::Result<void, DataFolderError> prepareDataFolder(const QString &folder);

} // namespace app
