import QtQuick

// Machine values: addresses, ports, file names.
RdText {
    font.family: Theme.monoFamily
}
