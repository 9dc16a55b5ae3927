#pragma once
// The states the window can show, always as icon + word + colour. One vocabulary for view-models and QML.

#include <QObject>
#include <qqmlregistration.h>

namespace app::tone {

Q_NAMESPACE
QML_NAMED_ELEMENT(Tone)

enum Tone {
    Off,       // not running, which is no fault
    Ok,        // works
    Working,   // in progress, waiting
    Attention, // works, but look
    Problem,   // does not work
};
Q_ENUM_NS(Tone)

} // namespace app::tone
