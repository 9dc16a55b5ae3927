import QtQuick
import QtQuick.Layouts
import RelayDeck.Models

// What a person can choose. Everything applies at once.
ScrollPage {
    id: root

    required property SettingsViewModel settings
    required property HostViewModel host
    required property ShellViewModel shell

    ColumnLayout {
        width: Math.min(parent.width, Theme.textColumn)
        spacing: Theme.cardGap

        PageHeader {
            Layout.fillWidth: true
            title: qsTr("Settings")
            text: qsTr("Changes apply at once and are kept.")
        }
        Card {
            Layout.fillWidth: true
            title: qsTr("Appearance")
            bodySpacing: 0

            SettingRow {
                Layout.fillWidth: true
                first: true
                title: qsTr("Colours")
                text: qsTr("Like the system, or always the same.")
                Segmented {
                    accessibleName: qsTr("Colours")
                    options: [qsTr("System"), qsTr("Dark"), qsTr("Light"), qsTr("High contrast")]
                    current: root.settings.theme
                    onChosen: index => root.settings.theme = index
                }
            }
            SettingRow {
                Layout.fillWidth: true
                title: qsTr("Size")
                text: qsTr("Text and controls in this window.")
                changed: root.settings.uiScale !== 100
                onResetRequested: root.settings.uiScale = 100
                RdStepper {
                    accessibleName: qsTr("Size")
                    from: 80
                    to: 200
                    stepSize: 10
                    value: root.settings.uiScale
                    valueText: qsTr("%1 %").arg(value)
                    onChosen: value => root.settings.uiScale = value
                }
            }
            SettingRow {
                Layout.fillWidth: true
                title: qsTr("Reduce motion")
                text: qsTr("Nothing moves or fades.")
                RdSwitch {
                    accessibleName: qsTr("Reduce motion")
                    checked: root.settings.reducedMotion
                    onToggled: root.settings.reducedMotion = checked
                }
            }
        }
        Card {
            Layout.fillWidth: true
            title: qsTr("Hosting")
            bodySpacing: 0

            SettingRow {
                Layout.fillWidth: true
                first: true
                title: qsTr("Server name")
                text: qsTr("How this window calls your server.")
                changed: root.settings.serverName !== root.settings.serverNameDefault
                onResetRequested: root.settings.serverName = ""
                RdField {
                    id: nameField
                    width: Theme.px(220)
                    accessibleName: qsTr("Server name")
                    placeholder: root.settings.serverNameDefault
                    maximumLength: 40
                    text: root.settings.serverName
                    onEditingFinished: {
                        root.settings.serverName = text;
                        text = root.settings.serverName;
                    }
                    Connections {
                        target: root.settings
                        function onServerNameChanged() { nameField.text = root.settings.serverName; }
                    }
                }
            }
            SettingRow {
                id: portRow
                Layout.fillWidth: true
                title: qsTr("Port")
                text: root.host.running ? qsTr("Part of the address people type. Used from the next start on.")
                    : qsTr("Part of the address people type. 80 needs no number.")
                error: portField.error
                changed: root.settings.port !== 0
                onResetRequested: portField.error = root.settings.setPortText("")
                RdField {
                    id: portField
                    width: Theme.px(110)
                    accessibleName: qsTr("Port")
                    placeholder: qsTr("Automatic")
                    mono: text !== ""
                    maximumLength: 6
                    inputMethodHints: Qt.ImhDigitsOnly
                    text: root.settings.portText
                    onEditingFinished: error = root.settings.setPortText(text)
                    Connections {
                        target: root.settings
                        function onPortChanged() { portField.text = root.settings.portText; }
                    }
                }
            }
            SettingRow {
                Layout.fillWidth: true
                title: qsTr("Play on this PC too")
                text: qsTr("Starting to host also connects the game on this PC.")
                RdSwitch {
                    accessibleName: qsTr("Play on this PC too")
                    checked: root.settings.playOnThisPc
                    onToggled: root.settings.playOnThisPc = checked
                }
            }
        }
        Card {
            Layout.fillWidth: true
            title: qsTr("Data")
            bodySpacing: Theme.s2

            RdText {
                Layout.fillWidth: true
                kind: RdText.Small
                wrapMode: Text.Wrap
                text: qsTr("Players, progress and settings lie in this folder. Copy it while nothing runs to keep everything.")
                color: Theme.muted
            }
            CopyRow {
                Layout.fillWidth: true
                iconName: "folder-open"
                value: root.settings.dataFolder
                onCopyRequested: text => root.shell.copy(text)
            }
        }
    }
}
