import QtQuick
import QtQuick.Templates as T

// A number with − and +. Arrow keys step, Home and End jump to the ends.
T.SpinBox {
    id: root

    property string valueText: String(value)
    property string accessibleName

    signal chosen(int value)

    function step(by: int) {
        const next = Math.max(from, Math.min(to, value + by));
        if (next !== value)
            chosen(next);
    }

    implicitWidth: Theme.px(132)
    implicitHeight: Theme.control
    focusPolicy: Qt.StrongFocus
    editable: false
    Accessible.role: Accessible.SpinBox
    Accessible.name: accessibleName + ": " + valueText
    onValueModified: chosen(value)
    Keys.onRightPressed: step(stepSize)
    Keys.onLeftPressed: step(-stepSize)
    Keys.onPressed: event => {
        switch (event.key) {
        case Qt.Key_Home: root.step(root.from - root.value); break;
        case Qt.Key_End: root.step(root.to - root.value); break;
        case Qt.Key_PageUp: root.step(5 * root.stepSize); break;
        case Qt.Key_PageDown: root.step(-5 * root.stepSize); break;
        default: return;
        }
        event.accepted = true;
    }

    component Side: Rectangle {
        property bool over: false
        property bool pressed: false
        property string iconName

        implicitWidth: Theme.control
        implicitHeight: Theme.control
        radius: Theme.rCtl
        color: !enabled ? "transparent" : pressed ? Theme.pressed : over ? Theme.hover : "transparent"
        Icon {
            anchors.centerIn: parent
            name: parent.iconName
            color: parent.enabled ? Theme.text : Theme.faint
        }
    }

    background: Rectangle {
        radius: Theme.rCtl
        color: Theme.field
        border.width: Theme.line
        border.color: Theme.borderStrong
        FocusRing { visible: root.visualFocus }
    }
    down.indicator: Side {
        x: root.mirrored ? root.width - width : 0
        height: root.height
        iconName: "minus"
        enabled: root.value > root.from
        over: root.down.hovered
        pressed: root.down.pressed
    }
    up.indicator: Side {
        x: root.mirrored ? 0 : root.width - width
        height: root.height
        iconName: "plus"
        enabled: root.value < root.to
        over: root.up.hovered
        pressed: root.up.pressed
    }
    contentItem: RdText {
        kind: RdText.Med
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        text: root.valueText
        Accessible.ignored: true
    }
}
