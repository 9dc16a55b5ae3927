pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Join a game: an address, or one used before; while connected, where to.
Card {
    id: root

    required property JoinViewModel join
    required property ShellViewModel shell

    padding: Theme.s5
    bodySpacing: Theme.s4

    function go(address: string) {
        field.error = join.connectTo(address);
        if (field.error === "")
            shell.page = ShellViewModel.JoinPage;
    }

    ChoiceHead {
        Layout.fillWidth: true
        iconName: "log-in"
        title: root.join.connected ? root.join.title : qsTr("Join a game")
        text: root.join.connected ? root.join.subtitle : qsTr("Type a server's address, then start the game.")
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: !root.join.connected
        spacing: Theme.s3

        RdField {
            id: field
            Layout.fillWidth: true
            label: qsTr("Server address")
            help: qsTr("The person who hosts can copy it for you.")
            placeholder: qsTr("play.example.org or 192.168.1.24:8080")
            iconName: "link"
            text: root.join.addressConfigured
            inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoPredictiveText
            onAccepted: root.go(text)
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: false
            visible: root.join.recent.count > 0
            spacing: Theme.s1
            RdText {
                kind: RdText.SmallB
                text: qsTr("Recent")
                color: Theme.muted
            }
            Repeater {
                model: root.join.recent
                ServerRow {
                    id: recentRow
                    required property int index
                    required property string address
                    Layout.fillWidth: true
                    visible: index < 2
                    title: address
                    onClicked: root.go(address)
                }
            }
        }
        Item {
            Layout.fillHeight: true
            Layout.minimumHeight: Theme.s1
        }
        RdButton {
            Layout.fillWidth: true
            size: RdButton.Large
            text: qsTr("Connect")
            trailingIcon: "arrow-right"
            busy: root.join.busy
            busyText: qsTr("Connecting")
            onClicked: root.go(field.text)
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: root.join.connected
        spacing: Theme.s3
        Banner {
            Layout.fillWidth: true
            tone: Tone.Ok
            title: root.join.readyTitle
            text: root.join.readyText
        }
        Item {
            Layout.fillHeight: true
        }
        RdButton {
            Layout.fillWidth: true
            size: RdButton.Large
            text: qsTr("Open Join page")
            trailingIcon: "arrow-right"
            onClicked: root.shell.page = ShellViewModel.JoinPage
        }
    }
}
