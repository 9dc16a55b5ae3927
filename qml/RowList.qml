import QtQuick
import QtQuick.Templates as T

// A list whose rows are walked by arrow keys, Home, End and the page keys, and opened by Enter or Space.
ListView {
    id: root

    property int rowHeight: Theme.px(48)

    signal opened(int index)

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    reuseItems: true
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    // A list that was empty for a while has no current row any more; keys start at the first.
    onCountChanged: if (currentIndex < 0 && count > 0) currentIndex = 0
    Accessible.role: Accessible.List
    T.ScrollBar.vertical: RdScrollBar {}
    Keys.onPressed: event => {
        const page = Math.max(1, Math.floor(height / rowHeight) - 1);
        switch (event.key) {
        case Qt.Key_Home: currentIndex = 0; break;
        case Qt.Key_End: currentIndex = count - 1; break;
        case Qt.Key_PageUp: currentIndex = Math.max(0, currentIndex - page); break;
        case Qt.Key_PageDown: currentIndex = Math.min(count - 1, currentIndex + page); break;
        case Qt.Key_Return:
        case Qt.Key_Enter:
        case Qt.Key_Space: if (currentIndex >= 0) opened(currentIndex); break;
        default: return;
        }
        event.accepted = true;
    }
}
