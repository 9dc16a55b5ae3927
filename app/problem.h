#pragma once
// What went wrong, ready to be read: what happened, why we think so, what to do. A value; empty title = no problem.

#include <app/tone.h>

#include <QMetaType>
#include <QString>
#include <qqmlregistration.h>

namespace app {

struct Problem
{
    Q_GADGET
    QML_VALUE_TYPE(problem)
    Q_PROPERTY(QString title MEMBER title FINAL)
    Q_PROPERTY(QString text MEMBER text FINAL)
    Q_PROPERTY(QString details MEMBER details FINAL)
    Q_PROPERTY(QString action MEMBER action FINAL)
    // A number: QML compiled ahead by Qt 6.4 refuses an enumeration inside a value type in optimised builds.
    Q_PROPERTY(int tone READ toneNumber FINAL)
    Q_PROPERTY(bool present READ isPresent FINAL)
public:
    QString title;   // one sentence without its full stop
    QString text;    // the rest, complete sentences
    QString details; // raw, for "Copy details"; may be empty
    QString action;  // label of the button that helps; empty when nothing but trying again does
    tone::Tone tone = tone::Problem;

    [[nodiscard]] int toneNumber() const { return tone; }
    [[nodiscard]] bool isPresent() const { return !title.isEmpty(); }
    bool operator==(const Problem &) const = default;
};

} // namespace app
