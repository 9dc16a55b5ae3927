import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Stopped, starting or failed: one card in the middle with the form, the steps or the cause.
Item {
    id: root

    required property HostViewModel host
    required property SettingsViewModel settings
    required property ShellViewModel shell

    implicitHeight: card.implicitHeight

    Card {
        id: card
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, Math.round(Math.min((root.height - height) / 3, Theme.px(90))))
        width: Math.min(parent.width, Theme.px(520))
        padding: Theme.s5
        bodySpacing: Theme.s4

        ChoiceHead {
            Layout.fillWidth: true
            accented: true
            iconName: "radio-tower"
            title: root.host.phase === HostViewModel.Starting ? qsTr("Starting %1").arg(root.host.serverName)
                : root.shell.overviewAvailable ? qsTr("Host %1 again").arg(root.host.serverName) : qsTr("Host a game")
            text: root.host.phase === HostViewModel.Starting ? qsTr("This takes a moment.")
                : root.shell.overviewAvailable ? qsTr("Players and their progress are kept.")
                : qsTr("Everyone on your network can join. Their progress is saved on this PC.")
        }
        StepChecklist {
            Layout.fillWidth: true
            visible: root.host.problem.present
            steps: root.host.steps
            brief: true
        }
        HostForm {
            Layout.fillWidth: true
            host: root.host
            settings: root.settings
            shell: root.shell
        }
    }
}
