pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// One running game in a list: place, what is played, four seats, its clock. Opened by a click; the list has the keys.
T.ItemDelegate {
    id: root

    required property int gameId
    required property string title
    required property string shortTitle
    required property string line
    required property string phaseText
    required property string phaseIcon
    required property int tone
    required property string timer
    required property string privacyText
    required property string privacyIcon
    required property list<string> seatInitials
    required property list<int> seatTints
    required property string sentence
    required property bool fresh
    property bool current: false
    property bool focusShown: false
    readonly property bool roomy: width > Theme.px(280)

    implicitWidth: Theme.px(240)
    implicitHeight: Theme.px(108)
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: sentence
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: root.clicked()
    Component.onCompleted: if (fresh) fade.start()

    NumberAnimation {
        id: fade
        target: flash
        property: "opacity"
        from: 1
        to: 0
        duration: Theme.flash
    }

    contentItem: Item {
        StatusPill {
            id: pill
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(10)
            y: Theme.px(12)
            compact: true
            tone: root.tone
            iconName: root.phaseIcon
            text: root.phaseText
            Accessible.ignored: true
        }
        RdText {
            id: titleText
            x: Theme.px(14)
            y: Theme.px(11)
            width: pill.x - x - Theme.s2
            kind: RdText.Med
            text: root.roomy ? root.title : root.shortTitle
            Accessible.ignored: true
        }
        RdText {
            x: titleText.x
            y: titleText.y + Theme.px(20)
            width: parent.width - 2 * x
            kind: RdText.Small
            text: root.line
            color: Theme.muted
            Accessible.ignored: true
        }
        Row {
            x: titleText.x
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.s3
            spacing: Theme.px(6)
            Repeater {
                model: root.seatInitials
                Seat {
                    required property int index
                    required property string modelData
                    initials: modelData
                    tintIndex: root.seatTints[index] ?? -1
                }
            }
        }
        Row {
            anchors.right: parent.right
            anchors.rightMargin: Theme.s3
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.s3
            height: Theme.px(26)
            spacing: Theme.px(6)
            Icon {
                visible: root.roomy
                anchors.verticalCenter: parent.verticalCenter
                name: "clock"
                size: Theme.iconSmall
                color: Theme.faint
            }
            RdText {
                anchors.verticalCenter: parent.verticalCenter
                text: root.timer
                color: Theme.muted
                Accessible.ignored: true
            }
            Item {
                width: Theme.px(2)
                height: 1
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.privacyIcon
                size: Theme.iconSmall
                color: Theme.faint
            }
            RdText {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.roomy
                text: root.privacyText
                color: Theme.muted
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        radius: Theme.rCard
        color: root.down ? Theme.pressed : root.current ? Theme.selected : root.hovered ? Theme.hover : Theme.surface
        border.width: Theme.line
        border.color: root.current ? Theme.alpha(Theme.accent, Theme.highContrast ? 1 : 0.6) : Theme.border
        Rectangle {
            id: flash
            anchors.fill: parent
            radius: parent.radius
            color: Theme.accentSoft
            opacity: 0
        }
        FocusRing {
            visible: root.focusShown
            inside: true
            around: Theme.rCard
        }
    }
}
