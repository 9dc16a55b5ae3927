import QtQuick

// Title and consequence at the left, the control at the right (below when narrow). Children are the control.
Item {
    id: root

    property string title
    property string text
    property string error
    property bool changed: false // differs from its default
    property bool first: false
    default property alias control: controlRow.data
    readonly property bool stacked: width < Theme.px(520)

    signal resetRequested()

    implicitHeight: stacked ? texts.height + controlRow.height + Theme.px(30)
                            : Math.max(Theme.px(60), texts.height + Theme.s5, controlRow.height + Theme.s4)

    Rectangle {
        visible: !root.first
        width: parent.width
        height: Theme.line
        color: Theme.separator
    }
    Column {
        id: texts
        y: root.stacked ? Theme.s3 : Math.round((root.height - height) / 2)
        width: root.stacked ? parent.width : parent.width - controlRow.width - Theme.s5
        Row {
            spacing: Theme.s2
            RdText {
                kind: RdText.Med
                text: root.title
            }
            Rectangle {
                visible: root.changed
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.px(6)
                height: width
                radius: width / 2
                color: Theme.accent
            }
        }
        RdText {
            width: parent.width
            kind: RdText.Small
            wrapMode: Text.Wrap
            text: root.error !== "" ? root.error : root.text
            color: root.error !== "" ? Theme.problem : Theme.muted
        }
    }
    Row {
        anchors.right: controlRow.left
        anchors.rightMargin: Theme.s2
        anchors.verticalCenter: controlRow.verticalCenter
        visible: root.changed && !root.stacked
        RdButton {
            kind: RdButton.Ghost
            iconName: "undo-2"
            accessibleName: qsTr("Back to the default: %1").arg(root.title)
            toolTip: qsTr("Back to the default")
            onClicked: root.resetRequested()
        }
    }
    Row {
        id: controlRow
        spacing: Theme.s2
        x: root.stacked ? 0 : parent.width - width
        y: root.stacked ? texts.y + texts.height + Theme.s2 : Math.round((root.height - height) / 2)
    }
}
