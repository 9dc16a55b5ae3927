#pragma once
// What a person chose for the window and for hosting from it, remembered in a UiStore. Changes apply at once and are
// written together a moment later. GUI thread. The store must outlive this.

#include <app/uistore.h>

#include <QJsonObject>
#include <QJsonValue>
#include <QObject>
#include <QTimer>
#include <qqmlregistration.h>

#include <optional>

namespace app {

class SettingsViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Handed to the root")
    Q_PROPERTY(Theme theme READ theme WRITE setTheme NOTIFY themeChanged FINAL)
    Q_PROPERTY(Scheme scheme READ scheme NOTIFY schemeChanged FINAL)
    Q_PROPERTY(int uiScale READ uiScale WRITE setUiScale NOTIFY uiScaleChanged FINAL)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged FINAL)
    Q_PROPERTY(QString serverName READ serverName WRITE setServerName NOTIFY serverNameChanged FINAL)
    Q_PROPERTY(QString serverNameDefault READ serverNameDefault NOTIFY serverNameChanged FINAL)
    Q_PROPERTY(int port READ port NOTIFY portChanged FINAL)
    Q_PROPERTY(QString portText READ portText NOTIFY portChanged FINAL)
    Q_PROPERTY(bool playOnThisPc READ playOnThisPc WRITE setPlayOnThisPc NOTIFY playOnThisPcChanged FINAL)
    Q_PROPERTY(QString dataFolder READ dataFolder CONSTANT FINAL)
    Q_PROPERTY(QString monoFamily READ monoFamily CONSTANT FINAL)
public:
    enum Theme {
        FollowSystem,
        DarkTheme,
        LightTheme,
        HighContrastTheme,
    };
    Q_ENUM(Theme)

    enum Scheme // what is really shown
    {
        Dark,
        Light,
        HighContrast,
    };
    Q_ENUM(Scheme)

    SettingsViewModel(UiStore &store, QString dataFolder, QObject *parent = nullptr);
    ~SettingsViewModel() override;

    void setTheme(Theme theme);
    void setUiScale(int percent); // kept within kUiScaleMin … kUiScaleMax
    void setReducedMotion(bool reduced);
    void setServerName(const QString &name); // trimmed; empty brings the default back
    // What the configuration calls the server; empty: the computer's name stays the default.
    void setServerNameConfigured(const QString &name);
    void setPlayOnThisPc(bool play);
    // Takes what was typed; empty means automatic. Returns a sentence for the person when it is no port, else empty.
    Q_INVOKABLE QString setPortText(const QString &text);
    // What the command line said: goes before the remembered one and is not remembered, until a person types another.
    void setPortForThisRun(quint16 port);

    // For the other view-models: anything small that should be remembered.
    void remember(const QString &key, const QJsonValue &value);
    [[nodiscard]] QJsonValue remembered(const QString &key) const { return m_object.value(key); }

    // Writes what waits; called by itself before the end.
    void flush();

    [[nodiscard]] Theme theme() const;
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] int uiScale() const;
    [[nodiscard]] bool reducedMotion() const;
    [[nodiscard]] QString serverName() const;
    [[nodiscard]] QString serverNameDefault() const;
    [[nodiscard]] int port() const; // 0: automatic
    [[nodiscard]] QString portText() const;
    [[nodiscard]] bool playOnThisPc() const;
    [[nodiscard]] QString dataFolder() const { return m_dataFolder; }
    [[nodiscard]] QString monoFamily() const { return m_monoFamily; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void themeChanged();
    void schemeChanged();
    void uiScaleChanged();
    void reducedMotionChanged();
    void serverNameChanged();
    void portChanged();
    void playOnThisPcChanged();
    void saveFailed();

private:
    void updateScheme();

    UiStore &m_store;
    QString m_dataFolder;
    QString m_monoFamily;
    QString m_serverNameConfigured;
    QJsonObject m_object;
    QTimer m_saveSoon;
    std::optional<int> m_portForThisRun;
    Scheme m_scheme = Dark;
    bool m_unsaved = false;
};

} // namespace app
