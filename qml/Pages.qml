pragma ComponentBehavior: Bound
import QtQuick
import RelayDeck.Models

// The pages. Each is made when it is first shown and kept, so that what was typed stays.
Item {
    id: root

    required property HostViewModel host
    required property JoinViewModel join
    required property GamesViewModel games
    required property SettingsViewModel settings
    required property ShellViewModel shell
    required property AboutViewModel about

    component Slot: Loader {
        required property int page
        readonly property bool current: root.shell.page === page

        signal firstShown()

        anchors.fill: parent
        visible: current
        onCurrentChanged: if (current && status === Loader.Null) firstShown()
        Component.onCompleted: if (current && status === Loader.Null) firstShown()
    }

    // Focus goes to the first thing of the page that takes it.
    function focusPage() {
        for (const slot of [home, joinPage, overview, gamesPage, settingsPage, aboutPage]) {
            if (!slot.current || !slot.item)
                continue;
            const target = slot.item.nextItemInFocusChain(true);
            if (target)
                target.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    Slot {
        id: home
        page: ShellViewModel.HomePage
        onFirstShown: setSource("HomePage.qml", { host: root.host, join: root.join, settings: root.settings, shell: root.shell })
    }
    Slot {
        id: joinPage
        page: ShellViewModel.JoinPage
        onFirstShown: setSource("JoinPage.qml", { join: root.join, shell: root.shell })
    }
    Slot {
        id: overview
        page: ShellViewModel.OverviewPage
        onFirstShown: setSource("OverviewPage.qml", { host: root.host, join: root.join, settings: root.settings, shell: root.shell })
    }
    Slot {
        id: gamesPage
        page: ShellViewModel.GamesPage
        onFirstShown: setSource("GamesPage.qml", { games: root.games })
    }
    Slot {
        id: settingsPage
        page: ShellViewModel.SettingsPage
        onFirstShown: setSource("SettingsPage.qml", { settings: root.settings, host: root.host, shell: root.shell })
    }
    Slot {
        id: aboutPage
        page: ShellViewModel.AboutPage
        onFirstShown: setSource("AboutPage.qml", { about: root.about })
    }
}
