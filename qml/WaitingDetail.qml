import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// The waiting player that is looked at: why they wait.
ColumnLayout {
    id: root

    required property WaitingDetailViewModel waiting

    spacing: Theme.cardGap

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0
        RdText {
            Layout.fillWidth: true
            kind: RdText.H1
            text: root.waiting.name
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        RdText {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: root.waiting.text
            color: Theme.muted
        }
    }
    Banner {
        Layout.fillWidth: true
        visible: root.waiting.reasonTitle !== ""
        tone: root.waiting.reasonTone
        iconName: root.waiting.reasonTone === Tone.Ok ? "" : "hourglass"
        title: root.waiting.reasonTitle
        text: root.waiting.reasonText
    }
    ExplainCard {
        Layout.fillWidth: true
        visible: !root.waiting.placed && root.waiting.games.count > 0
        waiting: root.waiting
    }
}
