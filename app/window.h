#pragma once
// The window as one object: makes the view-models over a Backend, loads the QML and shows it. GUI thread. Everything
// handed in must outlive this. Make one after QGuiApplication; it sets the application's font, icon and name for it.

#include <app/aboutviewmodel.h>
#include <app/backend.h>
#include <app/gamesviewmodel.h>
#include <app/hostviewmodel.h>
#include <app/joinviewmodel.h>
#include <app/settingsviewmodel.h>
#include <app/shellviewmodel.h>
#include <app/uistore.h>

#include <core/base/clock.h>

#include <QObject>
#include <QQmlApplicationEngine>
#include <QTranslator>

#include <memory>

class QQuickWindow;

namespace app {

// Font, icon and name of the application. Every window of it needs them; once is enough.
void prepareGuiApplication();

class Window : public QObject
{
    Q_OBJECT
public:
    // `dataFolder` is shown to the person, as it is.
    Window(Backend &backend, UiStore &store, const base::Clock &clock, const QString &dataFolder);
    ~Window() override;

    // False when the QML could not be loaded; the log tells why. The window is then not there.
    [[nodiscard]] bool show();
    // To the front, as when the program is started a second time.
    void raise();

    [[nodiscard]] QQuickWindow *quickWindow() const;
    [[nodiscard]] QQmlApplicationEngine &engine() { return *m_engine; }
    [[nodiscard]] HostViewModel &host() { return m_host; }
    [[nodiscard]] JoinViewModel &join() { return m_join; }
    [[nodiscard]] GamesViewModel &games() { return m_games; }
    [[nodiscard]] SettingsViewModel &settings() { return m_settings; }
    [[nodiscard]] ShellViewModel &shell() { return m_shell; }

private:
    QTranslator m_words; // before the view-models: their first texts need it
    SettingsViewModel m_settings;
    HostViewModel m_host;
    JoinViewModel m_join;
    GamesViewModel m_games;
    ShellViewModel m_shell;
    AboutViewModel m_about;
    std::unique_ptr<QQmlApplicationEngine> m_engine; // last: the QML goes before what it shows
};

} // namespace app
