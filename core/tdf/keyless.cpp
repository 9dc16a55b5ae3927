#include <core/tdf/containers.h>

#include <cstring>

namespace tdf {

namespace {
// UTF-16 units ordered as the UTF-8 of their code points: surrogates stand for what lies above U+FFFF.
constexpr unsigned rank(char16_t unit) noexcept
{
    if (unit >= 0xE000)
        return unit - 0x800U;
    return unit >= 0xD800 ? unit + 0x2000U : unit;
}

template <class View>
View withoutNuls(View text) noexcept
{
    while (!text.isEmpty() && text.back() == typename View::value_type(0))
        text.chop(1);
    return text;
}
} // namespace

bool keyLess(QStringView a, QStringView b) noexcept
{
    a = withoutNuls(a);
    b = withoutNuls(b);
    const qsizetype common = std::min(a.size(), b.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (a[i] != b[i])
            return rank(a[i].unicode()) < rank(b[i].unicode());
    }
    return a.size() < b.size();
}

bool keyLess(QByteArrayView a, QByteArrayView b) noexcept
{
    a = withoutNuls(a);
    b = withoutNuls(b);
    const auto common = static_cast<std::size_t>(std::min(a.size(), b.size()));
    const int order = common > 0 ? std::memcmp(a.data(), b.data(), common) : 0;
    return order != 0 ? order < 0 : a.size() < b.size();
}

} // namespace tdf
