#include <app/settingsviewmodel.h>

#include <app/systemtheme.h>

#include <core/base/limits.h>

#include <QEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QSysInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace app {

namespace {

// Names of the members in ui.json.
const auto kTheme = u"theme"_s;
const auto kUiScale = u"uiScale"_s;
const auto kReducedMotion = u"reducedMotion"_s;
const auto kServerName = u"serverName"_s;
const auto kPort = u"port"_s;
const auto kPlayOnThisPc = u"playOnThisPc"_s;

constexpr int kSaveDelayMs = 300; // several switches in a row make one write
constexpr int kPortMax = 65'535;

QString monoFamilyOfThisPc()
{
    QFont font;
    font.setFamilies({u"JetBrains Mono"_s, u"Cascadia Mono"_s, u"SF Mono"_s, u"DejaVu Sans Mono"_s,
                      QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
    font.setStyleHint(QFont::Monospace);
    return QFontInfo(font).family();
}

} // namespace

SettingsViewModel::SettingsViewModel(UiStore &store, QString dataFolder, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_dataFolder(std::move(dataFolder))
    , m_monoFamily(monoFamilyOfThisPc())
    , m_object(store.load())
{
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(kSaveDelayMs);
    connect(&m_saveSoon, &QTimer::timeout, this, &SettingsViewModel::flush);
    qGuiApp->installEventFilter(this);
    updateScheme();
}

SettingsViewModel::~SettingsViewModel()
{
    flush();
}

void SettingsViewModel::remember(const QString &key, const QJsonValue &value)
{
    if (m_object.value(key) == value)
        return;
    m_object.insert(key, value);
    m_unsaved = true;
    m_saveSoon.start();
}

void SettingsViewModel::flush()
{
    m_saveSoon.stop();
    if (!std::exchange(m_unsaved, false))
        return;
    if (!m_store.save(m_object))
        Q_EMIT saveFailed();
}

SettingsViewModel::Theme SettingsViewModel::theme() const
{
    const QString name = m_object.value(kTheme).toString();
    return name == "dark"_L1            ? DarkTheme
           : name == "light"_L1         ? LightTheme
           : name == "high-contrast"_L1 ? HighContrastTheme
                                        : FollowSystem;
}

void SettingsViewModel::setTheme(Theme theme)
{
    if (theme == this->theme())
        return;
    remember(kTheme, theme == DarkTheme           ? u"dark"_s
                     : theme == LightTheme        ? u"light"_s
                     : theme == HighContrastTheme ? u"high-contrast"_s
                                                  : u"system"_s);
    Q_EMIT themeChanged();
    updateScheme();
}

void SettingsViewModel::updateScheme()
{
    const auto wanted = [this] {
        switch (theme()) {
        case DarkTheme:
            return Dark;
        case LightTheme:
            return Light;
        case HighContrastTheme:
            return HighContrast;
        case FollowSystem:
            break;
        }
        return systemPrefersDark() ? Dark : Light;
    }();
    if (wanted == m_scheme)
        return;
    m_scheme = wanted;
    Q_EMIT schemeChanged();
}

bool SettingsViewModel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qGuiApp &&
        (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ThemeChange))
        updateScheme();
    return QObject::eventFilter(watched, event);
}

int SettingsViewModel::uiScale() const
{
    return std::clamp(m_object.value(kUiScale).toInt(100), base::kUiScaleMin, base::kUiScaleMax);
}

void SettingsViewModel::setUiScale(int percent)
{
    const int kept = std::clamp(percent, base::kUiScaleMin, base::kUiScaleMax);
    if (kept == uiScale())
        return;
    remember(kUiScale, kept);
    Q_EMIT uiScaleChanged();
}

bool SettingsViewModel::reducedMotion() const
{
    return m_object.value(kReducedMotion).toBool(false);
}

void SettingsViewModel::setReducedMotion(bool reduced)
{
    if (reduced == reducedMotion())
        return;
    remember(kReducedMotion, reduced);
    Q_EMIT reducedMotionChanged();
}

QString SettingsViewModel::serverNameDefault() const
{
    if (!m_serverNameConfigured.isEmpty())
        return m_serverNameConfigured;
    const QString host = QSysInfo::machineHostName().section(u'.', 0, 0).left(base::kServerNameMax);
    return host.isEmpty() ? tr("My server") : host;
}

QString SettingsViewModel::serverName() const
{
    const QString name = m_object.value(kServerName).toString().left(base::kServerNameMax).trimmed();
    return name.isEmpty() ? serverNameDefault() : name;
}

void SettingsViewModel::setServerName(const QString &name)
{
    const QString kept = name.left(base::kServerNameMax).simplified();
    if (kept == serverName())
        return;
    remember(kServerName, kept);
    Q_EMIT serverNameChanged();
}

void SettingsViewModel::setServerNameConfigured(const QString &name)
{
    m_serverNameConfigured = name.left(base::kServerNameMax).simplified();
    Q_EMIT serverNameChanged();
}

int SettingsViewModel::port() const
{
    if (m_portForThisRun)
        return *m_portForThisRun;
    const int port = m_object.value(kPort).toInt(0);
    return port < 0 || port > kPortMax ? 0 : port;
}

QString SettingsViewModel::portText() const
{
    return port() == 0 ? QString() : QString::number(port());
}

QString SettingsViewModel::setPortText(const QString &text)
{
    const QString trimmed = text.trimmed();
    bool isNumber = false;
    const int number = trimmed.isEmpty() ? 0 : trimmed.toInt(&isNumber);
    if (!trimmed.isEmpty() && (!isNumber || number < 1 || number > kPortMax))
        return tr("Ports go from 1 to 65535.");
    if (number != port()) {
        m_portForThisRun.reset();
        remember(kPort, number);
        Q_EMIT portChanged();
    }
    return {};
}

void SettingsViewModel::setPortForThisRun(quint16 port)
{
    m_portForThisRun = port;
    Q_EMIT portChanged();
}

bool SettingsViewModel::playOnThisPc() const
{
    return m_object.value(kPlayOnThisPc).toBool(true);
}

void SettingsViewModel::setPlayOnThisPc(bool play)
{
    if (play == playOnThisPc())
        return;
    remember(kPlayOnThisPc, play);
    Q_EMIT playOnThisPcChanged();
}

} // namespace app
