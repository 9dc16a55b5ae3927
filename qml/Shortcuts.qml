import QtQuick
import RelayDeck.Models

// Every key that works on all pages.
Item {
    id: root

    required property ShellViewModel shell
    required property HostViewModel host

    signal paneRequested()

    Shortcut {
        sequence: "Ctrl+1"
        onActivated: root.shell.page = ShellViewModel.HomePage
    }
    Shortcut {
        sequences: ["Ctrl+2", "Ctrl+J"]
        onActivated: root.shell.page = ShellViewModel.JoinPage
    }
    Shortcut {
        sequence: "Ctrl+3"
        onActivated: root.shell.page = ShellViewModel.OverviewPage
    }
    Shortcut {
        sequence: "Ctrl+4"
        onActivated: root.shell.page = ShellViewModel.GamesPage
    }
    Shortcut {
        sequence: "Ctrl+5"
        onActivated: root.shell.page = ShellViewModel.SettingsPage
    }
    Shortcut {
        sequences: ["Ctrl+6", "F1"]
        onActivated: root.shell.page = ShellViewModel.AboutPage
    }
    Shortcut {
        sequence: "Ctrl+H"
        onActivated: root.host.toggle()
    }
    Shortcut {
        sequence: "Ctrl+Shift+C"
        onActivated: root.shell.copyBestAddress()
    }
    Shortcut {
        sequence: "F6"
        onActivated: root.paneRequested()
    }
}
