import QtQuick
import RelayDeck.Models

// One step: ring with number, spinner, check, warning or cross; title, sentence and a machine value at the right.
Item {
    id: root

    required property int index
    required property string title
    required property string text
    required property string value
    required property int stepState
    property bool last: false
    property bool brief: false // done steps shrink to their title

    readonly property int tone: stepState === StepsModel.Done ? Tone.Ok
        : stepState === StepsModel.Running ? Tone.Working
        : stepState === StepsModel.Warning ? Tone.Attention
        : stepState === StepsModel.Failed ? Tone.Problem : Tone.Off
    property int seconds: 0 // of a running step

    implicitHeight: Math.max(Theme.px(24), texts.implicitHeight) + Theme.px(brief ? 10 : 16)
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("Step %1, %2: %3. %4").arg(index + 1).arg(stateWord).arg(title).arg(text)
    readonly property string stateWord: stepState === StepsModel.Done ? qsTr("done")
        : stepState === StepsModel.Running ? qsTr("working")
        : stepState === StepsModel.Warning ? qsTr("needs a look")
        : stepState === StepsModel.Failed ? qsTr("failed") : qsTr("to do")

    onStepStateChanged: seconds = 0

    Timer {
        interval: 1000
        repeat: true
        running: root.stepState === StepsModel.Running && root.visible
        onTriggered: ++root.seconds
    }

    Rectangle {
        visible: !root.last
        x: disc.width / 2 - 1
        y: disc.height + Theme.px(3)
        width: Theme.px(2)
        height: Math.max(0, root.height - disc.height - Theme.px(6))
        color: root.stepState === StepsModel.Done ? Theme.alpha(Theme.ok, 0.45) : Theme.borderMid
    }
    Rectangle {
        id: disc
        width: Theme.px(22)
        height: width
        radius: width / 2
        color: root.stepState === StepsModel.Todo ? "transparent" : Theme.toneSoft(root.tone)
        border.width: root.stepState === StepsModel.Todo ? Theme.px(1.5) : Theme.highContrast ? Theme.line : 0
        border.color: root.stepState === StepsModel.Todo ? Theme.borderStrong : Theme.toneColor(root.tone)

        RdText {
            visible: root.stepState === StepsModel.Todo
            anchors.centerIn: parent
            kind: RdText.Micro
            font.weight: Font.DemiBold
            text: String(root.index + 1)
            color: Theme.muted
            Accessible.ignored: true
        }
        ToneIcon {
            visible: root.stepState !== StepsModel.Todo
            anchors.centerIn: parent
            size: Theme.px(13)
            tone: root.tone
            name: root.stepState === StepsModel.Done ? "check"
                : root.stepState === StepsModel.Failed ? "x" : ""
        }
    }
    Column {
        id: texts
        anchors.left: disc.right
        anchors.leftMargin: Theme.s3
        anchors.right: valueText.left
        anchors.rightMargin: Theme.s3
        RdText {
            width: parent.width
            above: Theme.px(1)
            kind: RdText.Med
            font.weight: root.stepState === StepsModel.Todo ? Font.Medium : Font.DemiBold
            wrapMode: Text.Wrap
            text: root.title
            color: root.stepState === StepsModel.Todo ? Theme.muted : Theme.text
            Accessible.ignored: true
        }
        RdText {
            visible: text !== "" && !(root.brief && root.stepState === StepsModel.Done)
            width: parent.width
            kind: RdText.Small
            wrapMode: Text.Wrap
            text: root.text
            color: root.stepState === StepsModel.Failed ? Theme.problem : Theme.muted
            Accessible.ignored: true
        }
    }
    RdMono {
        id: valueText
        anchors.right: parent.right
        y: Theme.px(3)
        kind: RdText.Micro
        text: root.stepState === StepsModel.Running && root.seconds >= 3 ? qsTr("%1 s").arg(root.seconds) : root.value
        color: Theme.faint
        Accessible.ignored: true
    }
}
