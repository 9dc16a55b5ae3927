#include <core/content/legaltexts.h>

#include <core/base/limits.h>

namespace content {

using namespace Qt::StringLiterals;

LegalTexts::LegalTexts(ContentFiles &files)
    : m_files(files)
{}

QByteArray LegalTexts::termsOfService()
{
    return m_files.read(u"terms_of_service.html"_s, base::kLegalTextMax)
        .value_or("<h1>Terms of service</h1>"
                  "<p>This is a private server. Its operator has written no terms of their own: be kind to the people "
                  "you play with.</p>"_ba);
}

QByteArray LegalTexts::privacyPolicy()
{
    return m_files.read(u"privacy_policy.html"_s, base::kLegalTextMax)
        .value_or("<h1>Privacy</h1>"
                  "<p>This private server keeps the e-mail address you type, your password in hashed form and your "
                  "progress, on the computer of its operator and nowhere else.</p>"_ba);
}

} // namespace content
