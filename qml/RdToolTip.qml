import QtQuick
import QtQuick.Templates as T

// A short explanation beside a control, with its shortcut.
T.ToolTip {
    id: root

    property string shortcutText
    property bool beside: false

    x: !parent ? 0 : beside ? parent.width + Theme.s2 : Math.round((parent.width - width) / 2)
    y: !parent ? 0 : beside ? Math.round((parent.height - height) / 2) : parent.height + Theme.s2
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    margins: Theme.s2
    leftPadding: Theme.px(9)
    rightPadding: Theme.px(9)
    topPadding: Theme.px(5)
    bottomPadding: Theme.px(5)
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    contentItem: Row {
        spacing: Theme.s2
        RdText {
            kind: RdText.SmallB
            text: root.text
            color: Theme.tooltipText
        }
        RdText {
            kind: RdText.Small
            visible: text !== ""
            text: root.shortcutText
            color: Theme.tooltipText
            opacity: 0.8
        }
    }
    background: Rectangle {
        color: Theme.tooltip
        radius: Theme.rCtl
        border.width: Theme.highContrast ? Theme.line : 0
        border.color: Theme.overlayBorder
    }
}
