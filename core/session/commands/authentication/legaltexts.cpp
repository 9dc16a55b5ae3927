#include <core/session/commands/authentication/legaltexts.h>

namespace session::authentication {

void LegalDocsInfoHandler::operator()(const blaze::Empty & /*request*/, blaze::Context & /*context*/,
                                      blaze::Reply<LegalDocsInfoResponse> reply)
{
    reply.ok({});
}

TermsOfServiceHandler::TermsOfServiceHandler(ContentSource &content)
    : m_content(content)
{}

void TermsOfServiceHandler::operator()(const blaze::Empty & /*request*/, blaze::Context & /*context*/,
                                       blaze::Reply<LegalTextResponse> reply)
{
    reply.ok({.path = QByteArrayLiteral("webterms/au/en/pc/default/09082020/02042022"),
              .lengthOfOriginal = 0xDAED,
              .html = m_content.termsOfService()});
}

PrivacyPolicyHandler::PrivacyPolicyHandler(ContentSource &content)
    : m_content(content)
{}

void PrivacyPolicyHandler::operator()(const blaze::Empty & /*request*/, blaze::Context & /*context*/,
                                      blaze::Reply<LegalTextResponse> reply)
{
    reply.ok({.path = QByteArrayLiteral("webprivacy/au/en/pc/default/08202020/02042022"),
              .lengthOfOriginal = 0xC99C,
              .html = m_content.privacyPolicy()});
}

} // namespace session::authentication
