pragma ComponentBehavior: Bound
import QtQuick
import RelayDeck.Models

// The toasts, newest on top.
Column {
    id: root

    required property ToastsModel toasts

    spacing: Theme.s2

    Repeater {
        model: root.toasts
        Toast {
            x: root.width - width
            width: Math.min(implicitWidth, root.width)
            onActionRequested: id => root.toasts.run(id)
            onDismissed: id => root.toasts.dismiss(id)
        }
    }
}
