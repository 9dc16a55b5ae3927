import QtQuick
import QtQuick.Templates as T
import RelayDeck.Models

// All there is to see when the program cannot start: the reason, to read and to copy. Closing it ends the program.
Window {
    id: root

    required property SettingsViewModel settings
    required property string reason

    width: Theme.px(560)
    height: Theme.px(300)
    minimumWidth: Theme.px(400)
    minimumHeight: Theme.px(240)
    visible: true
    color: Theme.bg
    title: "Relay Deck"

    Binding { target: Theme; property: "scheme"; value: root.settings.scheme }
    Binding { target: Theme; property: "monoFamily"; value: root.settings.monoFamily }

    Shortcut {
        sequences: ["Esc", "Ctrl+W", "Ctrl+Q"]
        onActivated: root.close()
    }
    Rectangle {
        id: disc
        x: Theme.s5
        y: Theme.s5
        width: Theme.px(36)
        height: width
        radius: width / 2
        color: Theme.toneSoft(Tone.Problem)
        Icon {
            anchors.centerIn: parent
            name: "octagon-x"
            color: Theme.toneColor(Tone.Problem)
        }
    }
    RdText {
        id: heading
        anchors.verticalCenter: disc.verticalCenter
        anchors.left: disc.right
        anchors.leftMargin: Theme.px(14)
        anchors.right: parent.right
        anchors.rightMargin: Theme.s5
        kind: RdText.H2
        text: qsTr("Relay Deck could not start")
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Flickable {
        id: view
        anchors.top: disc.bottom
        anchors.topMargin: Theme.s4
        anchors.left: heading.left
        anchors.right: heading.right
        anchors.bottom: buttons.top
        anchors.bottomMargin: Theme.s4
        contentWidth: width
        contentHeight: words.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: RdScrollBar {}

        TextEdit {
            id: words
            width: view.width
            height: Math.max(implicitHeight, view.height)
            readOnly: true
            selectByMouse: true
            activeFocusOnTab: true
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.Wrap
            font: Theme.face(false, Theme.textSize(RdText.Body))
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentText
            text: root.reason
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }
    Row {
        id: buttons
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.s5
        spacing: Theme.s3

        RdButton {
            iconName: "copy"
            text: qsTr("Copy")
            toolTip: qsTr("Copy the reason")
            onClicked: {
                words.selectAll();
                words.copy();
            }
        }
        RdButton {
            kind: RdButton.Primary
            text: qsTr("Close")
            focus: true
            onClicked: root.close()
        }
    }
    Component.onCompleted: requestActivate()
}
