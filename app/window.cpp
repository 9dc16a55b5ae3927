#include <app/window.h>

#include <app/iconprovider.h>
#include <app/shadowprovider.h>

#include <QFont>
#include <QGuiApplication>
#include <QIcon>
#include <QQuickWindow>
#include <QtQml/QQmlExtensionPlugin>

using namespace Qt::StringLiterals;

Q_IMPORT_QML_PLUGIN(RelayDeckPlugin)
Q_IMPORT_QML_PLUGIN(RelayDeck_ModelsPlugin)

namespace app {

namespace {

// Plural forms are words like others; without these English would read "1 player(s)". The translator takes itself out
// of the application when it goes.
const QString &installWords(QTranslator &words, const QString &dataFolder)
{
    if (words.load(u":/relaydeck/i18n/relaydeck_en.qm"_s))
        QCoreApplication::installTranslator(&words);
    return dataFolder;
}

} // namespace

void prepareGuiApplication()
{
    QFont font = QGuiApplication::font();
    QStringList families {
        u"Inter"_s,      u"Segoe UI Variable Text"_s, u"Segoe UI"_s, u"SF Pro Text"_s, u"Noto Sans"_s, u"Cantarell"_s,
        u"DejaVu Sans"_s};
    families.append(font.family());
    font.setFamilies(families);
    QGuiApplication::setFont(font);
    QGuiApplication::setWindowIcon(QIcon(u":/relaydeck/icon.svg"_s));
    if (QGuiApplication::applicationDisplayName().isEmpty() ||
        QGuiApplication::applicationDisplayName() == QCoreApplication::applicationName())
        QGuiApplication::setApplicationDisplayName(u"Relay Deck"_s);
}

Window::Window(Backend &backend, UiStore &store, const base::Clock &clock, const QString &dataFolder)
    : m_settings(store, installWords(m_words, dataFolder))
    , m_host(backend, m_settings, clock)
    , m_join(backend, m_settings, clock)
    , m_games(backend, m_host, clock)
    , m_shell(m_host, m_join, m_settings)
    , m_engine(std::make_unique<QQmlApplicationEngine>())
{
    prepareGuiApplication();
    connect(m_games.announce(), &AnnounceViewModel::resultChanged, &m_shell,
            [this] { m_shell.announce(m_games.announce()->result()); });
    m_engine->addImageProvider(u"icon"_s, new IconProvider); // owned by the engine
    m_engine->addImageProvider(u"shadow"_s, new ShadowProvider);
    m_engine->setInitialProperties({{u"host"_s, QVariant::fromValue(&m_host)},
                                    {u"join"_s, QVariant::fromValue(&m_join)},
                                    {u"games"_s, QVariant::fromValue(&m_games)},
                                    {u"settings"_s, QVariant::fromValue(&m_settings)},
                                    {u"shell"_s, QVariant::fromValue(&m_shell)},
                                    {u"about"_s, QVariant::fromValue(&m_about)}});
}

Window::~Window() = default;

bool Window::show()
{
    m_engine->load(QUrl(u"qrc:/RelayDeck/Main.qml"_s));
    return quickWindow() != nullptr;
}

QQuickWindow *Window::quickWindow() const
{
    const auto roots = m_engine->rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(roots.constFirst());
}

void Window::raise()
{
    if (auto *window = quickWindow()) {
        if (window->visibility() == QWindow::Minimized)
            window->showNormal();
        window->raise();
        window->requestActivate();
    }
}

} // namespace app
