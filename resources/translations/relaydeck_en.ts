<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>app::AnnounceViewModel</name>
    <message numerus="yes">
        <source>That is too long by %n character(s).</source>
        <translation><numerusform>That is too long by %n character.</numerusform><numerusform>That is too long by %n characters.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Sent to %n player(s).</source>
        <translation><numerusform>Sent to %n player.</numerusform><numerusform>Sent to %n players.</numerusform></translation>
    </message>
</context>
<context>
    <name>app::ExplainModel</name>
    <message numerus="yes">
        <source>%n free</source>
        <translation><numerusform>%n free</numerusform><numerusform>%n free</numerusform></translation>
    </message>
</context>
<context>
    <name>app::GamesViewModel</name>
    <message numerus="yes">
        <source>%n game(s)</source>
        <translation><numerusform>%n game</numerusform><numerusform>%n games</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n player(s)</source>
        <translation><numerusform>%n player</numerusform><numerusform>%n players</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n player(s) wait for a game.</source>
        <translation><numerusform>%n player waits for a game.</numerusform><numerusform>%n players wait for a game.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n of them for more than a minute.</source>
        <translation><numerusform>%n of them for more than a minute.</numerusform><numerusform>%n of them for more than a minute.</numerusform></translation>
    </message>
</context>
<context>
    <name>app::WaitingDetailViewModel</name>
    <message numerus="yes">
        <source>%n more game(s) fit even less.</source>
        <translation><numerusform>%n more game fits even less.</numerusform><numerusform>%n more games fit even less.</numerusform></translation>
    </message>
</context>
<context>
    <name>app::HostViewModel</name>
    <message numerus="yes">
        <source>%n player(s)</source>
        <translation><numerusform>%n player</numerusform><numerusform>%n players</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n player(s) are online.</source>
        <translation><numerusform>%n player is online.</numerusform><numerusform>%n players are online.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n of them are in a game.</source>
        <translation><numerusform>%n of them is in a game.</numerusform><numerusform>%n of them are in a game.</numerusform></translation>
    </message>
</context>
<context>
    <name>app::ShellViewModel</name>
    <message numerus="yes">
        <source>Hosting · %n online</source>
        <translation><numerusform>Hosting · %n online</numerusform><numerusform>Hosting · %n online</numerusform></translation>
    </message>
</context>
</TS>
