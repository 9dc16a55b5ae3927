import QtQuick
import QtQuick.Templates as T

// One of several ways to narrow a list, with how many it would leave.
T.RadioButton {
    id: root

    property bool current: false
    property int count: 0

    implicitWidth: row.implicitWidth + 2 * Theme.s3
    implicitHeight: Theme.controlSmall
    checked: current
    autoExclusive: true
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.RadioButton
    Accessible.name: qsTr("%1, %2").arg(text).arg(count)
    Accessible.checkable: true
    Accessible.checked: current
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()
    Keys.onLeftPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    Keys.onRightPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.px(6)
            Icon {
                visible: root.current
                anchors.verticalCenter: parent.verticalCenter
                name: "check"
                size: Theme.px(13)
                color: Theme.accent
            }
            RdText {
                anchors.verticalCenter: parent.verticalCenter
                kind: RdText.SmallB
                text: root.text
                color: root.current ? Theme.text : Theme.muted
            }
            RdText {
                anchors.verticalCenter: parent.verticalCenter
                kind: RdText.Small
                text: root.count
                color: root.current ? Theme.muted : Theme.faint
            }
        }
    }
    background: Rectangle {
        radius: height / 2
        color: root.current ? Theme.accentSoft : root.down ? Theme.pressed : root.hovered ? Theme.hover : "transparent"
        border.width: Theme.line
        border.color: root.current ? Theme.alpha(Theme.accent, Theme.highContrast ? 1 : 0.6) : Theme.borderMid
        FocusRing {
            visible: root.visualFocus
            around: parent.radius
        }
    }
}
