import QtQuick
import QtQuick.Templates as T
import RelayDeck.Models

// One player who waits for a game. Opened by a click; the list has the keys.
T.ItemDelegate {
    id: root

    required property int index
    required property int playerId
    required property string name
    required property string initials
    required property int tint
    required property string wants
    required property string waited
    required property int tone
    required property string sentence
    property bool current: false
    property bool focusShown: false

    implicitHeight: Theme.px(48)
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: sentence
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: root.clicked()

    contentItem: Item {
        Avatar {
            id: avatar
            x: Theme.s4
            anchors.verticalCenter: parent.verticalCenter
            initials: root.initials
            tintIndex: root.tint
            tone: Tone.Ok
            dotShown: false
        }
        Column {
            anchors.left: avatar.right
            anchors.leftMargin: Theme.s3
            anchors.right: pill.left
            anchors.rightMargin: Theme.s2
            anchors.verticalCenter: parent.verticalCenter
            RdText {
                width: parent.width
                kind: RdText.Med
                text: root.name
                Accessible.ignored: true
            }
            RdText {
                width: parent.width
                kind: RdText.Micro
                text: root.wants
                color: Theme.faint
                Accessible.ignored: true
            }
        }
        StatusPill {
            id: pill
            anchors.right: parent.right
            anchors.rightMargin: Theme.s4
            anchors.verticalCenter: parent.verticalCenter
            compact: true
            tone: root.tone
            iconName: "hourglass"
            text: root.waited
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
}
