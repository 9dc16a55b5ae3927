<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
