#pragma once
// Tells a person who started the program without a terminal why it does not start. Takes nothing from the data folder,
// which may be the reason. GUI thread, after QGuiApplication.

#include <app/settingsviewmodel.h>
#include <app/uistore.h>

#include <QQmlApplicationEngine>

#include <memory>

class QQuickWindow;

namespace app {

class RefusedWindow
{
public:
    explicit RefusedWindow(const QString &reason);
    RefusedWindow(const RefusedWindow &) = delete;
    RefusedWindow &operator=(const RefusedWindow &) = delete;
    ~RefusedWindow();

    // nullptr: the QML could not be loaded.
    [[nodiscard]] QQuickWindow *quickWindow() const;

private:
    class NoStore final : public UiStore
    {
    public:
        [[nodiscard]] QJsonObject load() override { return {}; }
        [[nodiscard]] bool save(const QJsonObject & /*object*/) override { return true; }
    };

    NoStore m_store;
    SettingsViewModel m_settings;
    std::unique_ptr<QQmlApplicationEngine> m_engine; // last: the QML goes before what it shows
};

// Shows it until it is closed. At once over where nobody could see it.
void showRefused(const QString &reason);

} // namespace app
