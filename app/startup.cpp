#include <app/startup.h>

#include <core/base/redacted.h>
#include <core/net/processlimits.h>
#include <core/server/datafolder.h>

#include <QCoreApplication>
#include <QDir>
#include <QLoggingCategory>

#include <cstdio>

Q_LOGGING_CATEGORY(logStartup, "app.startup", QtInfoMsg)

namespace app {

using namespace Qt::StringLiterals;

namespace {

QString textOf(DataFolderError error, const QString &folder)
{
    switch (error) {
    case DataFolderError::NotAFolder:
        return u"The data folder cannot be used: %1 is not a folder."_s.arg(folder);
    case DataFolderError::CannotCreate:
        return u"The data folder cannot be made: %1. Name another one with --data."_s.arg(folder);
    case DataFolderError::NotWritable:
        return u"Nothing can be written into the data folder %1. Name another one with --data."_s.arg(folder);
    case DataFolderError::DiskFull:
        return u"The disk is full: nothing can be written into the data folder %1."_s.arg(folder);
    }
    Q_UNREACHABLE();
}

} // namespace

void complain(const QString &text)
{
    const QByteArray line = text.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    std::fflush(stderr);
}

Startup::Startup(CommandLine line)
    : m_line(std::move(line))
{}

Startup::Outcome Startup::prepare()
{
    if (!prepareFolder())
        return Outcome::Failed;
    m_instance = std::make_unique<SingleInstance>(m_folder);
    switch (m_instance->acquire()) {
    case SingleInstance::Outcome::First:
        break;
    case SingleInstance::Outcome::AlreadyRunning:
        return Outcome::AlreadyRunning;
    case SingleInstance::Outcome::FolderNotWritable:
        fail(textOf(DataFolderError::NotWritable, m_folder));
        return Outcome::Failed;
    }
    if (!loadConfiguration())
        return Outcome::Failed;

    m_log = std::make_unique<telemetry::LogSink>(
        m_clock,
        telemetry::LogSinkOptions {.folder = server::DataFolder(m_folder).logs(), .level = m_loaded.config.logging});
    base::Redacted::setEnabled(m_loaded.config.log.redact);
    for (const QString &warning : std::as_const(m_loaded.warnings))
        qCWarning(logStartup).noquote() << warning;
    qCInfo(logStartup).noquote() << "Relay Deck" << RELAYDECK_VERSION;
    net::raiseDescriptorLimit();
    return Outcome::Ready;
}

void Startup::fail(const QString &reason)
{
    m_reason = reason;
    complain(reason);
}

bool Startup::prepareFolder()
{
    m_folder =
        chooseDataLocation(m_line.dataFolder, QCoreApplication::applicationDirPath(), platformDataFolder()).folder;
    const auto prepared = prepareDataFolder(m_folder);
    if (!prepared)
        fail(textOf(prepared.error(), m_folder));
    return prepared.hasValue();
}

bool Startup::loadConfiguration()
{
    auto loaded = server::loadConfig(server::ConfigPlaces::ofProcess(m_line.configFile, m_folder));
    if (!loaded) {
        fail(loaded.error().toString());
        return false;
    }
    m_loaded = *std::move(loaded);
    if (m_line.port)
        m_loaded.config.port = *m_line.port;
    return true;
}

} // namespace app
