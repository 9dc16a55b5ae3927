import QtQuick
import RelayDeck.Models

// Left the servers, right the chosen one. In small windows one after the other.
Item {
    id: root

    required property JoinViewModel join
    required property ShellViewModel shell
    readonly property bool stacked: width < Theme.px(640)
    property bool listWanted: false // stacked: back to the list although connected
    readonly property bool detailShown: !stacked || join.active && !listWanted

    Connections {
        target: root.join
        function onStatusChanged() {
            if (root.join.busy)
                root.listWanted = false;
        }
    }
    Shortcut {
        sequence: "Esc"
        enabled: root.visible && root.stacked && root.detailShown
        onActivated: root.listWanted = true
    }

    JoinList {
        id: list
        visible: !root.stacked || !root.detailShown
        width: root.stacked ? parent.width : Theme.px(root.width > Theme.px(960) ? 356 : 264)
        height: parent.height
        join: root.join
        backToDetail: root.stacked && root.join.active
        onDetailRequested: root.listWanted = false
    }
    Rectangle {
        id: panel
        visible: root.detailShown
        anchors.left: root.stacked ? parent.left : list.right
        anchors.right: parent.right
        height: parent.height
        color: Theme.surface

        Rectangle {
            visible: !root.stacked
            width: Theme.line
            height: parent.height
            color: Theme.border
        }
        JoinDetail {
            anchors.fill: parent
            visible: root.join.active
            join: root.join
            shell: root.shell
            backShown: root.stacked
            onBackRequested: root.listWanted = true
        }
        EmptyState {
            visible: !root.join.active
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.s5
            iconName: "log-in"
            title: qsTr("No server chosen")
            text: root.join.recent.count > 0
                ? qsTr("Type the address you were given, or pick a server you joined before.")
                : qsTr("Type the address you were given. The person who hosts can copy it in Relay Deck.")
        }
    }
}
