import QtQuick
import RelayDeck.Models

// The window: top bar, rail, the current page, status bar, and what floats above.
Window {
    id: root

    required property HostViewModel host
    required property JoinViewModel join
    required property GamesViewModel games
    required property SettingsViewModel settings
    required property ShellViewModel shell
    required property AboutViewModel about

    readonly property real roomX: width / Theme.scale
    readonly property real roomY: height / Theme.scale
    readonly property bool narrow: roomX < 900

    width: 1280
    height: 800
    minimumWidth: 640
    minimumHeight: 480
    visible: true
    color: Theme.bg
    title: shell.title === "Relay Deck" ? "Relay Deck" : qsTr("%1 – Relay Deck").arg(shell.title)

    Binding { target: Theme; property: "scheme"; value: root.settings.scheme }
    Binding { target: Theme; property: "scale"; value: root.settings.uiScale / 100 }
    Binding { target: Theme; property: "reducedMotion"; value: root.settings.reducedMotion }
    Binding { target: Theme; property: "monoFamily"; value: root.settings.monoFamily }

    onClosing: close => close.accepted = shell.requestClose()

    Shortcuts {
        shell: root.shell
        host: root.host
        onPaneRequested: panes.next()
    }
    Questions {
        id: questions
        host: root.host
        shell: root.shell
        onWindowMayClose: root.close()
    }
    Panes {
        id: panes
        topBar: topBar
        rail: rail
        pages: pages
        statusBar: statusBar
    }

    TopBar {
        id: topBar
        width: parent.width
        shell: root.shell
        narrow: root.narrow
        small: root.roomX < 800
    }
    SideRail {
        id: rail
        anchors.top: topBar.bottom
        anchors.bottom: statusBar.top
        width: root.narrow ? Theme.railNarrow : Theme.railWide
        shell: root.shell
        host: root.host
        games: root.games
        narrow: root.narrow
    }
    Pages {
        id: pages
        anchors.top: topBar.bottom
        anchors.bottom: statusBar.top
        anchors.left: rail.right
        anchors.right: parent.right
        host: root.host
        join: root.join
        games: root.games
        settings: root.settings
        shell: root.shell
        about: root.about
    }
    StatusBar {
        id: statusBar
        anchors.bottom: parent.bottom
        width: parent.width
        shell: root.shell
        low: root.roomY < 500
    }
    ToastStack {
        anchors.right: parent.right
        anchors.rightMargin: Theme.s5
        anchors.bottom: statusBar.top
        anchors.bottomMargin: Theme.s4
        width: Math.min(Theme.px(420), parent.width - 2 * Theme.s4)
        toasts: root.shell.toasts
    }
    // What screen readers say when something changed that has no focus.
    Item {
        Accessible.role: Accessible.AlertMessage
        Accessible.name: root.shell.announcement
    }
}
