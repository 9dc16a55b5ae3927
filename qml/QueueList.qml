pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Who waits for a game, longest first.
Card {
    id: root

    required property GamesViewModel games
    property int rowsMax: 3 // 0: as many as there is room for

    title: qsTr("Waiting")
    subtitle: games.queueShort
    flush: true
    bodySpacing: 0

    RowList {
        id: list
        Layout.fillWidth: true
        Layout.fillHeight: root.rowsMax === 0
        Layout.preferredHeight: Math.min(count, root.rowsMax) * rowHeight
        visible: count > 0
        model: root.games.queue
        Accessible.name: root.games.queueText
        onOpened: index => root.open(itemAtIndex(index))
        delegate: WaitingRow {
            id: row
            width: ListView.view.width
            current: root.games.shown === GamesViewModel.Waiting && root.games.shownId === playerId
            focusShown: ListView.isCurrentItem && list.activeFocus
            onClicked: root.open(row)
        }
    }
    Item {
        Layout.fillHeight: root.rowsMax === 0 && list.count === 0
        visible: list.count === 0 && root.rowsMax === 0
        Layout.fillWidth: true
    }

    function open(row: Item) {
        const waiting = row as WaitingRow;
        if (!waiting)
            return;
        list.currentIndex = waiting.index;
        root.games.openWaiting(waiting.playerId);
    }
}
