#pragma once
// A configuration by its name: addresses, messages, packs, the shop, configuration overrides, talk files. Login is not
// needed. A name nobody knows gets an empty map; content that cannot be built is a system error.

#include <core/blaze/command.h>
#include <core/blaze/connection.h>
#include <core/session/ports.h>
#include <core/tdf/codec.h>

namespace session::util {

struct FetchClientConfigRequest
{
    QByteArray name; // compared exactly

    static constexpr auto tdfFields() { return tdf::fields(tdf::field<"CFID">(&FetchClientConfigRequest::name)); }
};

struct FetchClientConfigResponse
{
    ContentSource::Pairs values;

    // The order is that of the content: ME3_ENT has another one than the bytes of its keys.
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"CONF">(&FetchClientConfigResponse::values, tdf::keepOrder));
    }
};

inline constexpr blaze::Command<FetchClientConfigRequest, FetchClientConfigResponse> fetchClientConfig {
    .component = blaze::Component::Util,
    .id = 0x1,
    .name = "util.fetchClientConfig",
};

class FetchClientConfigHandler
{
public:
    explicit FetchClientConfigHandler(ContentSource &content);
    void operator()(const FetchClientConfigRequest &request, blaze::Context &context,
                    blaze::Reply<FetchClientConfigResponse> reply);

private:
    ContentSource &m_content;
};

} // namespace session::util
