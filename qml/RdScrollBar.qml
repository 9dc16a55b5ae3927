import QtQuick
import QtQuick.Templates as T

// Thin, appears when there is something to scroll.
T.ScrollBar {
    id: root

    implicitWidth: Theme.px(10)
    implicitHeight: Theme.px(10)
    padding: Theme.px(2)
    minimumSize: 0.08
    visible: policy === T.ScrollBar.AlwaysOn || size < 1
    Accessible.ignored: true

    contentItem: Rectangle {
        implicitWidth: Theme.px(6)
        radius: width / 2
        color: root.pressed || root.hovered ? Theme.borderHover : Theme.borderStrong
        opacity: root.active || root.hovered ? 1 : 0.55
    }
}
