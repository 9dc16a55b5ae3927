import QtQuick

// Text in one of the styles of the window. Always plain: names and addresses come from outside.
Text {
    id: root

    enum Kind { Display, Num, H1, H2, H3, Lead, Body, Med, Small, SmallB, Micro }
    property int kind: RdText.Body
    property int above: 0 // free pixels over the first line

    color: Theme.text
    textFormat: Text.PlainText
    font.pixelSize: Theme.textSize(kind)
    font.weight: Theme.textWeight(kind)
    font.letterSpacing: Theme.textSpacing(kind)
    lineHeightMode: Text.FixedHeight
    lineHeight: Theme.textLine(kind)
    topPadding: above + Theme.textShift(kind)
    bottomPadding: -Theme.textShift(kind)
    elide: wrapMode === Text.NoWrap ? Text.ElideRight : Text.ElideNone
}
