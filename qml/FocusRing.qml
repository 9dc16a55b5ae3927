import QtQuick

// The ring around what has keyboard focus: outside with a gap, or inside for rows.
Rectangle {
    id: root

    property bool inside: false
    property int around: Theme.rCtl // radius of the thing itself
    readonly property int gap: inside ? 0 : Theme.px(2) + Theme.focusLine

    anchors.fill: parent
    anchors.margins: -gap
    radius: around + gap
    color: "transparent"
    border.width: Theme.focusLine
    border.color: Theme.focus
}
