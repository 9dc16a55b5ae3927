pragma ComponentBehavior: Bound
import QtQuick
import RelayDeck.Models

// The pages there are. A person who never hosted meets no administration.
Rectangle {
    id: root

    required property ShellViewModel shell
    required property HostViewModel host
    required property GamesViewModel games
    property bool narrow: false

    color: Theme.rail
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Pages")

    function focusCurrent() {
        for (const entry of [home, joinEntry, server, gamesEntry, settingsEntry, aboutEntry]) {
            if (entry.current)
                entry.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    component GroupTitle: RdText {
        visible: !root.narrow
        width: parent.width
        leftPadding: Theme.s3
        height: Theme.controlSmall
        verticalAlignment: Text.AlignVCenter
        kind: RdText.Small
        color: Theme.faint
    }
    component Entry: RailEntry {
        required property int page
        width: parent.width
        narrow: root.narrow
        current: root.shell.page === page
        onClicked: root.shell.page = page
    }

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.s2
        spacing: root.narrow ? Theme.s2 : 0

        GroupTitle { text: qsTr("Play") }
        Entry {
            id: home
            page: ShellViewModel.HomePage
            iconName: "house"
            text: qsTr("Home")
            shortcutText: qsTr("Ctrl+1")
        }
        Entry {
            id: joinEntry
            page: ShellViewModel.JoinPage
            iconName: "log-in"
            text: qsTr("Join")
            shortcutText: qsTr("Ctrl+2")
        }
        GroupTitle { text: qsTr("Server") }
        Entry {
            id: server
            page: ShellViewModel.OverviewPage
            iconName: root.shell.overviewAvailable ? "gauge" : "radio-tower"
            text: root.shell.overviewAvailable ? qsTr("Overview") : qsTr("Host a game")
            shortText: root.shell.overviewAvailable ? qsTr("Server") : qsTr("Host")
            shortcutText: qsTr("Ctrl+3")
            badge: root.host.playerCount
        }
        Entry {
            id: gamesEntry
            visible: root.shell.gamesAvailable
            page: ShellViewModel.GamesPage
            iconName: "swords"
            text: qsTr("Games")
            shortcutText: qsTr("Ctrl+4")
            badge: root.games.gameCount
        }
    }
    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.s2
        spacing: root.narrow ? Theme.s2 : 0

        Entry {
            id: settingsEntry
            page: ShellViewModel.SettingsPage
            iconName: "settings"
            text: qsTr("Settings")
            shortcutText: qsTr("Ctrl+5")
        }
        Entry {
            id: aboutEntry
            page: ShellViewModel.AboutPage
            iconName: "info"
            text: qsTr("About")
            shortcutText: qsTr("Ctrl+6")
        }
    }
    Rectangle {
        anchors.right: parent.right
        width: Theme.line
        height: parent.height
        color: Theme.border
    }
}
