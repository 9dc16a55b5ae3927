import QtQuick

// The soft shadow of what floats. Give it the same geometry as the thing; it reaches beyond by itself.
BorderImage {
    id: root

    property int around: Theme.rCard

    anchors.fill: parent
    anchors.margins: -Theme.shadowSpread
    anchors.topMargin: -Theme.shadowSpread + Theme.shadowOffset
    anchors.bottomMargin: -Theme.shadowSpread - Theme.shadowOffset
    source: Theme.highContrast ? "" : "image://shadow/" + Theme.argb(Theme.shadow) + "/" + around
    border {
        left: Theme.shadowBorder
        right: Theme.shadowBorder
        top: Theme.shadowBorder
        bottom: Theme.shadowBorder
    }
    Accessible.ignored: true
}
