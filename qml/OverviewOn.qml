import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// While the server is on: how to be reached, who is here, and the facts. Two columns where there is room.
GridLayout {
    id: root

    required property HostViewModel host
    required property JoinViewModel join
    required property ShellViewModel shell
    property bool wide: true
    readonly property bool empty: host.playerCount === 0

    columns: wide ? 2 : 1
    columnSpacing: Theme.cardGap
    rowSpacing: Theme.cardGap

    InviteCard {
        Layout.fillWidth: true
        Layout.columnSpan: root.wide && root.empty ? 2 : 1
        Layout.alignment: Qt.AlignTop
        Layout.fillHeight: root.wide && !root.empty
        host: root.host
        shell: root.shell
    }
    ServerFactsCard {
        visible: !root.empty
        Layout.row: root.wide ? 0 : 2
        Layout.column: root.wide ? 1 : 0
        Layout.fillWidth: !root.wide
        Layout.fillHeight: root.wide
        Layout.preferredWidth: root.wide ? Theme.px(340) : -1
        Layout.alignment: Qt.AlignTop
        host: root.host
    }
    NextStepsCard {
        visible: root.empty
        Layout.row: 1
        Layout.column: 0
        Layout.fillWidth: true
        Layout.fillHeight: root.wide
        Layout.alignment: Qt.AlignTop
        host: root.host
        join: root.join
        shell: root.shell
    }
    OnlineCard {
        Layout.row: root.wide || !root.empty ? 1 : 2
        Layout.column: root.wide && root.empty ? 1 : 0
        Layout.fillWidth: !root.wide || !root.empty
        Layout.preferredWidth: root.wide && root.empty ? Theme.px(400) : -1
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.px(240)
        host: root.host
    }
    PlayHereCard {
        visible: !root.empty
        Layout.row: root.wide ? 1 : 3
        Layout.column: root.wide ? 1 : 0
        Layout.fillWidth: !root.wide
        Layout.preferredWidth: root.wide ? Theme.px(340) : -1
        Layout.alignment: Qt.AlignTop
        host: root.host
        join: root.join
        shell: root.shell
    }
}
