import QtQuick
import QtQuick.Layouts

// Head of a large card: icon tile, headline, one sentence.
RowLayout {
    id: root

    property string iconName
    property string title
    property string text
    property bool accented: false

    spacing: Theme.s3

    Rectangle {
        implicitWidth: Theme.px(40)
        implicitHeight: Theme.px(40)
        radius: Theme.rCard
        color: root.accented ? Theme.accentSoft : Theme.raised
        border.width: Theme.highContrast ? Theme.line : 0
        border.color: Theme.border
        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: Theme.px(20)
            color: root.accented ? Theme.accent : Theme.text
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: false
        spacing: 0
        RdText {
            Layout.fillWidth: true
            kind: RdText.H2
            wrapMode: Text.Wrap
            text: root.title
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        RdText {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: root.text
            color: Theme.muted
        }
    }
}
