import QtQuick
import RelayDeck.Models

// One person who is online. A row that is new lights up for a second.
Item {
    id: root

    required property int index
    required property string name
    required property string initials
    required property int tint
    required property string activity
    required property string activityIcon
    required property int tone
    required property bool thisPc
    required property string since
    required property string sentence
    required property bool fresh
    property bool focusShown: false
    readonly property bool roomy: width > Theme.px(420)

    implicitHeight: Theme.px(48)
    Accessible.role: Accessible.ListItem
    Accessible.name: sentence
    Component.onCompleted: if (fresh) fade.start()

    NumberAnimation {
        id: fade
        target: flash
        property: "opacity"
        from: 1
        to: 0
        duration: Theme.flash
    }

    Rectangle {
        id: flash
        anchors.fill: parent
        color: Theme.accentSoft
        opacity: 0
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.s4
        anchors.rightMargin: Theme.s4
        visible: root.index > 0
        height: Theme.line
        color: Theme.separator
    }
    Avatar {
        id: avatar
        x: Theme.s4
        anchors.verticalCenter: parent.verticalCenter
        initials: root.initials
        tintIndex: root.tint
        tone: root.tone
    }
    Column {
        anchors.left: avatar.right
        anchors.leftMargin: Theme.s3
        anchors.right: doing.left
        anchors.rightMargin: Theme.s3
        anchors.verticalCenter: parent.verticalCenter
        RdText {
            width: parent.width
            kind: RdText.Med
            text: root.name
            Accessible.ignored: true
        }
        RdText {
            visible: text !== ""
            width: parent.width
            kind: RdText.Micro
            text: root.thisPc ? qsTr("This PC") : root.roomy ? "" : root.activity
            color: Theme.faint
            Accessible.ignored: true
        }
    }
    Row {
        id: doing
        anchors.right: sinceText.left
        anchors.rightMargin: Theme.s4
        anchors.verticalCenter: parent.verticalCenter
        visible: root.roomy
        width: root.roomy ? Theme.px(130) : 0
        spacing: Theme.s2
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.activityIcon
            size: Theme.iconSmall
            color: Theme.toneColor(root.tone)
        }
        RdText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.activity
            color: Theme.muted
            Accessible.ignored: true
        }
    }
    RdText {
        id: sinceText
        anchors.right: parent.right
        anchors.rightMargin: Theme.s4
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(76)
        horizontalAlignment: Text.AlignRight
        text: root.since
        color: Theme.faint
        Accessible.ignored: true
    }
    FocusRing {
        visible: root.focusShown
        inside: true
    }
}
