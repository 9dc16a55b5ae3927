pragma ComponentBehavior: Bound
import QtQuick

// One game beside what a waiting player wants: rule by rule, or in words where there is no room for columns.
Item {
    id: root

    required property int index
    required property string title
    required property string second
    required property list<string> texts
    required property list<bool> fits
    required property string misfits
    required property string sentence
    required property list<int> columnX // empty: no room for columns
    property bool focusShown: false
    readonly property bool wide: columnX.length > 0

    implicitHeight: Theme.px(wide ? 48 : 64)
    Accessible.role: Accessible.ListItem
    Accessible.name: sentence

    Rectangle {
        visible: root.index > 0
        x: Theme.s4
        width: parent.width - 2 * x
        height: Theme.line
        color: Theme.separator
    }
    Icon {
        id: verdict
        visible: !root.wide
        x: Theme.s4
        anchors.verticalCenter: parent.verticalCenter
        name: root.misfits === "" ? "check" : "x"
        color: root.misfits === "" ? Theme.ok : Theme.problem
    }
    Column {
        x: root.wide ? Theme.s4 : verdict.x + verdict.width + Theme.s3
        width: (root.wide ? root.columnX[0] - Theme.s2 : root.width - Theme.s4) - x
        anchors.verticalCenter: parent.verticalCenter
        RdText {
            width: parent.width
            kind: RdText.Med
            text: root.title
            Accessible.ignored: true
        }
        RdText {
            width: parent.width
            kind: root.wide ? RdText.Micro : RdText.Small
            wrapMode: root.wide ? Text.NoWrap : Text.Wrap
            maximumLineCount: root.wide ? 1 : 2
            elide: Text.ElideRight
            text: root.wide ? root.second : root.misfits === "" ? qsTr("Fits") : root.misfits
            color: root.wide ? Theme.faint : Theme.muted
            Accessible.ignored: true
        }
    }
    Repeater {
        model: root.wide ? root.texts : []
        ExplainCell {
            required property int index
            required property string modelData
            x: root.columnX[index] ?? 0
            width: (root.columnX[index + 1] ?? root.width) - x - Theme.s2
            height: root.height
            text: modelData
            fits: root.fits[index] ?? true
        }
    }
    FocusRing {
        visible: root.focusShown
        inside: true
    }
}
