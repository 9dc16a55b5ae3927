#pragma once
// What the host side says in words: made from the server's enums, nowhere else. Pure; GUI thread because of tr().

#include <app/problem.h>
#include <app/stepsmodel.h>

#include <core/server/status.h>

namespace app {

[[nodiscard]] Problem problemOf(const server::StartError &error);

// The steps of a start as they stand in `status`.
[[nodiscard]] QList<StepsModel::Step> startSteps(const server::Status &status);

// One sentence for the top of the overview.
[[nodiscard]] QString headlineOf(const server::Status &status);

// Why the port is another one than wanted; empty when it is the wanted one.
[[nodiscard]] QString portNoteOf(const server::Status &status);

} // namespace app
