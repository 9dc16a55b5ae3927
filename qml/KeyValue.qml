import QtQuick

// One fact: its name and its value.
Item {
    id: root

    property string name
    property string value
    property bool mono: false
    property int nameWidth: Theme.px(120)

    implicitWidth: nameWidth + Theme.px(120)
    implicitHeight: Math.max(Theme.px(24), valueText.implicitHeight + Theme.s1)
    Accessible.role: Accessible.StaticText
    Accessible.name: name + ": " + value

    RdText {
        id: nameText
        y: Theme.px(2)
        width: root.nameWidth
        text: root.name
        color: Theme.faint
        Accessible.ignored: true
    }
    RdText {
        id: valueText
        y: Theme.px(2)
        anchors.left: nameText.right
        anchors.right: parent.right
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        font: Theme.face(root.mono, Theme.textSize(RdText.Body))
        text: root.value
        Accessible.ignored: true
    }
}
