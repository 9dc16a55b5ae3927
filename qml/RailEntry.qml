import QtQuick
import QtQuick.Templates as T

// One page in the side rail: icon and label in a row, or label below the icon in the narrow rail.
T.TabButton {
    id: root

    property string iconName
    property string shortText: text
    property bool narrow: false
    property bool current: false
    property string shortcutText
    property int badge: 0

    implicitWidth: narrow ? Theme.px(48) : Theme.px(184)
    implicitHeight: narrow ? Theme.px(48) : Theme.control
    focusPolicy: Qt.StrongFocus
    checkable: false // the page decides which one is current
    autoExclusive: false
    hoverEnabled: true
    Accessible.role: Accessible.PageTab
    Accessible.name: badge > 0 ? qsTr("%1, %2").arg(text).arg(badge) : text
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()
    Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

    contentItem: Item {
        Icon {
            id: icon
            x: root.narrow ? Math.round((parent.width - width) / 2) : Theme.s3
            y: root.narrow ? Theme.px(8) : Math.round((parent.height - height) / 2)
            name: root.iconName
            size: root.narrow ? Theme.iconLarge : Theme.icon
            color: root.current ? Theme.accent : Theme.muted
        }
        RdText {
            anchors.left: root.narrow ? parent.left : icon.right
            anchors.leftMargin: root.narrow ? -Theme.px(7) : Theme.px(10)
            anchors.right: badgeDisc.visible ? badgeDisc.left : parent.right
            anchors.rightMargin: root.narrow ? -Theme.px(7) : 0
            y: root.narrow ? Theme.px(28) : Math.round((parent.height - height) / 2)
            horizontalAlignment: root.narrow ? Text.AlignHCenter : Text.AlignLeft
            kind: root.narrow ? RdText.Micro : root.current ? RdText.Med : RdText.Body
            font.weight: !root.current ? Font.Normal : root.narrow ? Font.Medium : Font.DemiBold
            text: root.narrow ? root.shortText : root.text
            color: root.current ? Theme.text : Theme.muted
            Accessible.ignored: true
        }
        Rectangle {
            id: badgeDisc
            visible: root.badge > 0 && !root.narrow
            anchors.right: parent.right
            anchors.rightMargin: Theme.s2
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(height, count.implicitWidth + Theme.s2)
            height: Theme.px(20)
            radius: height / 2
            color: Theme.pressed
            RdText {
                id: count
                anchors.centerIn: parent
                kind: RdText.Micro
                text: root.badge
                color: Theme.muted
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        radius: Theme.rCtl
        color: root.current ? Theme.railCurrent : root.hovered ? Theme.hover : "transparent"
        border.width: root.current && (!Theme.dark || Theme.highContrast) ? Theme.line : 0
        border.color: Theme.border
        Rectangle {
            visible: root.current
            y: root.narrow ? Theme.px(7) : Math.round((parent.height - height) / 2) // beside the icon, not the label
            width: Theme.px(3)
            height: Theme.px(20)
            radius: Theme.px(1.5)
            color: Theme.accent
        }
        FocusRing {
            visible: root.visualFocus
            inside: true
        }
    }
    ToolTipLoader {
        wanted: root.hovered || root.visualFocus
        text: root.text
        shortcutText: root.shortcutText
        delay: 700
        beside: true
    }
}
