import QtQuick
import QtQuick.Templates as T
import RelayDeck.Models

// One player of a game: name, slot, path and router type. Chosen by a click; the list has the keys.
T.ItemDelegate {
    id: root

    required property int index
    required property int playerId
    required property string name
    required property string initials
    required property int tint
    required property bool isHost
    required property string second
    required property int slot
    required property string pathText
    required property string pathIcon
    required property int pathTone
    required property string pathReason
    required property string routerText
    required property int routerTone
    required property string sentence
    required property int pathX
    required property int slotX
    required property int routerX // 0: no room for the router nor the slot
    property bool current: false
    property bool focusShown: false

    implicitHeight: Theme.px(44)
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: sentence
    Accessible.description: pathReason
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: root.clicked()

    contentItem: Item {
        Avatar {
            id: avatar
            x: Theme.s4
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.px(26)
            initials: root.initials
            tintIndex: root.tint
            dotShown: false
        }
        Column {
            id: names
            anchors.left: avatar.right
            anchors.leftMargin: Theme.s3
            width: (root.routerX > 0 ? root.slotX : root.pathX) - x - Theme.s3
            anchors.verticalCenter: parent.verticalCenter
            Row {
                spacing: Theme.px(6)
                RdText {
                    width: Math.min(implicitWidth, names.width - (crown.visible ? crown.width + Theme.px(6) : 0))
                    kind: RdText.Med
                    text: root.name
                    Accessible.ignored: true
                }
                Icon {
                    id: crown
                    visible: root.isHost
                    anchors.verticalCenter: parent.verticalCenter
                    name: "crown"
                    size: Theme.iconSmall
                    color: Theme.attention
                }
            }
            RdText {
                width: parent.width
                kind: RdText.Micro
                text: root.second
                color: Theme.faint
                Accessible.ignored: true
            }
        }
        RdText {
            visible: root.routerX > 0
            x: root.slotX
            anchors.verticalCenter: parent.verticalCenter
            text: root.slot
            color: Theme.muted
            Accessible.ignored: true
        }
        PathBadge {
            id: path
            x: root.pathX
            width: (root.routerX > 0 ? root.routerX : parent.width) - x - Theme.s2
            anchors.verticalCenter: parent.verticalCenter
            iconName: root.pathIcon
            text: root.pathText
            tone: root.pathTone
        }
        RdText {
            visible: root.routerX > 0
            x: root.routerX
            width: parent.width - x - Theme.s3
            anchors.verticalCenter: parent.verticalCenter
            text: root.routerText
            color: root.routerTone === Tone.Off ? Theme.muted : Theme.toneColor(root.routerTone)
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        color: root.down ? Theme.pressed : root.current ? Theme.selected : root.hovered ? Theme.hover : "transparent"
        Rectangle {
            visible: root.index > 0 && !root.current
            x: Theme.s4
            width: parent.width - 2 * Theme.s4
            height: Theme.line
            color: Theme.separator
        }
        Rectangle {
            visible: root.current
            width: Theme.px(3)
            height: parent.height
            color: Theme.accent
        }
        FocusRing {
            visible: root.focusShown
            inside: true
        }
    }
    ToolTipLoader {
        wanted: root.hovered || root.focusShown
        text: root.pathReason
    }
}
