#pragma once
// What the join side says in words: made from the connector's enums, nowhere else. Pure; GUI thread because of tr().

#include <app/problem.h>
#include <app/stepsmodel.h>

#include <core/connector/status.h>

namespace app {

[[nodiscard]] Problem problemOf(const connector::LookupError &error);
[[nodiscard]] Problem problemOf(const connector::PortProblem &problem);

// The one thing to tell about this status, worst first; not present when all is well.
[[nodiscard]] Problem problemOf(const connector::Status &status);

[[nodiscard]] QList<StepsModel::Step> joinSteps(const connector::Status &status);

// "42127–42132", "42127–42128, 42130"; empty when none is open.
[[nodiscard]] QString portsText(const connector::Ports &ports);

// The server's name for people: host, and the port when it is not the usual one of its scheme.
[[nodiscard]] QString serverTitle(const connector::Status &status);

} // namespace app
