import QtQuick
import RelayDeck.Models

// The waiting player that is looked at: why they wait.
Column {
    id: root

    required property WaitingDetailViewModel waiting

    spacing: Theme.cardGap

    Column {
        width: parent.width
        RdText {
            width: parent.width
            kind: RdText.H1
            text: root.waiting.name
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        RdText {
            width: parent.width
            wrapMode: Text.Wrap
            text: root.waiting.text
            color: Theme.muted
        }
    }
    Banner {
        width: parent.width
        visible: root.waiting.reasonTitle !== ""
        tone: root.waiting.reasonTone
        iconName: root.waiting.reasonTone === Tone.Ok ? "" : "hourglass"
        title: root.waiting.reasonTitle
        text: root.waiting.reasonText
    }
    ExplainCard {
        width: parent.width
        visible: !root.waiting.placed && root.waiting.games.count > 0
        waiting: root.waiting
    }
}
