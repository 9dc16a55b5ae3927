import QtQuick

// The call to start the game.
Rectangle {
    id: root

    property string title
    property string text
    property bool inGame: false

    implicitHeight: Math.max(Theme.px(76), texts.implicitHeight + 2 * Theme.s4)
    radius: Theme.rCard
    color: Theme.selected
    border.width: Theme.line
    border.color: Theme.alpha(Theme.accent, Theme.highContrast ? 1 : 0.5)

    RingMotif {
        id: rings
        x: Theme.px(14)
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.px(56)
        iconName: root.inGame ? "gamepad-2" : "check"
        turning: !root.inGame
    }
    Column {
        id: texts
        anchors.left: rings.right
        anchors.leftMargin: Theme.s3
        anchors.right: parent.right
        anchors.rightMargin: Theme.s4
        anchors.verticalCenter: parent.verticalCenter
        RdText {
            width: parent.width
            kind: RdText.H2
            wrapMode: Text.Wrap
            text: root.title
        }
        RdText {
            width: parent.width
            wrapMode: Text.Wrap
            text: root.text
            color: Theme.muted
        }
    }
}
