import QtQuick
import QtQuick.Templates as T
import RelayDeck.Models

// One server in a list; chosen by clicking. `removable` adds a button that takes it off the list.
T.AbstractButton {
    id: root

    property string title
    property string note
    property int tone: Tone.Off
    property bool current: false
    property bool removable: false
    required text

    signal removeRequested()

    implicitWidth: Theme.px(240)
    implicitHeight: Theme.px(50)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("%1, %2").arg(title).arg(second)
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()
    Keys.onDeletePressed: if (root.removable) root.removeRequested()
    readonly property string second: note !== "" ? note : text

    contentItem: Item {
        Icon {
            id: icon
            x: Theme.s3
            anchors.verticalCenter: parent.verticalCenter
            name: "server"
            color: root.current ? Theme.toneColor(root.tone) : Theme.muted
        }
        Column {
            anchors.left: icon.right
            anchors.leftMargin: Theme.px(10)
            anchors.right: remove.visible ? remove.left : parent.right
            anchors.rightMargin: Theme.s2
            anchors.verticalCenter: parent.verticalCenter
            RdText {
                width: parent.width
                kind: RdText.Med
                text: root.title
                elide: Text.ElideMiddle
                Accessible.ignored: true
            }
            RdText {
                width: parent.width
                kind: RdText.Small
                text: root.second
                color: root.note !== "" ? Theme.toneColor(root.tone) : Theme.muted
                Accessible.ignored: true
            }
        }
        RdButton {
            id: remove
            visible: root.removable
            anchors.right: parent.right
            anchors.rightMargin: Theme.s2
            anchors.verticalCenter: parent.verticalCenter
            kind: RdButton.Ghost
            size: RdButton.Small
            iconName: "x"
            accessibleName: qsTr("Remove %1 from the list").arg(root.title)
            toolTip: qsTr("Remove from the list")
            shortcutText: qsTr("Del")
            onClicked: root.removeRequested()
        }
    }
    background: Rectangle {
        radius: Theme.rTile
        color: root.down ? Theme.pressed : root.current ? Theme.selected : root.hovered ? Theme.hover : Theme.surface
        border.width: Theme.line
        border.color: root.current ? Theme.alpha(Theme.accent, Theme.highContrast ? 1 : 0.6) : Theme.border
        FocusRing {
            visible: root.visualFocus
            around: Theme.rTile
        }
    }
}
