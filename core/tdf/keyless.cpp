#include <core/tdf/containers.h>

namespace tdf {

namespace {
// UTF-16 units ordered as the UTF-8 of their code points: surrogates stand for what lies above U+FFFF.
constexpr unsigned rank(char16_t unit) noexcept
{
    if (unit >= 0xE000)
        return unit - 0x800U;
    return unit >= 0xD800 ? unit + 0x2000U : unit;
}
} // namespace

bool keyLess(QStringView a, QStringView b) noexcept
{
    const qsizetype common = std::min(a.size(), b.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (a[i] != b[i])
            return rank(a[i].unicode()) < rank(b[i].unicode());
    }
    return a.size() < b.size();
}

} // namespace tdf
