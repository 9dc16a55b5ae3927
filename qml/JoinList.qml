pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import RelayDeck.Models

// The address field and the servers joined before.
Item {
    id: root

    required property JoinViewModel join
    property bool backToDetail: false
    readonly property int margin: width < Theme.px(300) ? Theme.s4 : Theme.s5

    signal detailRequested()

    function go(address: string) {
        field.error = join.connectTo(address);
        if (field.error === "")
            root.detailRequested();
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: root.margin
        anchors.bottomMargin: 0
        spacing: Theme.s3

        PageHeader {
            Layout.fillWidth: true
            title: qsTr("Join")
            text: qsTr("Choose a server, then start the game.")
        }
        RdField {
            id: field
            Layout.fillWidth: true
            accessibleName: qsTr("Server address")
            placeholder: root.width < Theme.px(300) ? qsTr("Address") : qsTr("Type or paste an address")
            iconName: "link"
            text: root.join.addressConfigured
            inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoPredictiveText
            onAccepted: root.go(text)
        }
        Row {
            spacing: Theme.s2
            RdButton {
                kind: root.join.active ? RdButton.Secondary : RdButton.Primary
                text: qsTr("Connect")
                busy: root.join.busy
                busyText: qsTr("Connecting")
                onClicked: root.go(field.text)
            }
            RdButton {
                visible: root.backToDetail
                kind: RdButton.Ghost
                text: qsTr("Show connection")
                trailingIcon: "arrow-right"
                onClicked: root.detailRequested()
            }
        }
        RdText {
            Layout.topMargin: Theme.s1
            visible: list.count > 0
            kind: RdText.SmallB
            text: qsTr("Recent")
            color: Theme.muted
        }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            // Room for the focus ring, which lies outside the rows.
            Layout.margins: -Theme.s1
            model: root.join.recent
            spacing: Theme.s1
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            topMargin: Theme.s1
            bottomMargin: Theme.s4
            T.ScrollBar.vertical: RdScrollBar {}
            delegate: ServerRow {
                required property string address
                readonly property bool chosen: root.join.active && root.join.address === address
                x: Theme.s1
                width: ListView.view.width - 2 * Theme.s1
                title: address
                current: chosen
                removable: !chosen
                tone: chosen ? root.join.tone : Tone.Off
                note: !chosen ? "" : root.join.connected ? qsTr("Connected")
                    : root.join.phase === JoinViewModel.Failed ? qsTr("Not connected")
                    : root.join.phase === JoinViewModel.Reconnecting ? qsTr("Reconnecting") : qsTr("Connecting…")
                onClicked: {
                    if (!chosen)
                        root.go(address);
                    else
                        root.detailRequested();
                }
                onRemoveRequested: root.join.forget(address)
            }
        }
    }
}
