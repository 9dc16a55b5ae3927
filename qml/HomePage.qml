import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// Two equal cards, because both roles are equal.
ScrollPage {
    id: root

    required property HostViewModel host
    required property JoinViewModel join
    required property SettingsViewModel settings
    required property ShellViewModel shell
    readonly property bool wide: columnWidth >= Theme.px(640)
    readonly property bool tall: height >= Theme.px(620)

    maximumWidth: Theme.homeColumn

    Image {
        parent: root
        anchors.right: parent.right
        width: Theme.px(260)
        height: width
        z: -1
        visible: !Theme.highContrast && root.width > Theme.px(980)
        source: "image://icon/horizon/" + Theme.argb(Theme.accent)
        sourceSize.width: width
        sourceSize.height: height
        Accessible.ignored: true
    }

    Column {
        width: parent.width
        topPadding: Math.max(0, Math.min(Theme.px(64), Math.round((root.height - Theme.px(520)) / 3)))
        spacing: 0

        RdText {
            width: parent.width
            kind: RdText.Display
            wrapMode: Text.Wrap
            text: root.host.running ? qsTr("%1 is on").arg(root.host.serverName)
                : root.shell.overviewAvailable ? qsTr("Welcome back") : qsTr("Play together on your own server")
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        RdText {
            width: parent.width
            kind: RdText.Lead
            above: Theme.s1
            wrapMode: Text.Wrap
            text: qsTr("Host Mass Effect 3 multiplayer from this PC, or join someone who already does.")
            color: Theme.muted
        }
        Item {
            width: 1
            height: root.tall ? Theme.px(28) : Theme.s4
        }
        GridLayout {
            width: parent.width
            columns: root.wide ? 2 : 1
            columnSpacing: Theme.s4
            rowSpacing: Theme.s4

            HomeHostCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                padding: root.tall ? Theme.s5 : Theme.s4
                host: root.host
                settings: root.settings
                shell: root.shell
            }
            HomeJoinCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                padding: root.tall ? Theme.s5 : Theme.s4
                join: root.join
                shell: root.shell
            }
        }
        Item {
            width: 1
            height: Theme.s4
        }
        Row {
            width: parent.width
            spacing: Theme.s2
            Icon {
                id: shield
                y: Theme.px(1)
                name: "shield-check"
                size: Theme.iconSmall
                color: Theme.faint
            }
            RdText {
                width: parent.width - shield.width - parent.spacing
                kind: RdText.Small
                wrapMode: Text.Wrap
                text: qsTr("Relay Deck opens ports while it runs and keeps its data in one folder. Nothing else on this PC is changed.")
                color: Theme.faint
            }
        }
    }
}
