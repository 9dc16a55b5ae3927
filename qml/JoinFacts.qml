import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// The connection in figures.
Card {
    id: root

    required property JoinViewModel join
    readonly property int names: Theme.px(84)

    color: Theme.dark ? Theme.bg : Theme.raised
    padding: Theme.px(14)
    bodySpacing: Theme.px(2)

    KeyValue {
        Layout.fillWidth: true
        nameWidth: root.names
        name: qsTr("Address")
        value: root.join.baseText
        mono: true
    }
    KeyValue {
        Layout.fillWidth: true
        nameWidth: root.names
        name: qsTr("Version")
        value: root.join.versionText
    }
    KeyValue {
        Layout.fillWidth: true
        nameWidth: root.names
        name: qsTr("Game lines")
        value: root.join.gamesText
    }
    KeyValue {
        Layout.fillWidth: true
        nameWidth: root.names
        name: qsTr("Sent")
        value: root.join.sentText
    }
    KeyValue {
        Layout.fillWidth: true
        nameWidth: root.names
        name: qsTr("Received")
        value: root.join.receivedText
    }
}
