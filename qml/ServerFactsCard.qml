import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// The server in figures.
Card {
    id: root

    required property HostViewModel host

    title: qsTr("Server")
    bodySpacing: Theme.px(2)

    actions: StatusPill {
        compact: true
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        tone: root.host.running ? Tone.Ok : Tone.Working
        text: root.host.running ? qsTr("On") : qsTr("Stopping")
    }

    KeyValue {
        Layout.fillWidth: true
        visible: value !== ""
        name: qsTr("Hosting for")
        value: root.host.runningFor
    }
    KeyValue {
        Layout.fillWidth: true
        name: qsTr("Port")
        value: root.host.portText
        mono: true
    }
    RdText {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.s1
        visible: text !== ""
        kind: RdText.Small
        wrapMode: Text.Wrap
        text: root.host.portNote
        color: Theme.faint
    }
    KeyValue {
        Layout.fillWidth: true
        name: qsTr("Connections")
        value: root.host.connectionsText
    }
    KeyValue {
        Layout.fillWidth: true
        name: qsTr("Line")
        value: root.host.encryptionText
    }
    Item {
        Layout.fillHeight: true
    }
}
