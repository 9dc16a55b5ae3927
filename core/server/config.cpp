#include <core/server/config.h>

#include <core/http/clientaddress.h>

#include <QDir>

#include <algorithm>

namespace server {

using namespace Qt::StringLiterals;

QString defaultMenuMessage()
{
    return u"<font color='#B2B2B2'>Relay Deck</font> - <font color='#FFFF66'>Logged as: {n}</font>"_s;
}

namespace {

// Bursts grow with the rates they belong to.
int scaled(int burst, int rate, int rateDefault)
{
    return static_cast<int>(std::clamp<qint64>(qint64(burst) * rate / rateDefault, 1, base::kConfigRateMax));
}

} // namespace

BudgetSizes LimitsConfig::loginBudget() const
{
    return {.accountBurst = scaled(base::kLoginAccountBurst, loginsPerAccount, base::kLoginAccountPerMinute),
            .accountPerMinute = loginsPerAccount,
            .addressBurst = scaled(base::kLoginAddressBurst, loginsPerAddress, base::kLoginAddressPerMinute),
            .addressPerMinute = loginsPerAddress};
}

BudgetSizes LimitsConfig::codeBudget() const
{
    return {.accountBurst = scaled(base::kCodeAccountBurst, codesPerAccount, base::kCodeAccountPerMinute),
            .accountPerMinute = codesPerAccount,
            .addressBurst = scaled(base::kCodeAddressBurst, codesPerAddress, base::kCodeAddressPerMinute),
            .addressPerMinute = codesPerAddress,
            .neighbourBurst = scaled(base::kCodeNeighbourBurst, codesPerAddress, base::kCodeAddressPerMinute),
            .neighbourPerMinute = scaled(base::kCodeNeighbourPerMinute, codesPerAddress, base::kCodeAddressPerMinute)};
}

BudgetSizes LimitsConfig::telemetryBudget() const
{
    return {.addressBurst = scaled(base::kTelemetryAddressBurst, telemetryPerAddress, base::kTelemetryAddressPerMinute),
            .addressPerMinute = telemetryPerAddress};
}

QString Config::pathOf(const QString &relative) const
{
    return relative.isEmpty() ? QString() : QDir(sourceFolder).absoluteFilePath(relative);
}

http::ProxyMode Config::proxyMode() const
{
    if (!reverseProxy)
        return http::ProxyMode::Direct;
    return http.proxyHeader == ProxyHeader::ForwardedFor ? http::ProxyMode::TrustedForwardedFor
                                                         : http::ProxyMode::TrustedProxy;
}

QString ConfigError::toString() const
{
    QString text = file;
    if (line > 0)
        text += u":%1:%2"_s.arg(line).arg(column);
    text += path.isEmpty() ? u": "_s : u": %1 "_s.arg(path);
    return text + reason;
}

} // namespace server
