import QtQuick
import QtQuick.Templates as T
import RelayDeck.Models

// Every push button. While busy it keeps its width, shows a spinner and ignores clicks.
T.Button {
    id: root

    enum Kind { Primary, Secondary, Ghost, Outline, Danger }
    enum Size { Small, Normal, Large }

    property int kind: RdButton.Secondary
    property int size: RdButton.Normal
    property string iconName
    property string trailingIcon
    property bool busy: false
    property string busyText: text
    property string toolTip
    property string shortcutText
    property string accessibleName: text

    readonly property bool iconOnly: text === ""
    readonly property int sidePadding: iconOnly ? 0 : Theme.px(size === RdButton.Small ? 10 : size === RdButton.Large ? 18 : 13)
    readonly property int iconSize: size === RdButton.Small ? Theme.iconSmall : size === RdButton.Large ? Theme.iconLarge : Theme.icon
    readonly property color ink: !enabled ? Theme.faint
        : kind === RdButton.Primary ? Theme.accentText
        : kind === RdButton.Danger ? Theme.problemFillText : Theme.text
    readonly property color fill: {
        const down = root.down && !root.busy;
        const over = root.hovered && !root.busy && root.enabled;
        if (!root.enabled)
            return root.kind === RdButton.Ghost || root.kind === RdButton.Outline ? "transparent" : Theme.surface;
        switch (root.kind) {
        case RdButton.Primary:
            return down ? Theme.accentPressed : over ? Theme.accentHover : Theme.accent;
        case RdButton.Danger:
            return down ? Theme.problemFillPressed : over ? Theme.problemFillHover : Theme.problemFill;
        case RdButton.Secondary:
            return down ? Theme.pressed : over ? Theme.hover : Theme.raised;
        default:
            return down ? Theme.pressed : over ? Theme.hover : "transparent";
        }
    }

    // The widest of both texts, so that nothing moves when work starts.
    implicitWidth: iconOnly ? implicitHeight : Math.ceil(content.implicitWidth) + 2 * sidePadding
    implicitHeight: size === RdButton.Small ? Theme.controlSmall : size === RdButton.Large ? Theme.controlLarge : Theme.control
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: busy ? busyText : accessibleName
    Accessible.description: toolTip
    Accessible.onPressAction: if (!root.busy) root.clicked()

    // Enter presses as Space does.
    Keys.onReturnPressed: if (!root.busy) root.clicked()
    Keys.onEnterPressed: if (!root.busy) root.clicked()

    contentItem: Item {
        id: content

        // By what is wanted and not by `visible`, which is false while the page is not shown: a layout would measure
        // the button without its icons.
        readonly property bool hasLeading: root.iconName !== "" || root.busy
        readonly property bool hasTrailing: root.trailingIcon !== "" && !root.busy
        readonly property int iconsWidth: (hasLeading ? leading.width + row.spacing : 0)
            + (hasTrailing ? trailing.width + row.spacing : 0)
        implicitWidth: Math.max(label.implicitWidth, measure.implicitWidth) + iconsWidth
        implicitHeight: row.implicitHeight

        RdText {
            id: measure
            visible: false
            kind: label.kind
            text: root.busyText
        }
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.px(7)

            ToneIcon {
                id: leading
                visible: content.hasLeading
                anchors.verticalCenter: parent.verticalCenter
                name: root.busy ? "" : root.iconName
                tone: Tone.Working // shown when no icon is named
                color: root.ink
                size: root.iconSize
            }
            RdText {
                id: label
                visible: !root.iconOnly
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, Math.max(0, root.width - 2 * Theme.s2 - content.iconsWidth))
                kind: root.size === RdButton.Small ? RdText.SmallB : RdText.Med
                text: root.busy ? root.busyText : root.text
                color: root.ink
            }
            Icon {
                id: trailing
                visible: content.hasTrailing
                anchors.verticalCenter: parent.verticalCenter
                name: root.trailingIcon
                color: root.ink
                size: root.iconSize
            }
        }
    }

    background: Rectangle {
        radius: Theme.rCtl
        color: root.fill
        border.width: root.kind === RdButton.Secondary || root.kind === RdButton.Outline || !root.enabled && root.kind !== RdButton.Ghost ? Theme.line : 0
        border.color: root.kind === RdButton.Outline ? Theme.borderStrong : Theme.borderMid
        Behavior on color {
            ColorAnimation { duration: Theme.fast }
        }
        FocusRing { visible: root.visualFocus }
    }

    // Swallows clicks while working; the button keeps its look and its focus.
    MouseArea {
        anchors.fill: parent
        enabled: root.busy
    }
    ToolTipLoader {
        wanted: root.hovered || root.visualFocus
        text: root.toolTip
        shortcutText: root.shortcutText
    }
}
