import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// One short message. Goes by itself; waits while the pointer or the focus is in it.
Rectangle {
    id: root

    required property int toastId
    required property string text
    required property int tone
    required property string action
    readonly property bool held: hover.hovered || actionButton.activeFocus || closeButton.activeFocus
    property int secondsLeft: action === "" ? 4 : 10 // seconds

    signal actionRequested(int toastId)
    signal dismissed(int toastId)

    implicitWidth: Math.min(Theme.px(420), row.implicitWidth + Theme.px(14) + Theme.s2)
    implicitHeight: Math.max(Theme.px(44), message.implicitHeight + 2 * Theme.s3)
    radius: Theme.rTile
    color: Theme.overlay
    border.width: Theme.line
    border.color: Theme.overlayBorder
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Shadow {
        z: -1
        around: root.radius
    }
    HoverHandler { id: hover }
    Timer {
        interval: 1000
        repeat: true
        running: !root.held
        onTriggered: {
            if (--root.secondsLeft <= 0)
                root.dismissed(root.toastId);
        }
    }
    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.px(14)
        anchors.rightMargin: Theme.s2
        spacing: Theme.px(10)
        ToneIcon {
            tone: root.tone
        }
        RdText {
            id: message
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: root.text
            Accessible.ignored: true
        }
        RdButton {
            id: actionButton
            visible: text !== ""
            kind: RdButton.Ghost
            size: RdButton.Small
            text: root.action
            onClicked: root.actionRequested(root.toastId)
        }
        RdText {
            visible: root.action !== ""
            kind: RdText.Small
            text: qsTr("%1 s").arg(root.secondsLeft)
            color: Theme.faint
            Accessible.ignored: true
        }
        RdButton {
            id: closeButton
            kind: RdButton.Ghost
            size: RdButton.Small
            iconName: "x"
            accessibleName: qsTr("Dismiss")
            onClicked: root.dismissed(root.toastId)
        }
    }
}
