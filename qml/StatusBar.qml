import QtQuick
import RelayDeck.Models

// State of the server, where it can be reached, and the connector.
Rectangle {
    id: root

    required property ShellViewModel shell
    property bool low: false // little height: only the server's state

    implicitHeight: Theme.statusBar
    color: Theme.rail

    function focusFirst() {
        hostItem.forceActiveFocus(Qt.TabFocusReason);
    }

    Rectangle {
        width: parent.width
        height: Theme.line
        color: Theme.border
    }
    Row {
        x: Theme.s2
        y: Theme.line
        StatusItem {
            id: hostItem
            iconName: root.shell.hostTone === Tone.Off ? "server-off" : "server"
            tone: root.shell.hostTone
            text: root.shell.hostText
            onClicked: root.shell.page = ShellViewModel.OverviewPage
        }
        StatusItem {
            visible: text !== "" && !root.low
            iconName: "house-wifi"
            tone: Tone.Ok
            text: root.shell.reachText
            onClicked: root.shell.page = ShellViewModel.OverviewPage
        }
        StatusItem {
            visible: !root.low || root.shell.joinTone === Tone.Problem || root.shell.joinTone === Tone.Attention
            iconName: root.shell.joinTone === Tone.Off ? "plug" : root.shell.joinTone === Tone.Problem ? "unplug" : "plug-zap"
            tone: root.shell.joinTone
            text: root.shell.joinText
            onClicked: root.shell.page = ShellViewModel.JoinPage
        }
    }
}
