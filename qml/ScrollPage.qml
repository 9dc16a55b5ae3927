import QtQuick
import QtQuick.Templates as T

// A page that scrolls as a whole, and follows the keyboard focus.
Flickable {
    id: root

    default property alias content: holder.data
    property int margin: Theme.s5
    property int maximumWidth: 0 // 0: as wide as there is room; otherwise centred

    readonly property real columnWidth: maximumWidth > 0 ? Math.min(width - 2 * margin, maximumWidth) : width - 2 * margin

    contentWidth: width
    contentHeight: Math.max(height, holder.childrenRect.height + 2 * margin)
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    T.ScrollBar.vertical: RdScrollBar {}

    Item {
        id: holder
        x: Math.round((root.width - root.columnWidth) / 2)
        y: root.margin
        width: root.columnWidth
        height: Math.max(childrenRect.height, root.height - 2 * root.margin)
    }

    readonly property Item focused: Window.activeFocusItem
    onFocusedChanged: {
        if (!focused || !isInside(focused))
            return;
        const top = focused.mapToItem(holder, 0, 0).y + holder.y - Theme.s4;
        const bottom = top + focused.height + 2 * Theme.s4;
        if (top < contentY)
            contentY = Math.max(0, top);
        else if (bottom > contentY + height)
            contentY = Math.min(contentHeight - height, bottom - height);
    }
    function isInside(item: Item): bool {
        for (let i = item; i; i = i.parent) {
            if (i === holder)
                return true;
        }
        return false;
    }
}
