pragma ComponentBehavior: Bound
import QtQuick
import RelayDeck.Models

// The way to something, step by step.
Column {
    id: root

    required property StepsModel steps
    property bool brief: false

    Accessible.role: Accessible.List
    Accessible.name: qsTr("Steps")

    Repeater {
        id: repeater
        model: root.steps
        StepRow {
            width: root.width
            last: index === repeater.count - 1
            brief: root.brief
        }
    }
}
