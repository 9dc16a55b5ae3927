import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// The chosen server: where the way to it stands, and what to do next.
ScrollPage {
    id: root

    required property JoinViewModel join
    required property ShellViewModel shell
    property bool backShown: false
    readonly property bool wide: columnWidth >= Theme.px(600)

    signal backRequested()

    margin: width < Theme.px(560) ? Theme.px(20) : Theme.s6

    Column {
        width: parent.width
        spacing: Theme.s5

        RdButton {
            visible: root.backShown
            kind: RdButton.Ghost
            size: RdButton.Small
            iconName: "arrow-left"
            text: qsTr("All servers")
            onClicked: root.backRequested()
        }
        RowLayout {
            width: parent.width
            spacing: Theme.px(14)
            Rectangle {
                visible: root.wide
                implicitWidth: Theme.s7
                implicitHeight: Theme.s7
                radius: Theme.rCard
                color: Theme.toneSoft(root.join.tone)
                border.width: Theme.highContrast ? Theme.line : 0
                border.color: Theme.toneColor(root.join.tone)
                Icon {
                    anchors.centerIn: parent
                    name: "server"
                    size: Theme.px(22)
                    color: Theme.toneColor(root.join.tone)
                }
            }
            PageHeader {
                Layout.fillWidth: true
                title: root.join.title
                text: root.join.subtitle
                RdButton {
                    iconName: root.join.connected ? "unplug" : ""
                    text: root.join.connected || root.join.phase === JoinViewModel.Reconnecting ? qsTr("Disconnect") : qsTr("Cancel")
                    onClicked: root.join.disconnectFromServer()
                }
            }
        }
        Banner {
            width: parent.width
            visible: root.join.problem.present
            tone: root.join.problem.tone
            title: root.join.problem.title
            text: root.join.problem.text
            action: root.join.phase === JoinViewModel.Failed ? qsTr("Try again") : ""
            secondAction: root.join.problem.action !== "" ? root.join.problem.action
                : root.join.problem.details !== "" ? qsTr("Copy details") : ""
            onActionRequested: root.join.tryAgain()
            onSecondActionRequested: {
                if (root.join.problem.action !== "")
                    root.join.followProblem();
                else
                    root.shell.copy(root.join.problem.details);
            }
        }
        ReadyCard {
            width: parent.width
            visible: root.join.connected
            title: root.join.readyTitle
            text: root.join.readyText
            inGame: root.join.phase === JoinViewModel.GameConnected
        }
        GridLayout {
            width: parent.width
            columns: root.wide ? 2 : 1
            columnSpacing: Theme.s5
            rowSpacing: Theme.s5

            Column {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                spacing: Theme.s3
                RdText {
                    kind: RdText.H3
                    text: qsTr("Connection")
                    Accessible.role: Accessible.Heading
                    Accessible.name: text
                }
                StepChecklist {
                    width: parent.width
                    steps: root.join.steps
                    brief: !root.wide
                }
            }
            Column {
                visible: root.join.connected
                Layout.preferredWidth: root.wide ? Theme.px(304) : -1
                Layout.fillWidth: !root.wide
                Layout.alignment: Qt.AlignTop
                spacing: Theme.s3
                RdText {
                    kind: RdText.H3
                    text: qsTr("Details")
                    Accessible.role: Accessible.Heading
                    Accessible.name: text
                }
                JoinFacts {
                    width: parent.width
                    join: root.join
                }
            }
        }
        HostsLineCard {
            width: parent.width
            visible: root.join.phase === JoinViewModel.Ready
            line: root.join.hostsLine
            onCopyRequested: text => root.shell.copy(text)
        }
    }
}
