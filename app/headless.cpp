#include <app/headless.h>
#include <app/hosttexts.h>
#include <app/jointexts.h>
#include <app/platform/standardoutput.h>
#include <app/startup.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(logHeadless, "app.headless", QtInfoMsg)

namespace app {

using namespace Qt::StringLiterals;

namespace {

// A port that is not open is null.
QJsonValue portValue(quint16 port)
{
    return port == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(port);
}

void printLine(const QJsonObject &object)
{
    writeLine(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// Nobody is there to press a button: a server that is not up yet is waited for.
EngineOptions keepTrying(EngineOptions options)
{
    options.firstLookup = connector::FirstLookup::KeepTrying;
    return options;
}

QString sentences(const Problem &problem)
{
    QString text = problem.title + u'.';
    if (!problem.text.isEmpty())
        text += u' ' + problem.text;
    if (!problem.details.isEmpty())
        text += u" ("_s + problem.details + u')';
    return text;
}

} // namespace

Headless::Headless(EngineOptions engine, HeadlessOptions options)
    : m_options(std::move(options))
    , m_engine(keepTrying(std::move(engine)))
{
    connect(&m_engine, &Engine::hostStatusChanged, this, &Headless::hostChanged);
    connect(&m_engine, &Engine::joinStatusChanged, this, &Headless::joinChanged);
    // Queued: exit() before the event loop runs would be forgotten.
    connect(
        &m_engine, &Engine::finished, this, [this] { QCoreApplication::exit(m_exitCode); }, Qt::QueuedConnection);
}

void Headless::start()
{
    if (m_options.host)
        m_engine.startHosting(*m_options.host);
    if (m_options.join)
        m_engine.connectTo(*m_options.join);
}

void Headless::stop()
{
    m_engine.shutDown();
}

void Headless::hostChanged(const server::Status &status)
{
    if (status.phase == server::Phase::Failed)
        return failed(sentences(problemOf(status.error)));
    if (status.phase != server::Phase::Running || m_portsPrinted)
        return;
    m_portsPrinted = true;
    if (status.httpPort != status.portWanted && status.portWanted != 0)
        qCInfo(logHeadless) << "port" << status.portWanted << "could not be had; using" << status.httpPort;
    if (m_options.printPorts)
        printLine({{u"http"_s, portValue(status.httpPort)}, {u"udp_tunnel"_s, portValue(status.udpTunnelPort)}});
}

void Headless::joinChanged(const connector::Status &status)
{
    if (status.phase == connector::Phase::Failed)
        return failed(sentences(problemOf(status)));
    if (status.phase == connector::Phase::LookingUp && status.lookupError && status.attempts > m_attemptsTold) {
        m_attemptsTold = status.attempts;
        complain(sentences(problemOf(*status.lookupError)) +
                 u" Trying again in %1 s."_s.arg(static_cast<double>(status.nextAttemptMs) / 1000.0, 0, 'f', 1));
    }
    if (m_portsPrinted || m_options.host ||
        (status.phase != connector::Phase::Ready && status.phase != connector::Phase::GameConnected))
        return;
    m_portsPrinted = true;
    qCInfo(logHeadless) << "ready: start the game";
    if (m_options.printPorts)
        printLine({{u"redirector"_s, portValue(status.ports.redirector)},
                   {u"blaze"_s, portValue(status.ports.blaze)},
                   {u"telemetry"_s, portValue(status.ports.telemetry)},
                   {u"qos"_s, portValue(status.ports.qos)},
                   {u"http"_s, portValue(status.ports.http)},
                   {u"tunnel"_s, portValue(status.ports.tunnel)}});
}

void Headless::failed(const QString &reason)
{
    complain(reason);
    if (m_exitCode == 0) {
        m_exitCode = 1;
        stop();
    }
}

} // namespace app
