#pragma once
// The legal documents shown while an account is made: where they would be (GetLegalDocsInfo), and two texts, HTML of
// the operator. The path and the length that go with a text are those of the original documents; the game takes them
// with any text.

#include <core/blaze/command.h>
#include <core/blaze/connection.h>
#include <core/session/ports.h>

namespace session::authentication {

struct LegalDocsInfoResponse
{
    quint32 emailContact = 0;
    QByteArray host;
    quint32 partnerContact = 0;
    QByteArray privacyUri;
    QByteArray termsUri;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"EAMC">(&LegalDocsInfoResponse::emailContact),
                           tdf::field<"LHST">(&LegalDocsInfoResponse::host),
                           tdf::field<"PMC">(&LegalDocsInfoResponse::partnerContact),
                           tdf::field<"PPUI">(&LegalDocsInfoResponse::privacyUri),
                           tdf::field<"TSUI">(&LegalDocsInfoResponse::termsUri));
    }
};

struct LegalTextResponse
{
    QByteArray path;
    quint32 lengthOfOriginal = 0;
    QByteArray html;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"LDVC">(&LegalTextResponse::path),
                           tdf::field<"TCOL">(&LegalTextResponse::lengthOfOriginal),
                           tdf::field<"TCOT">(&LegalTextResponse::html));
    }
};

inline constexpr blaze::Command<blaze::Empty, LegalDocsInfoResponse> getLegalDocsInfo {
    .component = blaze::Component::Authentication,
    .id = 0xF2,
    .name = "authentication.getLegalDocsInfo",
};
inline constexpr blaze::Command<blaze::Empty, LegalTextResponse> getTermsOfServiceContent {
    .component = blaze::Component::Authentication,
    .id = 0xF6,
    .name = "authentication.getTermsOfServiceContent",
};
inline constexpr blaze::Command<blaze::Empty, LegalTextResponse> getPrivacyPolicyContent {
    .component = blaze::Component::Authentication,
    .id = 0x2F,
    .name = "authentication.getPrivacyPolicyContent",
};

class LegalDocsInfoHandler
{
public:
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<LegalDocsInfoResponse> reply);
};

class TermsOfServiceHandler
{
public:
    explicit TermsOfServiceHandler(ContentSource &content);
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<LegalTextResponse> reply);

private:
    ContentSource &m_content;
};

class PrivacyPolicyHandler
{
public:
    explicit PrivacyPolicyHandler(ContentSource &content);
    void operator()(const blaze::Empty &request, blaze::Context &context, blaze::Reply<LegalTextResponse> reply);

private:
    ContentSource &m_content;
};

} // namespace session::authentication
