import QtQuick
import QtQuick.Templates as T
import RelayDeck.Models

// A question over everything: facts, and buttons with the safe choice first and focused. Esc is the safe choice.
T.Popup {
    id: root

    property string iconName: "circle-alert"
    property int tone: Tone.Attention
    property string title
    property string text
    property string safeText
    property string actionText
    property bool danger: true

    signal accepted()

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Theme.px(480), parent ? parent.width - 2 * Theme.s4 : Theme.px(480))
    padding: Theme.s5
    implicitHeight: contentItem.implicitHeight + 2 * padding
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape
    onOpened: safe.forceActiveFocus(Qt.TabFocusReason)

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.slow
            easing.type: Easing.OutCubic
        }
    }
    exit: Transition {
        NumberAnimation {
            property: "opacity"
            from: 1
            to: 0
            duration: Theme.base
            easing.type: Easing.InCubic
        }
    }

    background: Rectangle {
        radius: Theme.rDialog
        color: Theme.overlay
        border.width: Theme.line
        border.color: Theme.overlayBorder
        Shadow {
            z: -1
            around: Theme.rDialog
        }
    }

    contentItem: Item {
        implicitHeight: Math.max(disc.height, texts.implicitHeight) + Theme.s5 + buttons.implicitHeight
        Accessible.role: Accessible.Dialog
        Accessible.name: root.title + " " + root.text

        Rectangle {
            id: disc
            width: Theme.px(36)
            height: width
            radius: width / 2
            color: Theme.toneSoft(root.tone)
            border.width: Theme.highContrast ? Theme.line : 0
            border.color: Theme.toneColor(root.tone)
            Icon {
                anchors.centerIn: parent
                name: root.iconName
                color: Theme.toneColor(root.tone)
            }
        }
        Column {
            id: texts
            anchors.left: disc.right
            anchors.leftMargin: Theme.px(14)
            anchors.right: parent.right
            RdText {
                width: parent.width
                kind: RdText.H2
                wrapMode: Text.Wrap
                text: root.title
                Accessible.ignored: true
            }
            RdText {
                width: parent.width
                wrapMode: Text.Wrap
                text: root.text
                color: Theme.muted
                Accessible.ignored: true
            }
        }
        Row {
            id: buttons
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            spacing: Theme.s3
            RdButton {
                id: safe
                text: root.safeText
                onClicked: root.close()
            }
            RdButton {
                kind: root.danger ? RdButton.Danger : RdButton.Primary
                text: root.actionText
                onClicked: {
                    root.close();
                    root.accepted();
                }
            }
        }
    }
}
