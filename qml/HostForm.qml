import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// The decisions before hosting, the button, and how the start goes.
ColumnLayout {
    id: root

    required property HostViewModel host
    required property SettingsViewModel settings
    required property ShellViewModel shell
    readonly property bool starting: host.phase === HostViewModel.Starting

    spacing: Theme.s3

    Banner {
        Layout.fillWidth: true
        visible: root.host.problem.present
        title: root.host.problem.title
        text: root.host.problem.text
        action: root.host.problem.action
        secondAction: root.host.problem.details !== "" ? qsTr("Copy details") : ""
        onActionRequested: root.host.tryProposedPort()
        onSecondActionRequested: root.shell.copy(root.host.problem.details)
    }
    RdField {
        id: nameField
        Layout.fillWidth: true
        visible: !root.starting
        label: qsTr("Server name")
        help: qsTr("How this window calls it. You can change it at any time.")
        placeholder: root.settings.serverNameDefault
        maximumLength: 40
        text: root.settings.serverName
        onEditingFinished: root.settings.serverName = text
        onAccepted: root.go()
        Connections {
            target: root.settings
            function onServerNameChanged() { nameField.text = root.settings.serverName; }
        }
    }
    RdSwitch {
        Layout.fillWidth: true
        visible: !root.starting
        text: qsTr("Play on this PC too")
        checked: root.settings.playOnThisPc
        onToggled: root.settings.playOnThisPc = checked
    }
    StepChecklist {
        Layout.fillWidth: true
        visible: root.starting
        steps: root.host.steps
    }
    Item {
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.s1
    }
    RdButton {
        Layout.fillWidth: true
        kind: RdButton.Primary
        size: RdButton.Large
        iconName: "play"
        text: root.host.problem.present ? qsTr("Try again") : qsTr("Start hosting")
        busy: root.host.busy
        busyText: root.host.phase === HostViewModel.Stopping ? qsTr("Stopping") : qsTr("Starting")
        toolTip: text
        shortcutText: qsTr("Ctrl+H")
        onClicked: root.go()
    }

    function go() {
        settings.serverName = nameField.text;
        host.start();
    }
}
