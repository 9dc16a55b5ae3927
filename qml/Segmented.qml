pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// Two to four exclusive values of equal meaning. Arrow keys choose. Stretched, they share the width there is.
Rectangle {
    id: root

    property list<string> options
    property int current: 0
    property string accessibleName
    property bool stretched: false
    readonly property real room: width - 2
    readonly property real wanted: {
        let sum = 0;
        for (let i = 0; i < repeater.count; ++i)
            sum += repeater.itemAt(i)?.implicitWidth ?? 0;
        return sum;
    }

    signal chosen(int index)

    implicitWidth: row.implicitWidth + 2
    implicitHeight: Theme.control
    radius: Theme.rCtl
    color: Theme.field
    border.width: Theme.line
    border.color: Theme.borderMid
    Accessible.role: Accessible.Grouping
    Accessible.name: accessibleName

    Row {
        id: row
        x: 1
        y: 1
        height: parent.height - 2

        Repeater {
            id: repeater
            model: root.options

            T.RadioButton {
                id: option

                required property int index
                required property string modelData

                implicitWidth: label.implicitWidth + 2 * Theme.s3
                width: !root.stretched ? implicitWidth
                    : root.wanted > root.room ? Math.floor(root.room / root.options.length)
                    : implicitWidth + Math.floor((root.room - root.wanted) / root.options.length)
                height: row.height
                checked: index === root.current
                autoExclusive: true
                focusPolicy: Qt.StrongFocus
                hoverEnabled: true
                text: modelData
                Accessible.role: Accessible.RadioButton
                Accessible.name: root.accessibleName === "" ? modelData : root.accessibleName + ": " + modelData
                Accessible.checkable: true
                Accessible.checked: checked
                Accessible.onPressAction: root.chosen(option.index)
                onClicked: root.chosen(index)
                Keys.onLeftPressed: root.step(-1)
                Keys.onRightPressed: root.step(1)
                Keys.onReturnPressed: root.chosen(index)

                contentItem: RdText {
                    id: label
                    leftPadding: root.stretched ? Theme.s2 : 0
                    rightPadding: leftPadding
                    kind: RdText.SmallB
                    text: option.text
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    color: option.checked ? Theme.text : Theme.muted
                }
                background: Rectangle {
                    anchors.fill: parent
                    anchors.margins: 1
                    radius: Theme.rCtl - 1
                    color: option.checked ? (Theme.dark ? Theme.pressed : Theme.accentSoft)
                        : option.hovered ? Theme.hover : "transparent"
                    border.width: Theme.highContrast && option.checked ? Theme.line : 0
                    border.color: Theme.accent
                    FocusRing {
                        visible: option.visualFocus
                    }
                }
            }
        }
    }

    function step(by: int) {
        const next = Math.max(0, Math.min(root.options.length - 1, root.current + by));
        if (next === root.current)
            return;
        root.chosen(next);
        row.children[next].forceActiveFocus(Qt.TabFocusReason);
    }
}
