import QtQuick
import QtQuick.Layouts

// A surface with an optional title row. Children go into the body, a column.
Rectangle {
    id: root

    property string title
    property string subtitle
    property int padding: Theme.s4
    property bool bodyShown: true
    property bool flush: false // the body reaches the edges; for lists
    default property alias body: bodyColumn.data
    property alias actions: actionsRow.data
    property alias bodySpacing: bodyColumn.spacing

    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight + padding + (flush ? Theme.line : padding)
    radius: Theme.rCard
    color: Theme.surface
    border.width: Theme.line
    border.color: Theme.border

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.topMargin: root.padding
        anchors.bottomMargin: root.flush ? Theme.line : root.padding
        spacing: Theme.s3

        RowLayout {
            visible: root.title !== ""
            Layout.fillHeight: false
            Layout.leftMargin: root.padding
            Layout.rightMargin: root.padding
            Layout.minimumHeight: Theme.controlSmall
            spacing: Theme.s2

            RdText {
                kind: RdText.H3
                text: root.title
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            RdText {
                Layout.fillWidth: true
                kind: RdText.Small
                text: root.subtitle
                color: Theme.faint
            }
            Row {
                id: actionsRow
                spacing: Theme.px(6)
            }
        }
        ColumnLayout {
            id: bodyColumn
            visible: root.bodyShown
            Layout.leftMargin: root.flush ? Theme.line : root.padding
            Layout.rightMargin: root.flush ? Theme.line : root.padding
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.s3
        }
    }
}
