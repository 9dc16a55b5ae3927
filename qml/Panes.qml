import QtQuick

// F6: from one part of the window to the next.
QtObject {
    id: root

    required property TopBar topBar
    required property SideRail rail
    required property Pages pages
    required property StatusBar statusBar
    property int current: -1

    function next() {
        current = (current + 1) % 4;
        if (current === 0 && !topBar.focusPill())
            current = 1;
        if (current === 1)
            rail.focusCurrent();
        else if (current === 2)
            pages.focusPage();
        else if (current === 3)
            statusBar.focusFirst();
    }
}
