pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Version, what this is and is not, and what it is made with.
ScrollPage {
    id: root

    required property AboutViewModel about

    ColumnLayout {
        width: Math.min(parent.width, Theme.textColumn)
        spacing: Theme.cardGap

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: false
            spacing: Theme.s4
            Image {
                Layout.preferredWidth: Theme.px(64)
                Layout.preferredHeight: Theme.px(64)
                source: "image://icon/app"
                sourceSize.width: Theme.px(64)
                sourceSize.height: Theme.px(64)
                Accessible.ignored: true
            }
            PageHeader {
                Layout.fillWidth: true
                title: qsTr("Relay Deck")
                text: qsTr("Version %1 · %2").arg(root.about.version).arg(root.about.system)
            }
        }
        Card {
            Layout.fillWidth: true
            bodySpacing: Theme.s2
            RdText {
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                text: qsTr("Hosts and joins Mass Effect 3 (2012) multiplayer on your own machines, together with everyone who uses Pocket Relay.")
            }
            RdText {
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                text: qsTr("This is no EA or BioWare product and has no connection with either. It contains nothing of the game: you need your own copy. Progress made here stays here and never reaches EA.")
                color: Theme.muted
            }
        }
        Card {
            Layout.fillWidth: true
            title: qsTr("Made with")
            bodySpacing: 0
            Repeater {
                model: root.about
                Item {
                    id: part
                    required property int index
                    required property string name
                    required property string use
                    required property string licence
                    Layout.fillWidth: true
                    implicitHeight: Theme.px(36)
                    Accessible.role: Accessible.StaticText
                    Accessible.name: name + ", " + use + ", " + licence
                    Rectangle {
                        visible: part.index > 0
                        width: parent.width
                        height: Theme.line
                        color: Theme.separator
                    }
                    RdText {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Theme.px(130)
                        kind: RdText.Med
                        text: part.name
                        Accessible.ignored: true
                    }
                    RdText {
                        x: Theme.px(134)
                        anchors.verticalCenter: parent.verticalCenter
                        width: licenceText.x - x - Theme.s2
                        text: part.use
                        color: Theme.muted
                        Accessible.ignored: true
                    }
                    RdText {
                        id: licenceText
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        kind: RdText.Small
                        text: part.licence
                        color: Theme.faint
                        Accessible.ignored: true
                    }
                }
            }
        }
        Card {
            Layout.fillWidth: true
            title: qsTr("Licence of the icons")
            subtitle: qsTr("Lucide")
            bodyShown: toggle.open
            actions: RdButton {
                id: toggle
                property bool open: false
                kind: RdButton.Ghost
                size: RdButton.Small
                text: open ? qsTr("Hide text") : qsTr("Show text")
                onClicked: open = !open
            }
            RdText {
                Layout.fillWidth: true
                visible: toggle.open
                kind: RdText.Small
                wrapMode: Text.Wrap
                text: toggle.open ? root.about.iconNotice : ""
                color: Theme.muted
            }
        }
    }
}
