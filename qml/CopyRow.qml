import QtQuick

// A machine value with its label and a copy button that says "Copied" for two seconds.
Rectangle {
    id: root

    property string iconName
    property string label
    property string value
    property string note
    property int labelWidth: Theme.px(86)
    readonly property bool roomy: width > Theme.px(420)

    signal copyRequested(string text)

    implicitWidth: Theme.px(320)
    implicitHeight: Math.max(Theme.controlLarge, valueText.implicitHeight + 2 * Theme.s2)
    radius: Theme.rTile
    color: Theme.dark ? Theme.field : Theme.raised
    border.width: Theme.line
    border.color: Theme.borderMid

    Icon {
        id: leading
        x: Theme.s3
        anchors.verticalCenter: parent.verticalCenter
        visible: root.iconName !== ""
        name: root.iconName
    }
    RdText {
        id: labelText
        visible: root.label !== "" && root.roomy
        anchors.left: leading.visible ? leading.right : parent.left
        anchors.leftMargin: Theme.px(10)
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(root.labelWidth, implicitWidth)
        text: root.label
        color: Theme.muted
    }
    TextEdit {
        id: valueText
        anchors.left: labelText.visible ? labelText.right : leading.visible ? leading.right : parent.left
        anchors.leftMargin: labelText.visible ? 0 : Theme.s3
        anchors.right: noteText.visible ? noteText.left : copy.left
        anchors.rightMargin: Theme.s2
        anchors.verticalCenter: parent.verticalCenter
        text: root.value
        textFormat: TextEdit.PlainText
        readOnly: true
        selectByMouse: true
        activeFocusOnTab: false
        wrapMode: TextEdit.WrapAnywhere
        color: Theme.text
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentText
        font.family: Theme.monoFamily
        font.pixelSize: Theme.textSize(RdText.Body)
        Accessible.role: Accessible.StaticText
        Accessible.name: root.label + ": " + root.value
    }
    RdText {
        id: noteText
        visible: text !== "" && root.roomy
        anchors.right: copy.left
        anchors.rightMargin: Theme.s2
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width * 0.25)
        kind: RdText.Small
        text: root.note
        color: Theme.faint
    }
    RdButton {
        id: copy

        property bool done: false

        anchors.right: parent.right
        anchors.rightMargin: Theme.s1
        anchors.verticalCenter: parent.verticalCenter
        kind: RdButton.Ghost
        iconName: done ? "check" : "copy"
        text: done ? qsTr("Copied") : ""
        accessibleName: done ? qsTr("Copied") : qsTr("Copy %1").arg(root.value)
        toolTip: done ? "" : qsTr("Copy")
        onClicked: {
            root.copyRequested(root.value);
            done = true;
            reset.restart();
        }
        Timer {
            id: reset
            interval: 2000
            onTriggered: copy.done = false
        }
    }
}
