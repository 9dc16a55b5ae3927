import QtQuick
import RelayDeck.Models

// A person as initials on a tinted square, with a presence dot. Decorative for screen readers: the row says it all.
Rectangle {
    id: root

    property string initials
    property int tintIndex: 0
    property int size: Theme.px(28)
    property int tone: Tone.Ok
    property bool dotShown: true
    property color under: Theme.surface // what the dot is cut out of
    readonly property color tint: Theme.tint(tintIndex)

    implicitWidth: size
    implicitHeight: size
    radius: size / 3.2
    color: Theme.highContrast ? Theme.surface : Theme.alpha(tint, Theme.dark ? 0.2 : 0.14)
    border.width: Theme.highContrast ? Theme.line : 0
    border.color: tint
    Accessible.ignored: true

    RdText {
        anchors.centerIn: parent
        kind: root.size > Theme.px(40) ? RdText.H2 : RdText.Micro
        font.weight: Font.DemiBold
        text: root.initials
        color: root.tint
        Accessible.ignored: true
    }
    Rectangle {
        visible: root.dotShown
        x: parent.width - width + Theme.px(3)
        y: parent.height - height + Theme.px(3)
        width: Theme.px(11)
        height: width
        radius: width / 2
        color: root.under
        Rectangle {
            anchors.centerIn: parent
            width: Theme.px(7)
            height: width
            radius: width / 2
            color: Theme.toneColor(root.tone)
        }
    }
}
