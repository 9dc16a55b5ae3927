import QtQuick

// Makes a tooltip only while it is wanted: a page has dozens of buttons and shows one tooltip.
Loader {
    id: root

    property bool wanted: false
    property string text
    property string shortcutText
    property int delay: 500
    property bool beside: false // right of the control instead of below

    anchors.fill: parent
    onWantedChanged: {
        if (wanted && text !== "")
            setSource("RdToolTip.qml", { text: text, shortcutText: shortcutText, delay: delay, beside: beside, visible: true });
        else
            source = "";
    }
}
