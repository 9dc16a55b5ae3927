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
    readonly property bool on: host.running
    readonly property int sideWidth: Theme.px(empty ? 400 : 340)

    columns: wide ? 2 : 1
    columnSpacing: Theme.cardGap
    rowSpacing: Theme.cardGap

    // On its way down: nothing is offered that would not work any more.
    Banner {
        visible: !root.on
        Layout.fillWidth: true
        Layout.columnSpan: root.columns
        tone: Tone.Working
        title: root.host.headline
        text: ""
    }
    // Nobody here yet: the invitation is the hero, over both columns.
    InviteCard {
        visible: root.on && root.empty
        Layout.fillWidth: true
        Layout.columnSpan: root.columns
        host: root.host
        shell: root.shell
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.cardGap

        InviteCard {
            visible: root.on && !root.empty
            Layout.fillWidth: true
            host: root.host
            shell: root.shell
        }
        NextStepsCard {
            visible: root.on && root.empty
            Layout.fillWidth: true
            Layout.fillHeight: root.wide
            host: root.host
            join: root.join
            shell: root.shell
        }
        OnlineCard {
            visible: !root.empty
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: Theme.px(240)
            host: root.host
        }
    }
    ColumnLayout {
        Layout.fillWidth: !root.wide
        Layout.preferredWidth: root.wide ? root.sideWidth : -1
        Layout.fillHeight: true
        spacing: Theme.cardGap

        OnlineCard {
            visible: root.empty
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: Theme.px(230)
            host: root.host
        }
        ServerFactsCard {
            visible: !root.empty
            Layout.fillWidth: true
            host: root.host
        }
        PlayHereCard {
            visible: root.on && !root.empty
            Layout.fillWidth: true
            host: root.host
            join: root.join
            shell: root.shell
        }
        FriendsCard {
            visible: root.on && !root.empty
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        Item {
            visible: !root.on
            Layout.fillHeight: true
        }
    }
}
