pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
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
    ListView {
        id: list
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Math.min(contentHeight, Theme.px(192))
        visible: !root.empty
        model: root.host.players
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        reuseItems: true
        activeFocusOnTab: true
        keyNavigationEnabled: true
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Online now, %1").arg(root.host.playersText)
        T.ScrollBar.vertical: RdScrollBar {}
        Keys.onPressed: event => {
            const page = Math.max(1, Math.floor(height / Theme.px(48)) - 1);
            switch (event.key) {
            case Qt.Key_Home: currentIndex = 0; break;
            case Qt.Key_End: currentIndex = count - 1; break;
            case Qt.Key_PageUp: currentIndex = Math.max(0, currentIndex - page); break;
            case Qt.Key_PageDown: currentIndex = Math.min(count - 1, currentIndex + page); break;
            default: return;
            }
            event.accepted = true;
        }
        delegate: PlayerRow {
            width: ListView.view.width
            focusShown: ListView.isCurrentItem && list.activeFocus
        }
    }
}
