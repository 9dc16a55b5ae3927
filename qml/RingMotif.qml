import QtQuick

// Broken rings around an icon; turn slowly only while something works.
Item {
    id: root

    property string iconName
    property int size: Theme.px(96)
    property color color: Theme.accent
    property bool turning: false

    implicitWidth: size
    implicitHeight: size

    Image {
        anchors.fill: parent
        visible: !Theme.highContrast
        source: "image://icon/rings/" + Theme.argb(root.color)
        sourceSize.width: root.size
        sourceSize.height: root.size
        Accessible.ignored: true

        RotationAnimator on rotation {
            running: root.turning && root.visible && !Theme.reducedMotion
            from: 0
            to: 360
            duration: Theme.ringTurn
            loops: Animation.Infinite
        }
    }
    Icon {
        anchors.centerIn: parent
        name: root.iconName
        size: Math.round(root.size * 0.25)
        color: root.color
    }
}
