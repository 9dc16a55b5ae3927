import QtQuick
import RelayDeck.Models

// The questions that are asked before something hits other people.
Item {
    id: root

    required property HostViewModel host
    required property ShellViewModel shell

    signal windowMayClose()

    RdDialog {
        id: stopDialog
        objectName: "stopDialog"
        iconName: "square"
        title: qsTr("Stop hosting?")
        text: root.host.stopQuestionText
        safeText: qsTr("Keep hosting")
        actionText: qsTr("Stop now")
        onAccepted: root.host.stopNow()
    }
    RdDialog {
        id: restartDialog
        objectName: "restartDialog"
        iconName: "rotate-cw"
        title: qsTr("Restart the server?")
        text: root.host.restartQuestionText
        safeText: qsTr("Keep hosting")
        actionText: qsTr("Restart now")
        onAccepted: root.host.restartNow()
    }
    RdDialog {
        id: closeDialog
        objectName: "closeDialog"
        iconName: "square"
        title: qsTr("Stop hosting and close?")
        text: root.shell.closeQuestionText
        safeText: qsTr("Keep hosting")
        actionText: qsTr("Stop and close")
        onAccepted: root.shell.stopAndClose()
    }
    Connections {
        target: root.host
        function onStopQuestion() { stopDialog.open(); }
        function onRestartQuestion() { restartDialog.open(); }
    }
    Connections {
        target: root.shell
        function onCloseQuestion() { closeDialog.open(); }
        function onCloseApproved() { root.windowMayClose(); }
    }
}
