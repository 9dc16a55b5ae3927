import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Left the games and who waits for one, right the one that is looked at. In small windows one after the other.
Item {
    id: root

    required property GamesViewModel games
    readonly property bool stacked: width < Theme.px(640)
    readonly property bool chosen: games.shown !== GamesViewModel.Nothing
    readonly property bool detailShown: !stacked || chosen || writing
    property bool writing: false // stacked: to everyone, with nothing chosen

    function back() {
        writing = false;
        games.close();
    }

    Shortcut {
        sequence: "Esc"
        enabled: root.visible && (root.chosen || root.writing)
        onActivated: root.back()
    }
    GamesList {
        id: list
        visible: !root.stacked || !root.detailShown
        width: root.stacked ? parent.width : Theme.px(root.width > Theme.px(960) ? 392 : 264)
        height: parent.height
        games: root.games
        writeShown: root.stacked
        onWriteRequested: root.writing = true
    }
    Rectangle {
        visible: root.detailShown
        anchors.left: root.stacked ? parent.left : list.right
        anchors.right: parent.right
        height: parent.height
        color: Theme.bg

        Rectangle {
            visible: !root.stacked
            width: Theme.line
            height: parent.height
            color: Theme.border
        }
        ScrollPage {
            id: page
            readonly property bool wide: columnWidth >= Theme.px(560)
            anchors.fill: parent
            anchors.leftMargin: root.stacked ? 0 : Theme.line
            margin: width < Theme.px(560) ? Theme.s4 : Theme.s5

            Column {
                width: parent.width
                spacing: Theme.cardGap

                RdButton {
                    visible: root.stacked
                    kind: RdButton.Ghost
                    size: RdButton.Small
                    iconName: "arrow-left"
                    text: qsTr("All games")
                    onClicked: root.back()
                }
                GameDetail {
                    width: parent.width
                    visible: root.games.shown === GamesViewModel.Game
                    games: root.games
                }
                WaitingDetail {
                    width: parent.width
                    visible: root.games.shown === GamesViewModel.Waiting
                    waiting: root.games.waiting
                }
                EmptyState {
                    width: parent.width
                    topPadding: Theme.s5
                    bottomPadding: Theme.s5
                    visible: !root.chosen && !root.stacked && (root.games.gameCount > 0 || root.games.queue.count > 0)
                    iconName: "swords"
                    title: qsTr("Nothing chosen")
                    text: qsTr("Pick a game to see who plays, or a waiting player to see why they wait.")
                }
                GridLayout {
                    width: parent.width
                    columns: page.wide ? 2 : 1
                    columnSpacing: Theme.cardGap
                    rowSpacing: Theme.cardGap

                    AnnounceCard {
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        announce: root.games.announce
                    }
                    GameFactsCard {
                        Layout.fillWidth: !page.wide
                        Layout.fillHeight: true
                        Layout.preferredWidth: page.wide ? Theme.px(252) : -1
                        visible: root.games.shown === GamesViewModel.Game
                        game: root.games.game
                    }
                }
            }
        }
    }
}
