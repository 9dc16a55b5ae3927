pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// The running games and, below or behind a switch when the window is low, who waits for one.
Item {
    id: root

    required property GamesViewModel games
    readonly property int margin: width < Theme.px(300) ? Theme.s4 : Theme.s5
    readonly property bool low: height < Theme.px(600)
    property bool writeShown: false
    property int part: 0 // of a low window: 0 the games, 1 who waits
    readonly property bool gamesShown: !low || part === 0
    readonly property bool queueShown: !low || part === 1

    signal writeRequested()

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: root.margin
        spacing: Theme.s3

        Item {
            Layout.fillWidth: true
            implicitHeight: header.implicitHeight
            PageHeader {
                id: header
                width: parent.width - (write.visible ? write.width + Theme.s4 : 0)
                title: qsTr("Games")
                text: root.games.countsText
            }
            RdButton {
                id: write
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                visible: root.writeShown
                iconName: "megaphone"
                text: qsTr("Announce…")
                onClicked: root.writeRequested()
            }
        }
        Segmented {
            Layout.fillWidth: true
            visible: root.low
            stretched: true
            accessibleName: qsTr("Show")
            options: [qsTr("Games %1").arg(root.games.gameCount), qsTr("Waiting %1").arg(root.games.queue.count)]
            current: root.part
            onChosen: index => root.part = index
        }
        Flow {
            Layout.fillWidth: true
            visible: root.gamesShown && root.games.gameCount > 0
            spacing: Theme.px(6)

            component KindChip: FilterChip {
                required property int kind
                current: root.games.kind === kind
                count: root.games.kindCounts[kind] ?? 0
                onClicked: root.games.kind = kind
            }
            KindChip { kind: GamesModel.All; text: qsTr("All") }
            KindChip { kind: GamesModel.InMatch; text: qsTr("In match") }
            KindChip { kind: GamesModel.InLobby; text: qsTr("Lobby") }
            KindChip { kind: GamesModel.Trouble; text: qsTr("Trouble") }
        }
        RowList {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.rightMargin: -Theme.s3 // the scroll bar is beside the cards
            visible: root.gamesShown && count > 0
            model: root.games.games
            spacing: Theme.px(10)
            rowHeight: Theme.px(118)
            Accessible.name: qsTr("Running games")
            onOpened: index => root.open(index)
            delegate: GameCard {
                required property int index
                width: ListView.view.width - Theme.s3
                current: root.games.shown === GamesViewModel.Game && root.games.shownId === gameId
                focusShown: ListView.isCurrentItem && list.activeFocus
                onClicked: root.open(index)
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.gamesShown && list.count === 0

            EmptyState {
                anchors.centerIn: parent
                width: parent.width
                iconName: "swords"
                title: root.games.gameCount === 0 ? qsTr("No games yet") : qsTr("No game is like that now")
                text: root.games.gameCount === 0 ? qsTr("Games appear here when someone creates a match.") : ""
                RdButton {
                    visible: root.games.gameCount > 0
                    text: qsTr("Show all")
                    onClicked: root.games.kind = GamesModel.All
                }
            }
        }
        QueueList {
            Layout.fillWidth: true
            Layout.fillHeight: root.low
            visible: root.queueShown
            games: root.games
            rowsMax: root.low ? 0 : 3
        }
    }

    function open(index: int) {
        list.currentIndex = index;
        const card = list.itemAtIndex(index) as GameCard;
        if (card)
            root.games.openGame(card.gameId);
    }
}
