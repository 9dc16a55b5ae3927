import QtQuick
import QtQuick.Templates as T

// On or off, at once. The knob carries a check mark when on, so that colour is not alone.
T.Switch {
    id: root

    property string accessibleName: text

    function flip() {
        toggle();
        toggled();
    }

    implicitWidth: track.width + (label.visible ? Theme.px(10) + label.implicitWidth : 0)
    implicitHeight: Theme.control
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.CheckBox
    Accessible.name: accessibleName
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.onPressAction: root.flip()
    Accessible.onToggleAction: root.flip()
    Keys.onReturnPressed: root.flip()
    Keys.onEnterPressed: root.flip()

    indicator: Rectangle {
        id: track

        y: (root.height - height) / 2
        width: Theme.px(36)
        height: Theme.px(20)
        radius: height / 2
        color: root.checked ? (root.hovered ? Theme.accentHover : Theme.accent) : (root.hovered ? Theme.hover : Theme.field)
        border.width: root.checked ? 0 : Theme.line
        border.color: root.hovered ? Theme.borderHover : Theme.borderStrong

        Rectangle {
            width: Theme.px(14)
            height: width
            radius: width / 2
            x: root.checked ? track.width - width - Theme.px(3) : Theme.px(3)
            anchors.verticalCenter: parent.verticalCenter
            color: root.checked ? Theme.accentText : Theme.knobOff
            Behavior on x {
                NumberAnimation { duration: Theme.base }
            }
            Icon {
                visible: root.checked
                anchors.centerIn: parent
                name: "check"
                size: Theme.px(10)
                color: Theme.accent
            }
        }
        FocusRing {
            visible: root.visualFocus
            around: track.radius
        }
    }

    contentItem: RdText {
        id: label
        visible: root.text !== ""
        leftPadding: track.width + Theme.px(10)
        text: root.text
        verticalAlignment: Text.AlignVCenter
    }
}
