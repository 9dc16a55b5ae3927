import QtQuick
import RelayDeck.Models

// The icon of a state; turns while working.
Item {
    id: root

    property int tone: Tone.Off
    property int size: Theme.icon
    property color color: Theme.toneColor(tone)
    property string name // another icon than the state's own

    implicitWidth: size
    implicitHeight: size

    Icon {
        visible: !spinner.visible
        name: root.name === "" ? Theme.toneIcon(root.tone) : root.name
        color: root.color
        size: root.size
    }
    Spinner {
        id: spinner
        visible: root.name === "" && root.tone === Tone.Working
        color: root.color
        size: root.size
    }
}
