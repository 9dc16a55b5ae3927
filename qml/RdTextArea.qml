import QtQuick
import QtQuick.Templates as T

// Several lines of plain text. Tab leaves it; Ctrl+Enter says it is done. The owner sets `error`.
Item {
    id: root

    property string label
    property string help
    property string error
    property string note // at the right below, such as the length
    property string placeholder
    property int lines: 3
    property alias text: input.text
    property string accessibleName: label

    signal accepted()
    signal edited(string text)

    implicitWidth: Theme.px(240)
    implicitHeight: column.implicitHeight

    Column {
        id: column
        width: parent.width
        spacing: Theme.s1

        RdText {
            visible: root.label !== ""
            kind: RdText.SmallB
            text: root.label
            color: Theme.muted
        }
        Rectangle {
            width: parent.width
            height: root.lines * Theme.textLine(RdText.Body) + 2 * Theme.s2
            radius: Theme.rCtl
            color: input.enabled ? Theme.field : Theme.raised
            border.width: input.activeFocus ? Theme.focusLine : Theme.line
            border.color: root.error !== "" ? Theme.problem
                : input.activeFocus ? Theme.focus
                : input.hovered ? Theme.borderHover : Theme.borderStrong

            Flickable {
                id: view
                anchors.fill: parent
                anchors.margins: Theme.focusLine
                contentWidth: width
                contentHeight: input.implicitHeight
                boundsBehavior: Flickable.StopAtBounds
                clip: true
                T.ScrollBar.vertical: RdScrollBar {}

                T.TextArea {
                    id: input

                    width: view.width
                    height: Math.max(implicitHeight, view.height)
                    implicitHeight: contentHeight + topPadding + bottomPadding
                    leftPadding: Theme.px(10) - Theme.focusLine
                    rightPadding: leftPadding
                    topPadding: Theme.s2 - Theme.focusLine
                    bottomPadding: topPadding
                    font: Theme.face(false, Theme.textSize(RdText.Body))
                    color: enabled ? Theme.text : Theme.faint
                    selectionColor: Theme.accent
                    selectedTextColor: Theme.accentText
                    textFormat: TextEdit.PlainText
                    wrapMode: TextEdit.Wrap
                    selectByMouse: true
                    hoverEnabled: true
                    activeFocusOnTab: true
                    Accessible.role: Accessible.EditableText
                    Accessible.multiLine: true
                    Accessible.name: root.accessibleName
                    Accessible.description: root.error !== "" ? root.error : root.help

                    onTextChanged: root.edited(text)
                    onCursorRectangleChanged: {
                        if (cursorRectangle.y < view.contentY)
                            view.contentY = Math.max(0, cursorRectangle.y - topPadding);
                        else if (cursorRectangle.y + cursorRectangle.height > view.contentY + view.height)
                            view.contentY = cursorRectangle.y + cursorRectangle.height + bottomPadding - view.height;
                    }
                    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                    Keys.onPressed: event => {
                        if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && event.modifiers & Qt.ControlModifier) {
                            root.accepted();
                            event.accepted = true;
                        }
                    }

                    RdText {
                        x: input.leftPadding
                        y: input.topPadding
                        width: parent.width - 2 * x
                        visible: input.length === 0 && input.preeditText === ""
                        wrapMode: Text.Wrap
                        text: root.placeholder
                        color: Theme.faint
                    }
                }
            }
        }
        Item {
            width: parent.width
            height: Math.max(below.implicitHeight, noteText.implicitHeight)
            visible: below.text !== "" || noteText.text !== ""

            RdText {
                id: below
                width: parent.width - (noteText.text === "" ? 0 : noteText.implicitWidth + Theme.s3)
                kind: RdText.Small
                wrapMode: Text.Wrap
                text: root.error !== "" ? root.error : root.help
                color: root.error !== "" ? Theme.problem : Theme.faint
            }
            RdText {
                id: noteText
                anchors.right: parent.right
                kind: RdText.Small
                text: root.note
                color: Theme.faint
            }
        }
    }
}
