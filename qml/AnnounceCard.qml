import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Says something to players while they play.
Card {
    id: root

    required property AnnounceViewModel announce

    title: qsTr("Announce")
    subtitle: qsTr("Live, in the game")

    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: false
        spacing: Theme.s1
        RdText {
            kind: RdText.SmallB
            text: qsTr("To")
            color: Theme.muted
        }
        RdText {
            visible: root.announce.audiences.length === 1
            text: root.announce.audiences[0] ?? ""
        }
        Segmented {
            Layout.fillWidth: true
            visible: root.announce.audiences.length > 1
            stretched: true
            accessibleName: qsTr("To")
            options: root.announce.audiences
            current: root.announce.audience
            onChosen: index => root.announce.chooseAudience(index)
        }
    }
    RdTextArea {
        id: area
        Layout.fillWidth: true
        label: qsTr("Text")
        text: root.announce.text
        error: root.announce.error
        help: root.announce.reachable ? qsTr("Players with the plugin see a box, the others a line.")
            : qsTr("Nobody is online. There is nobody to read it.")
        note: text === "" ? "" : root.announce.lengthText
        onEdited: text => root.announce.text = text
        onAccepted: if (send.enabled) root.announce.send()
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: false
        visible: root.announce.result !== ""
        spacing: Theme.s2
        ToneIcon {
            Layout.alignment: Qt.AlignTop
            tone: root.announce.resultTone
        }
        RdText {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: root.announce.result
            color: Theme.toneColor(root.announce.resultTone)
        }
    }
    RdButton {
        id: send
        Layout.fillWidth: true
        kind: RdButton.Primary
        iconName: "megaphone"
        text: qsTr("Send")
        enabled: root.announce.reachable
        busy: root.announce.busy
        busyText: qsTr("Sending")
        shortcutText: qsTr("Ctrl+Enter")
        onClicked: root.announce.send()
    }
    Item {
        Layout.fillHeight: true
    }
}
