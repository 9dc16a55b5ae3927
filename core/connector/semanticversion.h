#pragma once
// A semantic version ("1.2.3", "0.5.0-beta", "0.8.1+x") and its order: a pre-release comes before its release,
// build metadata does not count. Pure; any thread.

#include <QString>
#include <QStringList>

#include <array>
#include <compare>
#include <optional>

namespace connector {

class SemanticVersion
{
public:
    // nullopt for anything that is not one: "0.8", "v0.8.1", "1.02.3", an empty identifier.
    [[nodiscard]] static std::optional<SemanticVersion> parse(QStringView text);

    [[nodiscard]] std::strong_ordering operator<=>(const SemanticVersion &other) const;
    [[nodiscard]] bool operator==(const SemanticVersion &other) const { return (*this <=> other) == 0; }

private:
    std::array<quint64, 3> m_numbers {};
    QStringList m_preRelease;
};

} // namespace connector
