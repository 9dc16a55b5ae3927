import QtQuick

// Something is being worked on. Stands still when motion is reduced; the words beside it say "Working" then as well.
Icon {
    id: root

    name: "loader-circle"
    color: Theme.working

    RotationAnimator on rotation {
        running: root.visible && !Theme.reducedMotion
        from: 0
        to: 360
        duration: Theme.spin
        loops: Animation.Infinite
    }
}
