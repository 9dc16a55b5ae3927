import QtQuick
import QtQuick.Layouts

// Title of a page, one sentence, and its actions at the right (below it when there is no room).
GridLayout {
    id: root

    property string title
    property string text
    default property alias actions: actionsRow.data
    readonly property bool stacked: width < Theme.px(440)

    columns: stacked ? 1 : 2
    rowSpacing: Theme.s3
    columnSpacing: Theme.s4

    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: false
        spacing: 0
        RdText {
            Layout.fillWidth: true
            kind: RdText.H1
            wrapMode: Text.Wrap
            text: root.title
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        RdText {
            Layout.fillWidth: true
            visible: text !== ""
            wrapMode: Text.Wrap
            text: root.text
            color: Theme.muted
        }
    }
    Row {
        id: actionsRow
        visible: children.length > 0
        spacing: Theme.s2
    }
}
