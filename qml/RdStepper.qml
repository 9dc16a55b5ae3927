import QtQuick
import QtQuick.Templates as T

// A number with − and +. Arrow keys step, Home and End jump to the ends.
T.Control {
    id: root

    property int value: 0
    property int from: 0
    property int to: 100
    property int stepSize: 1
    property string valueText: String(value)
    property string accessibleName

    signal chosen(int value)

    function step(by: int) {
        const next = Math.max(root.from, Math.min(root.to, root.value + by));
        if (next !== root.value)
            root.chosen(next);
    }

    implicitWidth: Theme.px(132)
    implicitHeight: Theme.control
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.SpinBox
    Accessible.name: accessibleName + ": " + valueText
    Accessible.onIncreaseAction: root.step(root.stepSize)
    Accessible.onDecreaseAction: root.step(-root.stepSize)
    Keys.onUpPressed: step(stepSize)
    Keys.onRightPressed: step(stepSize)
    Keys.onDownPressed: step(-stepSize)
    Keys.onLeftPressed: step(-stepSize)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Home)
            root.step(root.from - root.value);
        else if (event.key === Qt.Key_End)
            root.step(root.to - root.value);
        else
            return;
        event.accepted = true;
    }

    background: Rectangle {
        radius: Theme.rCtl
        color: Theme.field
        border.width: Theme.line
        border.color: Theme.borderStrong
        FocusRing { visible: root.visualFocus }
    }
    contentItem: Item {
        RdButton {
            id: less
            width: Theme.control
            height: parent.height
            kind: RdButton.Ghost
            iconName: "minus"
            focusPolicy: Qt.NoFocus
            accessibleName: qsTr("Less: %1").arg(root.accessibleName)
            enabled: root.value > root.from
            autoRepeat: true
            onClicked: root.step(-root.stepSize)
        }
        RdText {
            anchors.centerIn: parent
            kind: RdText.Med
            text: root.valueText
        }
        RdButton {
            anchors.right: parent.right
            width: Theme.control
            height: parent.height
            kind: RdButton.Ghost
            iconName: "plus"
            focusPolicy: Qt.NoFocus
            accessibleName: qsTr("More: %1").arg(root.accessibleName)
            enabled: root.value < root.to
            autoRepeat: true
            onClicked: root.step(root.stepSize)
        }
    }
}
