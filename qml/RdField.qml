import QtQuick
import QtQuick.Templates as T

// A labelled line of text. The owner validates on editingFinished and sets `error`; typing clears it.
Item {
    id: root

    property string label
    property string help
    property string error
    property string placeholder
    property string iconName
    property bool changed: false // differs from its default
    property bool mono: false
    property alias text: input.text
    property alias maximumLength: input.maximumLength
    property alias inputMethodHints: input.inputMethodHints
    property alias readOnly: input.readOnly
    property string accessibleName: label

    signal accepted()
    signal editingFinished()

    function focusInput(reason: int) {
        input.forceActiveFocus(reason);
        input.selectAll();
    }

    implicitWidth: Theme.px(240)
    implicitHeight: column.implicitHeight

    Column {
        id: column
        width: parent.width
        spacing: Theme.s1

        Row {
            visible: root.label !== ""
            spacing: Theme.s2
            RdText {
                kind: RdText.SmallB
                text: root.label
                color: Theme.muted
            }
            Rectangle {
                visible: root.changed
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.px(6)
                height: width
                radius: width / 2
                color: Theme.accent
            }
        }

        T.TextField {
            id: input

            width: parent.width
            implicitHeight: Theme.control
            leftPadding: root.iconName === "" ? Theme.px(10) : Theme.px(34)
            rightPadding: errorIcon.visible ? Theme.px(34) : Theme.px(10)
            verticalAlignment: TextInput.AlignVCenter
            font: Theme.face(root.mono, Theme.textSize(RdText.Body))
            color: enabled ? Theme.text : Theme.faint
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentText
            selectByMouse: true
            hoverEnabled: true
            activeFocusOnTab: true
            Accessible.role: Accessible.EditableText
            Accessible.name: root.accessibleName
            Accessible.description: root.error !== "" ? root.error : root.help

            onTextEdited: root.error = ""
            onAccepted: root.accepted()
            onEditingFinished: root.editingFinished()

            background: Rectangle {
                radius: Theme.rCtl
                color: input.enabled ? Theme.field : Theme.raised
                border.width: input.activeFocus ? Theme.focusLine : Theme.line
                border.color: root.error !== "" ? Theme.problem
                    : input.activeFocus ? Theme.focus
                    : input.hovered ? Theme.borderHover : Theme.borderStrong
            }

            Icon {
                visible: root.iconName !== ""
                x: Theme.px(10)
                anchors.verticalCenter: parent.verticalCenter
                name: root.iconName
                color: Theme.faint
            }
            RdText {
                x: input.leftPadding
                width: parent.width - input.leftPadding - input.rightPadding
                anchors.verticalCenter: parent.verticalCenter
                visible: input.length === 0 && input.preeditText === ""
                text: root.placeholder
                color: Theme.faint
            }
            Icon {
                id: errorIcon
                visible: root.error !== ""
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(10)
                anchors.verticalCenter: parent.verticalCenter
                name: "circle-alert"
                color: Theme.problem
            }
        }

        RdText {
            visible: text !== ""
            width: parent.width
            kind: RdText.Small
            wrapMode: Text.Wrap
            text: root.error !== "" ? root.error : root.help
            color: root.error !== "" ? Theme.problem : Theme.faint
        }
    }
}
