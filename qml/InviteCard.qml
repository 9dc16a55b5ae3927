pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// The addresses friends type, one row a network card. The hero of the page while nobody is here.
Card {
    id: root

    required property HostViewModel host
    required property ShellViewModel shell
    readonly property bool hero: host.playerCount === 0

    title: hero ? "" : qsTr("Invite")
    subtitle: qsTr("Anyone on the same network can join with one of these")
    padding: hero ? Theme.s5 : Theme.s4
    bodySpacing: hero ? Theme.s3 : Theme.px(6)

    actions: RdButton {
        visible: !root.hero && root.host.addresses.count > 0
        kind: RdButton.Primary
        size: RdButton.Small
        iconName: "copy"
        text: qsTr("Copy address")
        toolTip: qsTr("Copy the first address")
        shortcutText: qsTr("Ctrl+Shift+C")
        onClicked: root.shell.copyBestAddress()
    }

    RdText {
        Layout.fillWidth: true
        visible: root.hero
        kind: RdText.H1
        wrapMode: Text.Wrap
        text: qsTr("%1 is on. Tell your friends.").arg(root.host.serverName)
    }
    RdText {
        Layout.fillWidth: true
        visible: root.hero
        wrapMode: Text.Wrap
        text: qsTr("They open Relay Deck, choose Join and type the address. Any Pocket Relay client works as well.")
        color: Theme.muted
    }
    Repeater {
        model: root.host.addresses
        CopyRow {
            id: row
            required property string address
            required property string icon
            required property string adapter
            required label
            Layout.fillWidth: true
            iconName: icon
            value: address
            note: adapter
            labelWidth: Theme.px(98)
            onCopyRequested: text => root.shell.copy(text)
        }
    }
    RdText {
        Layout.fillWidth: true
        visible: root.host.addresses.count === 0
        wrapMode: Text.Wrap
        text: qsTr("This PC is on no network, so there is no address to give away.")
        color: Theme.muted
    }
    Item {
        visible: !root.hero
        Layout.fillHeight: true
    }
    RdButton {
        visible: root.hero && root.host.addresses.count > 0
        Layout.topMargin: Theme.s1
        kind: RdButton.Primary
        iconName: "copy"
        text: qsTr("Copy address")
        toolTip: qsTr("Copy the first address")
        shortcutText: qsTr("Ctrl+Shift+C")
        onClicked: root.shell.copyBestAddress()
    }
}
