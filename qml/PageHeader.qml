import QtQuick

// Title of a page, one sentence, and its actions at the right (below it when there is no room). Placed by bindings: a
// nested layout would keep the height of text that has ceased to wrap.
Item {
    id: root

    property string title
    property string text
    default property alias actions: actionsRow.data
    readonly property bool stacked: width < Theme.px(440)
    readonly property int textHeight: titleText.height + (subtitleText.visible ? subtitleText.height : 0)
    readonly property int actionsHeight: actionsRow.implicitHeight

    implicitWidth: Theme.px(200)
    implicitHeight: !stacked ? Math.max(textHeight, actionsHeight)
        : textHeight + (actionsHeight > 0 ? Theme.s3 + actionsHeight : 0)

    Item {
        id: texts
        y: root.stacked ? 0 : Math.round((root.height - height) / 2)
        width: root.stacked || actionsRow.implicitWidth === 0 ? root.width : root.width - actionsRow.implicitWidth - Theme.s4
        height: root.textHeight

        RdText {
            id: titleText
            width: parent.width
            kind: RdText.H1
            wrapMode: Text.Wrap
            text: root.title
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        RdText {
            id: subtitleText
            y: titleText.height
            width: parent.width
            visible: text !== ""
            wrapMode: Text.Wrap
            text: root.text
            color: Theme.muted
        }
    }
    Row {
        id: actionsRow
        x: root.stacked ? 0 : root.width - implicitWidth
        y: root.stacked ? texts.height + Theme.s3 : Math.round((root.height - height) / 2)
        spacing: Theme.s2
    }
}
