pragma ComponentBehavior: Bound
import QtQuick
import RelayDeck.Models

// The pages. Each is made when it is first shown and kept, so that what was typed stays.
Item {
    id: root

    required property HostViewModel host
    required property JoinViewModel join
    required property SettingsViewModel settings
    required property ShellViewModel shell
    required property AboutViewModel about

    component Slot: Loader {
        required property int page
        readonly property bool current: root.shell.page === page

        anchors.fill: parent
        visible: current
        active: false
        onCurrentChanged: if (current) active = true
        Component.onCompleted: if (current) active = true
    }

    // Focus goes to the first thing of the page that takes it.
    function focusPage() {
        for (const slot of [home, joinPage, overview, settingsPage, aboutPage]) {
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
        sourceComponent: HomePage {
            host: root.host
            join: root.join
            settings: root.settings
            shell: root.shell
        }
    }
    Slot {
        id: joinPage
        page: ShellViewModel.JoinPage
        sourceComponent: JoinPage {
            join: root.join
            shell: root.shell
        }
    }
    Slot {
        id: overview
        page: ShellViewModel.OverviewPage
        sourceComponent: OverviewPage {
            host: root.host
            join: root.join
            settings: root.settings
            shell: root.shell
        }
    }
    Slot {
        id: settingsPage
        page: ShellViewModel.SettingsPage
        sourceComponent: SettingsPage {
            settings: root.settings
            host: root.host
            shell: root.shell
        }
    }
    Slot {
        id: aboutPage
        page: ShellViewModel.AboutPage
        sourceComponent: AboutPage {
            about: root.about
        }
    }
}
