#pragma once
// What is asked of the publisher's game server: only the parts of its answers that are needed, whatever else they hold.

#include <core/base/limits.h>
#include <core/blaze/command.h>
#include <core/blaze/component.h>
#include <core/tdf/codec.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace retriever {

struct OriginLoginRequest
{
    base::Secret token;
    quint32 type = 1;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"AUTH">(&OriginLoginRequest::token, tdf::secret),
                           tdf::field<"TYPE">(&OriginLoginRequest::type));
    }
};

struct OfficialPersona
{
    QString name;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"DSNM">(&OfficialPersona::name, tdf::maxLength(4 * base::kDisplayNameMax)));
    }
};

struct OfficialSessionGroup
{
    QString email;
    OfficialPersona persona;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"MAIL">(&OfficialSessionGroup::email, tdf::maxLength(base::kEmailMax), tdf::secret),
            tdf::field<"PDTL">(&OfficialSessionGroup::persona));
    }
};

struct OriginLoginResponse
{
    OfficialSessionGroup session;

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"SESS">(&OriginLoginResponse::session)); }
};

inline constexpr blaze::Command<OriginLoginRequest, OriginLoginResponse> originLogin {
    .component = blaze::Component::Authentication, .id = 0x98, .name = "authentication.originLogin"};

// Key and value as they came.
using Rows = QList<std::pair<QByteArray, QByteArray>>;

struct LoadAllResponse
{
    Rows rows;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"SMAP">(&LoadAllResponse::rows, tdf::maxCount(base::kPlayerDataRowsMax)));
    }
};

inline constexpr blaze::Command<blaze::Empty, LoadAllResponse> userSettingsLoadAll {
    .component = blaze::Component::Util, .id = 0xC, .name = "util.userSettingsLoadAll"};

} // namespace retriever
