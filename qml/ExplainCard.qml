pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Games × rules for one waiting player: what is wanted, and below it what each game offers.
Card {
    id: root

    required property WaitingDetailViewModel waiting
    readonly property bool wide: width >= Theme.px(600)
    // Where the six columns behind the name begin: parts of the width.
    readonly property list<int> columnX: wide ? [0.215 * width, 0.355 * width, 0.505 * width, 0.642 * width, 0.75 * width, 0.853 * width] : []

    title: qsTr("Why %1 fits or not").arg(waiting.name)
    subtitle: wide ? qsTr("wanted, and what each game offers") : ""
    flush: true
    bodySpacing: 0

    Item {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.px(32)
        visible: root.wide

        component Head: RdText {
            anchors.verticalCenter: parent.verticalCenter
            kind: RdText.Small
            color: Theme.faint
            Accessible.ignored: true
        }
        Head { x: Theme.s4; text: qsTr("Game") }
        Head { x: root.columnX[0] ?? 0; text: qsTr("Map") }
        Head { x: root.columnX[1] ?? 0; text: qsTr("Enemy") }
        Head { x: root.columnX[2] ?? 0; text: qsTr("Difficulty") }
        Head { x: root.columnX[3] ?? 0; text: qsTr("Add-ons") }
        Head { x: root.columnX[4] ?? 0; text: qsTr("Seats") }
        Head { x: root.columnX[5] ?? 0; text: qsTr("Open") }
    }
    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.px(36)
        visible: root.wide
        color: Theme.raised
        Accessible.role: Accessible.StaticText
        Accessible.name: root.waiting.wantedSentence

        RdText {
            x: Theme.s4
            width: (root.columnX[0] ?? 0) - x - Theme.s2
            anchors.verticalCenter: parent.verticalCenter
            kind: RdText.Med
            text: qsTr("%1 wants").arg(root.waiting.name)
            color: Theme.accent
            Accessible.ignored: true
        }
        Repeater {
            model: root.wide ? root.waiting.wanted : []
            RdText {
                required property int index
                required property string modelData
                x: root.columnX[index] ?? 0
                width: (root.columnX[index + 1] ?? root.width) - x - Theme.s2
                anchors.verticalCenter: parent?.verticalCenter
                kind: RdText.Small
                text: modelData
                Accessible.ignored: true
            }
        }
    }
    RowList {
        id: list
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(count, root.wide ? 6 : 4) * rowHeight
        visible: count > 0
        model: root.waiting.games
        rowHeight: Theme.px(root.wide ? 48 : 64)
        Accessible.name: qsTr("Games and how they fit")
        delegate: ExplainRow {
            width: ListView.view.width
            columnX: root.columnX
            focusShown: ListView.isCurrentItem && list.activeFocus
        }
    }
    RdText {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.s4
        Layout.rightMargin: Theme.s4
        Layout.bottomMargin: Theme.s3
        visible: text !== ""
        kind: RdText.Small
        text: root.waiting.leftOutText
        color: Theme.faint
    }
}
