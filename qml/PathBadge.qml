import QtQuick
import RelayDeck.Models

// How a player's game traffic travels. A relay has the accent; it is neither good nor bad.
Item {
    id: root

    property string iconName
    property string text
    property int tone: Tone.Off

    implicitWidth: icon.width + Theme.s2 + label.implicitWidth
    implicitHeight: Theme.px(20)

    ToneIcon {
        id: icon
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        tone: root.tone
        color: root.tone === Tone.Off ? Theme.accent : Theme.toneColor(root.tone)
        size: Theme.iconSmall
    }
    RdText {
        id: label
        anchors.left: icon.right
        anchors.leftMargin: Theme.s2
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        color: Theme.muted
        Accessible.ignored: true
    }
}
