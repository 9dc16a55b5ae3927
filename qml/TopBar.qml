import QtQuick
import RelayDeck.Models

// Icon, name of the server (or of the page in small windows) and the state pill.
Rectangle {
    id: root

    required property ShellViewModel shell
    property bool narrow: false
    property bool small: false

    implicitHeight: Theme.topBar
    color: Theme.rail

    function focusPill(): bool {
        if (!pill.visible)
            return false;
        pill.forceActiveFocus(Qt.TabFocusReason);
        return true;
    }

    Image {
        id: icon
        x: Theme.px(root.narrow ? 12 : 16)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(24)
        height: width
        source: "image://icon/app"
        sourceSize.width: width
        sourceSize.height: height
        Accessible.ignored: true
    }
    RdText {
        id: name
        anchors.left: icon.right
        anchors.leftMargin: Theme.px(10)
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width - x - (pill.visible ? pill.width + Theme.s6 : Theme.s4))
        kind: RdText.H3
        text: root.small ? root.shell.pageTitle : root.shell.title
    }
    StatusPill {
        id: pill
        anchors.left: name.right
        anchors.leftMargin: Theme.px(18)
        anchors.verticalCenter: parent.verticalCenter
        visible: text !== ""
        clickable: true
        tone: root.shell.pillTone
        text: root.narrow ? root.shell.pillShort : root.shell.pillText
        onClicked: root.shell.page = root.shell.pillPage
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.line
        color: Theme.border
    }
}
