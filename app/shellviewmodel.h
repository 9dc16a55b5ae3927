#pragma once
// What frames every page: which page is shown, the state pill, the status bar, toasts, the clipboard and the question
// before the window closes. GUI thread; the other view-models must outlive this.

#include <app/hostviewmodel.h>
#include <app/joinviewmodel.h>
#include <app/toastsmodel.h>

#include <QObject>
#include <qqmlregistration.h>

namespace app {

class ShellViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Handed to the root")
    Q_PROPERTY(Page page READ page WRITE setPage NOTIFY pageChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString pageTitle READ pageTitle NOTIFY pageChanged FINAL)
    Q_PROPERTY(bool overviewAvailable READ isOverviewAvailable NOTIFY overviewAvailableChanged FINAL)
    Q_PROPERTY(bool gamesAvailable READ isGamesAvailable NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString pillText READ pillText NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString pillShort READ pillShort NOTIFY stateChanged FINAL)
    Q_PROPERTY(app::tone::Tone pillTone READ pillTone NOTIFY stateChanged FINAL)
    Q_PROPERTY(Page pillPage READ pillPage NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString hostText READ hostText NOTIFY stateChanged FINAL)
    Q_PROPERTY(app::tone::Tone hostTone READ hostTone NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString reachText READ reachText NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString joinText READ joinText NOTIFY stateChanged FINAL)
    Q_PROPERTY(app::tone::Tone joinTone READ joinTone NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString announcement READ announcement NOTIFY announcementChanged FINAL)
    Q_PROPERTY(QString closeQuestionText READ closeQuestionText NOTIFY stateChanged FINAL)
    Q_PROPERTY(app::ToastsModel *toasts READ toasts CONSTANT FINAL)
public:
    enum Page {
        HomePage,
        JoinPage,
        OverviewPage,
        GamesPage, // there while the server runs
        SettingsPage,
        AboutPage,
    };
    Q_ENUM(Page)

    ShellViewModel(HostViewModel &host, JoinViewModel &join, SettingsViewModel &settings, QObject *parent = nullptr);

    void setPage(Page page);
    // Puts `text` on the clipboard and says so to screen readers.
    Q_INVOKABLE void copy(const QString &text);
    // Said by screen readers.
    void announce(const QString &text);
    // For Ctrl+Shift+C: the address to give to friends; a toast tells.
    Q_INVOKABLE void copyBestAddress();
    // True: the window may go. False: it has to stay for now; either closeQuestion() was emitted or the server is
    // stopping and closeApproved() follows. A second request while stopping lets the window go.
    Q_INVOKABLE bool requestClose();
    // The answer "Stop now" to closeQuestion().
    Q_INVOKABLE void stopAndClose();

    [[nodiscard]] Page page() const { return m_page; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString pageTitle() const;
    [[nodiscard]] bool isOverviewAvailable() const { return m_host.hostedBefore(); }
    [[nodiscard]] bool isGamesAvailable() const;
    [[nodiscard]] QString pillText() const;  // empty: no pill
    [[nodiscard]] QString pillShort() const; // for narrow windows
    [[nodiscard]] tone::Tone pillTone() const;
    [[nodiscard]] Page pillPage() const;
    [[nodiscard]] QString hostText() const;
    [[nodiscard]] tone::Tone hostTone() const;
    [[nodiscard]] QString reachText() const; // empty unless running
    [[nodiscard]] QString joinText() const;
    [[nodiscard]] tone::Tone joinTone() const;
    [[nodiscard]] QString announcement() const { return m_announcement; }
    [[nodiscard]] QString closeQuestionText() const;
    [[nodiscard]] ToastsModel *toasts() { return &m_toasts; }

Q_SIGNALS:
    void pageChanged();
    void stateChanged();
    void overviewAvailableChanged();
    void announcementChanged();
    void closeQuestion();
    void closeApproved();

private:
    void connectHost();
    void connectJoin();
    void onHostStatus();
    [[nodiscard]] bool isHostShown() const; // the pill speaks about hosting rather than joining

    HostViewModel &m_host;
    JoinViewModel &m_join;
    ToastsModel m_toasts;
    QString m_announcement;
    Page m_page = HomePage;
    HostViewModel::Phase m_hostPhaseSeen = HostViewModel::Stopped;
    bool m_closing = false;
};

} // namespace app
