#pragma once
// The configuration ME3_DATA: where the game finds its services and how it behaves. Pure.

#include <core/content/pairs.h>
#include <core/content/settings.h>

namespace content {

// 200 country codes for which the game is told not to collect telemetry.
[[nodiscard]] const QByteArray &telemetryDisabledCountries();

[[nodiscard]] Pairs gameConfiguration(const Settings &settings);
// ME3_BINI_VERSION: name and version of the overrides.
[[nodiscard]] Pairs overridesVersion(qint64 version);

} // namespace content
