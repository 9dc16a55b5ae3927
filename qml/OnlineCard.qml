pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Who is online, live. Virtualised: ten thousand rows cost what fits the screen.
Card {
    id: root

    required property HostViewModel host
    readonly property bool empty: host.playerCount === 0

    title: empty ? qsTr("Players") : qsTr("Online now")
    subtitle: empty ? "" : host.playersText
    flush: true
    bodySpacing: 0

    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: root.empty
        implicitHeight: emptyState.implicitHeight + Theme.s4

        EmptyState {
            id: emptyState
            width: parent.width - 2 * Theme.s4
            anchors.centerIn: parent
            iconName: "users"
            title: qsTr("Nobody here yet")
            text: qsTr("Players show up the moment they connect.")
        }
    }
    RowList {
        id: list
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Math.min(contentHeight, Theme.px(192))
        visible: !root.empty
        model: root.host.players
        Accessible.name: qsTr("Online now, %1").arg(root.host.playersText)
        delegate: PlayerRow {
            width: ListView.view.width
            focusShown: ListView.isCurrentItem && list.activeFocus
        }
    }
}
