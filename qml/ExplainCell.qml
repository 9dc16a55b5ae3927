import QtQuick

// What a game offers under one rule, with a check or a cross.
Item {
    id: root

    property string text
    property bool fits: true

    Icon {
        id: icon
        anchors.verticalCenter: parent.verticalCenter
        name: root.fits ? "check" : "x"
        size: Theme.iconSmall
        color: root.fits ? Theme.ok : Theme.problem
    }
    RdText {
        anchors.left: icon.right
        anchors.leftMargin: Theme.px(6)
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        kind: RdText.Small
        text: root.text
        color: root.fits ? Theme.muted : Theme.text
        Accessible.ignored: true
    }
}
