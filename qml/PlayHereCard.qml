import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// The game on this PC: connected to this server, or one click away from it.
Card {
    id: root

    required property HostViewModel host
    required property JoinViewModel join
    required property ShellViewModel shell

    title: qsTr("Play on this PC")
    bodySpacing: Theme.s3

    actions: StatusPill {
        visible: root.join.active
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        compact: true
        tone: root.join.tone
        text: root.join.phase === JoinViewModel.GameConnected ? qsTr("In the game")
            : root.join.connected ? qsTr("Ready")
            : root.join.phase === JoinViewModel.Failed ? qsTr("Not connected") : qsTr("Connecting")
    }

    RdText {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        text: !root.join.active ? qsTr("Connects your own game to this server. Nothing to type.")
            : root.join.problem.present ? root.join.problem.title
            : root.join.connected ? root.join.readyTitle : root.join.subtitle
        color: Theme.muted
    }
    Row {
        spacing: Theme.s2
        RdButton {
            visible: !root.join.active
            iconName: "play"
            text: qsTr("Play on this PC")
            onClicked: root.join.connectTo(root.host.localAddress)
        }
        RdButton {
            visible: root.join.active
            kind: RdButton.Ghost
            size: RdButton.Small
            text: qsTr("Show connection")
            trailingIcon: "arrow-right"
            onClicked: root.shell.page = ShellViewModel.JoinPage
        }
    }
}
