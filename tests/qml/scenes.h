#pragma once
// Every screen in every state it can be in, by name: for the tests that walk them and the pictures people look at.

#include "fakebackend.h"

#include <app/window.h>

#include <functional>
#include <memory>

namespace fakes {

// A window over fakes. With RELAYDECK_QML=FOLDER in the environment the screens come from the .qml files there instead
// of the built-in ones: to look at a change without building.
struct Deck
{
    explicit Deck(const QJsonObject &remembered = {});
    // False when the QML did not load.
    [[nodiscard]] bool show();

    MemoryStore store;
    StillClock clock;
    FakeBackend backend;
    std::unique_ptr<app::Window> window;
};

struct Scene
{
    QString name;
    bool hostedBefore = false;
    std::function<void(Deck &)> arrange; // after the window is shown
};

[[nodiscard]] QList<Scene> scenes();
// A Deck in that scene; `theme` as ui.json has it.
[[nodiscard]] std::unique_ptr<Deck> deckFor(const Scene &scene, const QString &theme);

} // namespace fakes
