pragma ComponentBehavior: Bound
import QtQuick
import RelayDeck.Models

// Who is in a game, by slot.
Rectangle {
    id: root

    required property GamesViewModel games
    readonly property bool wide: width >= Theme.px(460)
    readonly property int routerX: wide ? width - Theme.px(110) : 0
    readonly property int pathX: width - Theme.px(wide ? 250 : 140)
    readonly property int slotX: pathX - Theme.px(70)

    implicitHeight: Theme.px(32) + Theme.line + list.height + Theme.px(2)
    radius: Theme.rCard
    color: Theme.surface
    border.width: Theme.line
    border.color: Theme.border

    component Head: RdText {
        height: Theme.px(32)
        verticalAlignment: Text.AlignVCenter
        kind: RdText.Small
        color: Theme.faint
        Accessible.ignored: true
    }
    Head {
        x: Theme.s4
        text: qsTr("Player")
    }
    Head {
        visible: root.wide
        x: root.slotX
        text: qsTr("Slot")
    }
    Head {
        x: root.pathX
        text: qsTr("Path")
    }
    Head {
        visible: root.wide
        x: root.routerX
        text: qsTr("Router")
    }
    Rectangle {
        y: Theme.px(32)
        width: parent.width
        height: Theme.line
        color: Theme.border
    }
    RowList {
        id: list
        x: Theme.line
        y: Theme.px(32) + Theme.line
        width: parent.width - 2 * Theme.line
        height: Math.max(1, count) * rowHeight
        rowHeight: Theme.px(44)
        interactive: false
        model: root.games.game.members
        Accessible.name: qsTr("Players in this game")
        onOpened: index => (itemAtIndex(index) as MemberRow)?.clicked()
        delegate: MemberRow {
            width: ListView.view.width
            pathX: root.pathX
            slotX: root.slotX
            routerX: root.routerX
            current: root.games.shownMember === playerId
            focusShown: ListView.isCurrentItem && list.activeFocus
            onClicked: {
                list.currentIndex = index;
                root.games.chooseMember(playerId);
            }
        }
        RdText {
            visible: list.count === 0
            x: Theme.s4
            height: list.height
            verticalAlignment: Text.AlignVCenter
            text: qsTr("Everyone has left.")
            color: Theme.muted
        }
    }
}
