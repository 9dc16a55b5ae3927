import QtQuick

// One of the four places of a game: whoever sits there, or an empty frame.
Item {
    id: root

    property string initials
    property int tintIndex: -1 // -1: free

    implicitWidth: Theme.px(26)
    implicitHeight: Theme.px(26)

    Avatar {
        anchors.fill: parent
        visible: root.tintIndex >= 0
        size: root.width
        initials: root.initials
        tintIndex: Math.max(0, root.tintIndex)
        dotShown: false
    }
    Rectangle {
        anchors.fill: parent
        visible: root.tintIndex < 0
        radius: width / 3.2
        color: "transparent"
        border.width: Theme.line
        border.color: Theme.borderMid
    }
}
