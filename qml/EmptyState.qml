import QtQuick

// Nothing here, why, and what to do. Children are the actions, at most two.
Column {
    id: root

    property string iconName
    property string title
    property string text
    property bool turning: false
    default property alias actions: actionsRow.data

    spacing: 0

    RingMotif {
        anchors.horizontalCenter: parent.horizontalCenter
        iconName: root.iconName
        turning: root.turning
    }
    Item {
        width: 1
        height: Theme.s2
    }
    RdText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        kind: RdText.H2
        text: root.title
    }
    RdText {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, Theme.px(380))
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        text: root.text
        color: Theme.muted
    }
    Item {
        visible: actionsRow.children.length > 0
        width: 1
        height: Theme.s4
    }
    Row {
        id: actionsRow
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.s2
    }
}
