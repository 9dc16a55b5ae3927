import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// A message at the top of what it is about: icon, title, sentence, up to two actions.
Rectangle {
    id: root

    property int tone: Tone.Problem
    property string iconName     // another one than the tone's own
    property string title
    property string text
    property string action       // the one that helps
    property string secondAction // quieter
    readonly property bool stacked: width < Theme.px(460)

    signal actionRequested()
    signal secondActionRequested()

    implicitWidth: Theme.px(320)
    implicitHeight: Math.max(Theme.px(44), grid.implicitHeight + 2 * Theme.px(10))
    radius: Theme.rTile
    color: Theme.toneSoft(tone)
    border.width: Theme.line
    border.color: Theme.toneEdge(tone)
    Accessible.role: tone === Tone.Problem ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: title + (text === "" ? "" : ". " + text)

    GridLayout {
        id: grid
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.px(14)
        anchors.rightMargin: Theme.s2
        columns: root.stacked ? 2 : 3
        columnSpacing: Theme.s3
        rowSpacing: Theme.s2

        ToneIcon {
            Layout.alignment: root.stacked ? Qt.AlignTop : Qt.AlignVCenter
            tone: root.tone
            name: root.iconName
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: false
            spacing: 0
            RdText {
                Layout.fillWidth: true
                kind: RdText.Med
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                text: root.title
            }
            RdText {
                Layout.fillWidth: true
                visible: text !== ""
                kind: RdText.Small
                wrapMode: Text.Wrap
                text: root.text
                color: Theme.muted
            }
        }
        Row {
            Layout.column: root.stacked ? 1 : 2
            Layout.row: root.stacked ? 1 : 0
            visible: root.action !== "" || root.secondAction !== ""
            spacing: Theme.px(6)
            RdButton {
                visible: text !== ""
                kind: RdButton.Ghost
                size: RdButton.Small
                text: root.secondAction
                onClicked: root.secondActionRequested()
            }
            RdButton {
                visible: text !== ""
                kind: RdButton.Outline
                size: RdButton.Small
                text: root.action
                onClicked: root.actionRequested()
            }
        }
    }
}
