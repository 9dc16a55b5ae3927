import QtQuick
import QtQuick.Templates as T
import RelayDeck.Models

// A state as icon and word on its soft colour. Round in the shell, compact in rows. Clickable when `clickable`.
T.AbstractButton {
    id: root

    property int tone: Tone.Off
    property string iconName
    property bool compact: false
    property bool clickable: false

    implicitHeight: Theme.px(compact ? 20 : 24)
    implicitWidth: row.implicitWidth + Theme.px(compact ? 12 : 18)
    enabled: clickable
    focusPolicy: clickable ? Qt.StrongFocus : Qt.NoFocus
    hoverEnabled: clickable
    Accessible.role: clickable ? Accessible.Button : Accessible.StaticText
    Accessible.name: qsTr("State: %1").arg(text)
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()

    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.px(root.compact ? 4 : 6)
            ToneIcon {
                anchors.verticalCenter: parent.verticalCenter
                tone: root.tone
                name: root.iconName
                size: Theme.px(root.compact ? 12 : 14)
            }
            RdText {
                anchors.verticalCenter: parent.verticalCenter
                kind: RdText.SmallB
                text: root.text
                color: Theme.toneColor(root.tone)
            }
        }
    }
    background: Rectangle {
        radius: root.compact ? Theme.rChip : height / 2
        color: Theme.toneSoft(root.tone)
        border.width: Theme.highContrast || root.hovered ? Theme.line : 0
        border.color: Theme.toneColor(root.tone)
        FocusRing {
            visible: root.visualFocus
            around: parent.radius
        }
    }
}
