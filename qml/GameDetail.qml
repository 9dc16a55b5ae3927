import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// The game that is looked at: its state and who is in it.
ColumnLayout {
    id: root

    required property GamesViewModel games
    readonly property GameDetailViewModel game: games.game

    spacing: Theme.cardGap

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 0
        Flow {
            Layout.fillWidth: true
            spacing: Theme.s3
            RdText {
                width: Math.min(implicitWidth, parent.width)
                kind: RdText.H1
                text: root.game.title
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Item {
                width: pill.implicitWidth
                height: Theme.px(28)
                StatusPill {
                    id: pill
                    anchors.verticalCenter: parent.verticalCenter
                    tone: root.game.phaseTone
                    iconName: root.game.phaseIcon
                    text: root.game.phaseText
                }
            }
        }
        RdText {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: root.game.text
            color: Theme.muted
        }
    }
    MembersCard {
        Layout.fillWidth: true
        games: root.games
    }
}
