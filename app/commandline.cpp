#include <app/commandline.h>

#include <QCoreApplication>

namespace app {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

// Reads the arguments from left to right; the first fault ends it.
class Parser
{
public:
    explicit Parser(const QStringList &arguments)
        : m_arguments(arguments)
    {}

    base::Result<CommandLine, QString> parse()
    {
        while (m_at < m_arguments.size() && m_error.isEmpty())
            argument(m_arguments.at(m_at++));
        if (m_error.isEmpty() && m_line.action != CommandLine::Action::ShowHelp &&
            m_line.action != CommandLine::Action::ShowVersion)
            checkTogether();
        if (!m_error.isEmpty())
            return base::failure(m_error);
        return m_line;
    }

private:
    void argument(const QString &text)
    {
        if (text == u"--help"_s || text == u"-h"_s)
            m_line.action = CommandLine::Action::ShowHelp;
        else if (text == u"--version"_s || text == u"-v"_s)
            m_line.action = CommandLine::Action::ShowVersion;
        else if (text.startsWith(u"--"_s))
            option(text.section(u'=', 0, 0), text);
        else if (text == u"-platform"_s || text == u"-session"_s)
            ++m_at; // for Qt: the display plugin; what a session manager remembered of the window
        else if (text.startsWith(u"-psn_"_s))
            return; // macOS adds this when the program is opened from the Finder
        else if (text.startsWith(u'-'))
            unknown(text);
        else
            word(text);
    }

    void option(const QString &name, const QString &text)
    {
        if (m_seen.contains(name))
            return fail(tr("%1 is given twice.").arg(name));
        m_seen.append(name);
        if (name == u"--headless"_s)
            flag(m_line.headless, name, text);
        else if (name == u"--host"_s)
            flag(m_line.host, name, text);
        else if (name == u"--print-ports"_s)
            flag(m_line.printPorts, name, text);
        else if (name == u"--join"_s)
            m_line.joinAddress = value(name, text, tr("the address of a server"));
        else if (name == u"--config"_s)
            m_line.configFile = value(name, text, tr("a file"));
        else if (name == u"--data"_s)
            m_line.dataFolder = value(name, text, tr("a folder"));
        else if (name == u"--slot"_s)
            m_line.slot = value(name, text, tr("the name of a slot"));
        else if (name == u"--port"_s)
            port(value(name, text, tr("a number")));
        else
            unknown(name);
    }

    void flag(bool &out, const QString &name, const QString &text)
    {
        if (text.contains(u'='))
            return fail(tr("%1 takes no value.").arg(name));
        out = true;
    }

    // "--name=value" or the next argument.
    QString value(const QString &name, const QString &text, const QString &what)
    {
        QString result;
        if (text.contains(u'='))
            result = text.section(u'=', 1);
        else if (m_at < m_arguments.size() && !m_arguments.at(m_at).startsWith(u"--"_s))
            result = m_arguments.at(m_at++);
        if (result.isEmpty())
            fail(tr("%1 needs %2.").arg(name, what));
        return result;
    }

    void port(const QString &text)
    {
        if (!m_error.isEmpty())
            return;
        bool isNumber = false;
        const quint16 number = text.toUShort(&isNumber);
        if (!isNumber)
            return fail(tr("--port needs a number from 0 to 65535, not \"%1\".").arg(text));
        m_line.port = number;
    }

    void word(const QString &text)
    {
        if (m_line.action == CommandLine::Action::Import && m_line.importFolder.isEmpty())
            m_line.importFolder = text;
        else if (m_line.action == CommandLine::Action::ImportContent && m_line.contentSource.isEmpty())
            m_line.contentSource = text;
        else if (text == u"import"_s && m_line.action == CommandLine::Action::Run)
            m_line.action = CommandLine::Action::Import;
        else if (text == u"import-content"_s && m_line.action == CommandLine::Action::Run)
            m_line.action = CommandLine::Action::ImportContent;
        else
            fail(tr("\"%1\" is not understood here.").arg(text));
    }

    void unknown(const QString &name) { fail(tr("There is no option %1.").arg(name)); }

    void checkTogether()
    {
        if (m_line.action == CommandLine::Action::Import) {
            if (m_line.importFolder.isEmpty())
                return fail(tr("import needs the folder to copy from."));
            return onlyOptions({u"--data"_s}, u"import"_s);
        }
        if (m_line.action == CommandLine::Action::ImportContent) {
            if (m_line.contentSource.isEmpty())
                return fail(tr("import-content needs a file or a folder."));
            return onlyOptions({u"--data"_s, u"--slot"_s}, u"import-content"_s);
        }
        if (!m_line.slot.isEmpty())
            return fail(tr("--slot belongs to import-content."));
        const bool joins = !m_line.joinAddress.isEmpty();
        if (m_line.host && joins)
            fail(tr("--host and --join exclude each other."));
        else if (m_line.headless && !m_line.host && !joins)
            fail(tr("--headless needs --host or --join."));
        else if (m_line.printPorts && !m_line.host && !joins)
            fail(tr("--print-ports needs --host or --join."));
        else if (m_line.port && joins)
            fail(tr("--port belongs to --host; a connector's ports are set in the configuration."));
    }

    void onlyOptions(const QStringList &allowed, const QString &command)
    {
        for (const QString &name : m_seen) {
            if (!allowed.contains(name))
                return fail(tr("%1 does not belong to %2.").arg(name, command));
        }
    }

    void fail(const QString &message)
    {
        if (m_error.isEmpty())
            m_error = message;
    }

    const QStringList &m_arguments;
    qsizetype m_at = 0;
    CommandLine m_line;
    QStringList m_seen;
    QString m_error;
};

} // namespace

base::Result<CommandLine, QString> parseCommandLine(const QStringList &arguments)
{
    return Parser(arguments).parse();
}

QString helpText()
{
    return tr("Relay Deck - host and join Mass Effect 3 (2012) multiplayer\n"
              "\n"
              "relaydeck                       open the window\n"
              "relaydeck --host                open the window and host at once\n"
              "relaydeck --join ADDRESS        open the window and join a server at once\n"
              "relaydeck --headless --host     host without a window\n"
              "relaydeck --headless --join ADDRESS\n"
              "                                connect this computer's game to a server, without a window\n"
              "relaydeck import FOLDER         copy the data of a Pocket Relay server into an empty data folder\n"
              "relaydeck import-content SOURCE [--slot NAME]\n"
              "                                take over game content of your own, a file or a folder: Coalesced and\n"
              "                                talk files, pictures, shop and entitlements; also while hosting\n"
              "\n"
              "  --config FILE    use this configuration instead of config.json in the data folder\n"
              "  --data DIR       keep everything in this folder\n"
              "  --slot NAME      only this one: configuration, talk-de (or another language), images, shop,\n"
              "                   entitlements\n"
              "  --port N         port of the hosted server; 0 takes any free one\n"
              "  --print-ports    when ready, print the ports in use as one line of JSON on standard output\n"
              "  --version        print the version\n"
              "  --help           print this\n"
              "\n"
              "The environment variable PR_CONFIG_JSON may hold the configuration itself and wins over the file.");
}

QString versionText()
{
    return u"Relay Deck " RELAYDECK_VERSION ""_s;
}

QString usageHint()
{
    return tr("Try: relaydeck --help");
}

} // namespace app
