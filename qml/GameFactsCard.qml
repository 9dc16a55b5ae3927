import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// What the host has chosen, and who may come in.
Card {
    id: root

    required property GameDetailViewModel game

    title: qsTr("In this game")
    bodySpacing: Theme.px(2)

    component Fact: KeyValue {
        Layout.fillWidth: true
        nameWidth: Theme.px(86)
    }
    Fact { name: qsTr("Players"); value: root.game.playersText }
    Fact { name: qsTr("Privacy"); value: root.game.privacyText }
    Fact { name: qsTr("Joinable"); value: root.game.joinableText }
    Fact { name: qsTr("Route"); value: root.game.routeText }
    Fact { name: qsTr("Created"); value: root.game.createdText }
    Fact { name: qsTr("Add-ons"); value: root.game.addOnsText }
    Item {
        Layout.fillHeight: true
    }
}
