import QtQuick
import QtQuick.Templates as T
import RelayDeck.Models

// One state in the status bar; a button to the page that explains it.
T.AbstractButton {
    id: root

    property string iconName
    property int tone: Tone.Off

    implicitWidth: row.implicitWidth + Theme.s4
    implicitHeight: Theme.statusBar - Theme.line
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.px(6)
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.iconName
                size: Theme.px(13)
                color: Theme.toneColor(root.tone)
            }
            RdText {
                anchors.verticalCenter: parent.verticalCenter
                kind: RdText.Small
                text: root.text
                color: root.hovered ? Theme.text : Theme.muted
            }
        }
    }
    background: Rectangle {
        color: root.hovered ? Theme.hover : "transparent"
        FocusRing {
            visible: root.visualFocus
            inside: true
            around: Theme.rChip
        }
    }
}
