#include <core/base/displayname.h>
#include <core/base/limits.h>

#include <QList>

#include <algorithm>

namespace base {

std::optional<QString> cleanDisplayName(QStringView text)
{
    const QStringView name = text.trimmed();
    if (name.isEmpty() || !name.isValidUtf16())
        return std::nullopt;
    const QList<uint> points = name.toUcs4();
    if (points.size() > kDisplayNameMax)
        return std::nullopt;
    const bool usable = std::none_of(points.begin(), points.end(), [](uint c) {
        const QChar::Category category = QChar::category(static_cast<char32_t>(c));
        return category == QChar::Other_Control || category == QChar::Separator_Line ||
               category == QChar::Separator_Paragraph;
    });
    return usable ? std::optional(name.toString()) : std::nullopt;
}

} // namespace base
