import QtQuick
import QtQuick.Layouts

// The game asks one fixed name for its server; this line of the hosts file makes it ask Relay Deck.
Card {
    id: root

    property string line

    signal copyRequested(string text)

    title: qsTr("If the game does not find its way here")
    color: Theme.dark ? Theme.bg : Theme.raised

    RdText {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        text: qsTr("Mass Effect 3 asks a fixed name for its server. This line in the hosts file of the PC it runs on sends it to Relay Deck. You add it yourself, once.")
        color: Theme.muted
    }
    CopyRow {
        Layout.fillWidth: true
        iconName: "arrow-right"
        value: root.line
        onCopyRequested: text => root.copyRequested(text)
    }
}
