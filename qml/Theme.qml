pragma Singleton
import QtQuick
import RelayDeck.Models

// Every colour, size and duration of the window. No other file holds one. Names never start with "on" + capital
// letter, which QML would read as a signal handler.
QtObject {
    id: theme

    // Set once by Main.qml from the settings; 0 dark, 1 light, 2 high contrast.
    property int scheme: 0
    property real scale: 1
    property bool reducedMotion: false
    property string monoFamily

    readonly property bool dark: scheme !== 1
    readonly property bool highContrast: scheme === 2

    function pick(dark: color, light: color, contrast: color): color {
        return scheme === 0 ? dark : scheme === 1 ? light : contrast;
    }
    function px(size: real): int {
        return Math.round(size * scale);
    }
    function alpha(base: color, opacity: real): color {
        return Qt.rgba(base.r, base.g, base.b, opacity);
    }

    // --- surfaces
    readonly property color bg: pick("#0B0F15", "#F3F5F9", "#000000")
    readonly property color rail: pick("#0D121A", "#EBEFF4", "#000000")
    readonly property color surface: pick("#121922", "#FFFFFF", "#000000")
    readonly property color raised: pick("#19222D", "#F7F9FB", "#0D0D0D")
    readonly property color hover: pick("#1E2936", "#EAF0F6", "#1F1F1F")
    readonly property color pressed: pick("#263343", "#DCE5EE", "#2B2B2B")
    readonly property color selected: pick("#13242F", "#E4F1F7", "#0D0D0D")
    readonly property color field: pick("#0E141C", "#FFFFFF", "#000000")
    readonly property color overlay: pick("#1A2330", "#FFFFFF", "#000000")
    readonly property color scrim: pick("#B3060A10", "#73202B38", "#CC000000")
    readonly property color railCurrent: pick("#19222D", "#FFFFFF", "#1F1F1F")

    // --- edges
    readonly property color border: pick("#222D3A", "#DCE3EB", "#8A8A8A")
    readonly property color borderMid: pick("#2C3948", "#CBD5DF", "#8A8A8A")
    readonly property color borderStrong: pick("#5A6C82", "#7C8C9E", "#FFFFFF")
    readonly property color borderHover: pick("#8093A9", "#56677A", "#FFFFFF")
    readonly property color overlayBorder: pick("#2F3E50", "#CBD5DF", "#FFFFFF")
    readonly property color separator: pick("#1A2431", "#EDF1F5", "#8A8A8A")

    // --- text
    readonly property color text: pick("#E9EFF6", "#101923", "#FFFFFF")
    readonly property color muted: pick("#A9B6C6", "#435266", "#E6E6E6")
    readonly property color faint: pick("#8595A8", "#596A7E", "#CFCFCF")

    // --- accent
    readonly property color accent: pick("#5CC8EA", "#0A6A8E", "#7FE3FF")
    readonly property color accentHover: pick("#7AD6F2", "#085A79", "#B0EEFF")
    readonly property color accentPressed: pick("#45B0D2", "#064A64", "#5CC8EA")
    readonly property color accentText: pick("#04202B", "#FFFFFF", "#000000")
    readonly property color accentSoft: pick("#12303E", "#DCEFF6", "#00000000")
    readonly property color focus: pick("#9BE3FA", "#0A6A8E", "#FFFF00")

    // --- states
    readonly property color ok: pick("#56D3A2", "#0B7350", "#7CF5C2")
    readonly property color okSoft: pick("#12302A", "#DFF4EB", "#00000000")
    readonly property color working: pick("#8BB2FF", "#2C5AC8", "#B3CCFF")
    readonly property color workingSoft: pick("#182439", "#E4ECFC", "#00000000")
    readonly property color attention: pick("#F3BD56", "#835300", "#FFD166")
    readonly property color attentionSoft: pick("#33291A", "#FBEFD6", "#00000000")
    readonly property color problem: pick("#FF8080", "#B8242F", "#FF9C9C")
    readonly property color problemSoft: pick("#381F26", "#FCE6E7", "#00000000")
    readonly property color problemFill: pick("#C93A47", "#B8242F", "#C93A47")
    readonly property color problemFillHover: pick("#CF3D4A", "#A31E29", "#CF3D4A")
    readonly property color problemFillPressed: pick("#A82833", "#8A1620", "#A82833")
    readonly property color problemFillText: "#FFFFFF"

    // --- small things
    readonly property color tooltip: pick("#2A3747", "#1C2733", "#000000")
    readonly property color tooltipText: "#F2F6FA"
    readonly property color shadow: pick("#73000000", "#26142038", "#00000000")
    readonly property color knobOff: pick("#A9B6C6", "#435266", "#FFFFFF")

    // --- people: tinted squares, never a state colour's meaning
    readonly property color tint0: pick("#5CC8EA", "#0A6A8E", "#7FE3FF")
    readonly property color tint1: pick("#B79CFF", "#6B46C9", "#CDBBFF")
    readonly property color tint2: pick("#F3BD56", "#9A6200", "#FFD166")
    readonly property color tint3: pick("#56D3A2", "#0B7350", "#7CF5C2")
    readonly property color tint4: pick("#FF9FB2", "#B5305A", "#FFB8C6")
    readonly property color tint5: pick("#9FB3C8", "#5B6B7D", "#CFCFCF")

    function tint(index: int): color {
        switch (index) {
        case 0: return tint0;
        case 1: return tint1;
        case 2: return tint2;
        case 3: return tint3;
        case 4: return tint4;
        default: return tint5;
        }
    }

    function toneColor(tone: int): color {
        switch (tone) {
        case Tone.Ok: return ok;
        case Tone.Working: return working;
        case Tone.Attention: return attention;
        case Tone.Problem: return problem;
        default: return muted;
        }
    }
    function toneSoft(tone: int): color {
        switch (tone) {
        case Tone.Ok: return okSoft;
        case Tone.Working: return workingSoft;
        case Tone.Attention: return attentionSoft;
        case Tone.Problem: return problemSoft;
        default: return raised;
        }
    }
    function toneIcon(tone: int): string {
        switch (tone) {
        case Tone.Ok: return "circle-check";
        case Tone.Working: return "loader-circle";
        case Tone.Attention: return "triangle-alert";
        case Tone.Problem: return "octagon-x";
        default: return "circle-pause";
        }
    }
    // The edge of something on a soft colour. High contrast has no soft colours: there the edge carries the state.
    function toneEdge(tone: int): color {
        return highContrast ? toneColor(tone) : alpha(toneColor(tone), 0.32);
    }

    // --- space
    readonly property int s1: px(4)
    readonly property int s2: px(8)
    readonly property int s3: px(12)
    readonly property int s4: px(16)
    readonly property int s5: px(24)
    readonly property int s6: px(32)
    readonly property int s7: px(48)
    readonly property int cardGap: px(14)

    // --- radii
    readonly property int rChip: px(4)
    readonly property int rCtl: px(6)
    readonly property int rTile: px(8)
    readonly property int rCard: px(10)
    readonly property int rDialog: px(14)

    // --- heights and widths
    readonly property int controlSmall: px(28)
    readonly property int control: px(32)
    readonly property int controlLarge: px(40)
    readonly property int topBar: px(48)
    readonly property int statusBar: px(28)
    readonly property int railWide: px(200)
    readonly property int railNarrow: px(64)
    readonly property int iconSmall: px(14)
    readonly property int icon: px(16)
    readonly property int iconLarge: px(18)
    readonly property int textColumn: px(720)
    readonly property int homeColumn: px(880)
    readonly property int line: 1
    readonly property int focusLine: highContrast ? 3 : 2

    // --- shadow image, see ShadowProvider
    readonly property int shadowSpread: 14
    readonly property int shadowBorder: 32
    readonly property int shadowOffset: px(6)

    // --- motion, in ms
    readonly property int fast: reducedMotion ? 0 : 90
    readonly property int base: reducedMotion ? 0 : 140
    readonly property int slow: reducedMotion ? 0 : 220
    readonly property int spin: 900
    readonly property int flash: reducedMotion ? 0 : 1000
    readonly property int ringTurn: 8000

    // --- type; the kinds are those of RdText
    function textSize(kind: int): int {
        switch (kind) {
        case RdText.Display: return px(28);
        case RdText.Num: return px(24);
        case RdText.H1: return px(20);
        case RdText.H2: return px(15);
        case RdText.Lead: return px(15);
        case RdText.Small:
        case RdText.SmallB: return px(12);
        case RdText.Micro: return px(11);
        default: return px(13);
        }
    }
    function textLine(kind: int): int {
        switch (kind) {
        case RdText.Display: return px(36);
        case RdText.Num: return px(32);
        case RdText.H1: return px(28);
        case RdText.H2: return px(22);
        case RdText.Lead: return px(22);
        case RdText.Small:
        case RdText.SmallB:
        case RdText.Micro: return px(16);
        default: return px(20);
        }
    }
    function face(mono: bool, size: int): font {
        return mono ? Qt.font({ family: monoFamily, pixelSize: size }) : Qt.font({ pixelSize: size });
    }
    function textWeight(kind: int): int {
        switch (kind) {
        case RdText.Display:
        case RdText.Num:
        case RdText.H1:
        case RdText.H2:
        case RdText.H3: return Font.DemiBold;
        case RdText.Med:
        case RdText.SmallB: return Font.Medium;
        default: return Font.Normal;
        }
    }
    // A fixed line keeps its spare height below the letters; half of it belongs above.
    readonly property FontMetrics letters: FontMetrics { font.pixelSize: 100 }
    function textShift(kind: int): int {
        return Math.floor((textLine(kind) - textSize(kind) * letters.height / 100) / 2);
    }
    function textSpacing(kind: int): real {
        return kind === RdText.Display ? -0.4 : kind === RdText.Num || kind === RdText.H1 ? -0.2 : 0;
    }

    // Address of an icon in the image provider. `stroke` follows the size: finer when large, stronger when small.
    function iconSource(name: string, color: color, size: real): string {
        const stroke = size < 14 ? "2.4" : size > 22 ? "1.6" : "2";
        return "image://icon/" + name + "/" + argb(color) + "/" + stroke;
    }
    function argb(color: color): string {
        const text = String(color).substring(1);
        return text.length === 8 ? text : "ff" + text;
    }
}
