#pragma once
// What the program was started with. Pure.

#include <core/base/result.h>

#include <QString>
#include <QStringList>

#include <optional>

namespace app {

struct CommandLine
{
    enum class Action {
        Run,
        Import,
        ImportContent,
        ShowHelp,
        ShowVersion,
    };

    Action action = Action::Run;
    bool headless = false;
    bool host = false;
    bool printPorts = false;
    QString joinAddress;         // --join
    QString configFile;          // --config
    QString dataFolder;          // --data
    QString importFolder;        // import FOLDER
    QString contentSource;       // import-content SOURCE
    QString slot;                // --slot
    std::optional<quint16> port; // --port, of the hosted server; 0 = any free one
};

// `arguments` without the program's name. The error is one sentence for the terminal; main prints it with
// usageHint() and ends with status 2.
[[nodiscard]] base::Result<CommandLine, QString> parseCommandLine(const QStringList &arguments);

// For --help, without a line feed at the end.
[[nodiscard]] QString helpText();
[[nodiscard]] QString versionText();
[[nodiscard]] QString usageHint();

} // namespace app
