#pragma once
// Where the window keeps what it remembers (theme, scale, recent servers). Abstract, so that tests need no disk and
// the program can place it in its data folder. GUI thread; the object is small.

#include <QJsonObject>

namespace app {

class UiStore
{
public:
    UiStore() = default;
    UiStore(const UiStore &) = delete;
    UiStore &operator=(const UiStore &) = delete;
    virtual ~UiStore() = default;

    // Everything remembered; empty on the first start.
    [[nodiscard]] virtual QJsonObject load() = 0;
    // False when it could not be written; what was stored before is then still there.
    [[nodiscard]] virtual bool save(const QJsonObject &object) = 0;
};

} // namespace app
