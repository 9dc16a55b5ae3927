import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// What remains to do until the first friend is here.
Card {
    id: root

    required property HostViewModel host
    required property JoinViewModel join
    required property ShellViewModel shell

    title: qsTr("Next steps")
    bodySpacing: 0

    StepRow {
        Layout.fillWidth: true
        index: 0
        title: qsTr("Server started")
        text: root.host.portNote !== "" ? root.host.portNote : qsTr("On port %1").arg(root.host.portText)
        value: root.host.portText
        stepState: StepsModel.Done
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: false
        spacing: Theme.s3
        StepRow {
            Layout.fillWidth: true
            index: 1
            title: root.join.connected ? root.join.readyTitle : qsTr("Play on this PC")
            text: root.join.problem.present ? root.join.problem.title
                : root.join.connected ? root.join.readyText : qsTr("Connects your own game to this server. Nothing to type.")
            value: ""
            stepState: root.join.phase === JoinViewModel.GameConnected ? StepsModel.Done
                : root.join.connected ? StepsModel.Running
                : root.join.phase === JoinViewModel.Failed ? StepsModel.Failed
                : root.join.active ? StepsModel.Running : StepsModel.Todo
        }
        RdButton {
            Layout.alignment: Qt.AlignTop
            visible: !root.join.active
            size: RdButton.Small
            text: qsTr("Play on this PC")
            onClicked: root.join.connectTo(root.host.localAddress)
        }
        RdButton {
            Layout.alignment: Qt.AlignTop
            visible: root.join.active
            size: RdButton.Small
            kind: RdButton.Ghost
            text: qsTr("Show connection")
            onClicked: root.shell.page = ShellViewModel.JoinPage
        }
    }
    StepRow {
        Layout.fillWidth: true
        index: 2
        title: qsTr("A friend joins")
        text: qsTr("Send them the address. They have to be on the same network or VPN.")
        value: ""
        stepState: StepsModel.Todo
        last: true
    }
    Item {
        Layout.fillHeight: true
    }
}
