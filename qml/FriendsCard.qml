import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// What to tell the next friend, in their words.
Card {
    id: root

    title: qsTr("How a friend joins")
    bodySpacing: 0

    StepRow {
        Layout.fillWidth: true
        index: 0
        title: qsTr("They open Relay Deck and choose Join")
        text: qsTr("Any Pocket Relay client works as well.")
        value: ""
        stepState: StepsModel.Todo
        brief: true
    }
    StepRow {
        Layout.fillWidth: true
        index: 1
        title: qsTr("They type one of the addresses")
        text: qsTr("On the same network or VPN.")
        value: ""
        stepState: StepsModel.Todo
        brief: true
    }
    StepRow {
        Layout.fillWidth: true
        index: 2
        title: qsTr("They start the game")
        text: qsTr("And choose Multiplayer.")
        value: ""
        stepState: StepsModel.Todo
        brief: true
        last: true
    }
    Item {
        Layout.fillHeight: true
    }
}
