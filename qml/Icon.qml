import QtQuick

// One line icon in one colour. Decorative: the words are beside it, or the control around it has a name.
Image {
    id: root

    required property string name
    property color color: Theme.muted
    property int size: Theme.icon

    source: name === "" ? "" : Theme.iconSource(name, color, size)
    sourceSize.width: size
    sourceSize.height: size
    width: size
    height: size
    Accessible.ignored: true
}
