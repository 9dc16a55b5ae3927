#include <core/server/logincodes.h>

#include <core/base/limits.h>

#include <algorithm>

namespace server {

namespace {

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr int kLength = 5;
// With all places taken one try in six thousand meets a taken code: more tries than this never happen.
constexpr int kTriesMax = 16;

} // namespace

LoginCodes::LoginCodes(const base::Clock &clock, base::Random &random)
    : m_clock(clock)
    , m_random(random)
{}

QString LoginCodes::randomCode()
{
    QString code;
    for (int i = 0; i < kLength; ++i)
        code += QLatin1Char(kAlphabet[m_random.below(sizeof(kAlphabet) - 1)]);
    return code;
}

bool LoginCodes::isCurrent(const Issued &issued) const
{
    const auto found = m_codes.constFind(issued.code);
    return found != m_codes.constEnd() && found->number == issued.number;
}

// All live equally long, so the order of issue is that of expiry.
void LoginCodes::dropExpired()
{
    const base::MonotonicTime now = m_clock.now();
    while (!m_order.empty()) {
        const Issued &oldest = m_order.front();
        if (isCurrent(oldest)) {
            if (m_codes.size() < base::kLoginCodesMax && m_codes.constFind(oldest.code)->expires >= now)
                return;
            erase(m_codes.constFind(oldest.code));
        }
        m_order.pop_front();
    }
    // Codes that were used behind an old one that nobody uses.
    if (m_order.size() >= 2 * static_cast<std::size_t>(base::kLoginCodesMax))
        std::erase_if(m_order, [this](const Issued &issued) { return !isCurrent(issued); });
}

void LoginCodes::dropOldestOf(base::PlayerId player)
{
    if (m_counts.value(base::number(player)) < base::kLoginCodesPerPlayerMax)
        return;
    const auto oldest = std::find_if(m_order.begin(), m_order.end(), [&](const Issued &issued) {
        return isCurrent(issued) && m_codes.constFind(issued.code)->player == player;
    });
    erase(m_codes.constFind(oldest->code));
}

void LoginCodes::erase(QHash<QString, Entry>::const_iterator code)
{
    const auto count = m_counts.find(base::number(code->player));
    if (--*count == 0)
        m_counts.erase(count);
    m_codes.erase(code);
}

std::optional<QString> LoginCodes::issue(base::PlayerId player)
{
    dropExpired();
    dropOldestOf(player);
    for (int i = 0; i < kTriesMax; ++i) {
        const QString code = randomCode();
        if (m_codes.contains(code))
            continue;
        const quint64 number = ++m_lastNumber;
        m_codes.insert(code, {.player = player, .expires = m_clock.now() + base::kLoginCodeLifetime, .number = number});
        m_order.push_back({code, number});
        ++m_counts[base::number(player)];
        return code;
    }
    return std::nullopt;
}

std::optional<base::PlayerId> LoginCodes::redeem(const QString &code)
{
    const auto found = m_codes.constFind(code);
    if (found == m_codes.constEnd())
        return std::nullopt;
    const Entry entry = *found;
    erase(found);
    return entry.expires >= m_clock.now() ? std::optional(entry.player) : std::nullopt;
}

} // namespace server
