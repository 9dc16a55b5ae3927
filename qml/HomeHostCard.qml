import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Host a game; while hosting, what is on and the way to it.
Card {
    id: root

    required property HostViewModel host
    required property SettingsViewModel settings
    required property ShellViewModel shell

    padding: Theme.s5
    bodySpacing: Theme.s4

    ChoiceHead {
        Layout.fillWidth: true
        accented: true
        iconName: "radio-tower"
        title: root.host.running ? root.host.serverName : root.shell.overviewAvailable ? qsTr("Continue hosting %1").arg(root.host.serverName) : qsTr("Host a game")
        text: root.host.running ? root.host.headline : qsTr("Friends join you. You can play too.")
    }
    HostForm {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: !root.host.running
        host: root.host
        settings: root.settings
        shell: root.shell
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: root.host.running
        spacing: Theme.s3

        CopyRow {
            Layout.fillWidth: true
            visible: value !== ""
            iconName: "house-wifi"
            label: qsTr("Address")
            labelWidth: Theme.px(64)
            value: root.host.addresses.best
            onCopyRequested: text => root.shell.copy(text)
        }
        KeyValue {
            Layout.fillWidth: true
            name: qsTr("Online now")
            value: root.host.playersText
        }
        KeyValue {
            Layout.fillWidth: true
            name: qsTr("Hosting for")
            value: root.host.runningFor
        }
        Item {
            Layout.fillHeight: true
        }
        RdButton {
            Layout.fillWidth: true
            kind: RdButton.Primary
            size: RdButton.Large
            text: qsTr("Open overview")
            trailingIcon: "arrow-right"
            onClicked: root.shell.page = ShellViewModel.OverviewPage
        }
    }
}
