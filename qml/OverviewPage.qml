import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Is my server on, how do friends reach it, who is here.
ScrollPage {
    id: root

    required property HostViewModel host
    required property JoinViewModel join
    required property SettingsViewModel settings
    required property ShellViewModel shell
    readonly property bool on: host.phase === HostViewModel.Running || host.phase === HostViewModel.Stopping
    readonly property bool wide: columnWidth >= Theme.px(840)

    margin: width < Theme.px(700) ? Theme.s4 : Theme.s5

    ColumnLayout {
        width: parent.width
        height: Math.max(implicitHeight, root.height - 2 * root.margin)
        spacing: Theme.cardGap

        PageHeader {
            Layout.fillWidth: true
            title: root.shell.pageTitle
            text: root.host.phase === HostViewModel.Stopped && !root.shell.overviewAvailable
                ? qsTr("Friends join you. You can play too.")
                : root.host.phase === HostViewModel.Stopping ? root.host.serverName : root.host.headline

            RdButton {
                visible: root.host.running
                iconName: "rotate-cw"
                text: qsTr("Restart")
                onClicked: root.host.requestRestart()
            }
            RdButton {
                visible: root.on
                iconName: "square"
                text: root.host.playerCount > 0 ? qsTr("Stop hosting…") : qsTr("Stop hosting")
                busy: root.host.phase === HostViewModel.Stopping
                busyText: qsTr("Stopping")
                toolTip: qsTr("Stop hosting")
                shortcutText: qsTr("Ctrl+H")
                onClicked: root.host.requestStop()
            }
        }
        OverviewOn {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.on
            host: root.host
            join: root.join
            shell: root.shell
            wide: root.wide
        }
        OverviewOff {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !root.on
            host: root.host
            settings: root.settings
            shell: root.shell
        }
    }
}
