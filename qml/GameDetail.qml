import QtQuick
import RelayDeck.Models

// The game that is looked at: its state and who is in it.
Column {
    id: root

    required property GamesViewModel games
    readonly property GameDetailViewModel game: games.game

    spacing: Theme.cardGap

    Column {
        width: parent.width
        Row {
            width: parent.width
            spacing: Theme.s3
            RdText {
                width: Math.min(implicitWidth, parent.width - pill.width - parent.spacing)
                kind: RdText.H1
                text: root.game.title
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            StatusPill {
                id: pill
                anchors.verticalCenter: parent.verticalCenter
                tone: root.game.phaseTone
                iconName: root.game.phaseIcon
                text: root.game.phaseText
            }
        }
        RdText {
            width: parent.width
            wrapMode: Text.Wrap
            text: root.game.text
            color: Theme.muted
        }
    }
    MembersCard {
        width: parent.width
        games: root.games
    }
}
