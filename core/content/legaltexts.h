#pragma once
// The documents shown while an account is made in the game: the operator's, else a short text of ours. The game
// renders simple HTML.

#include <core/content/contentfiles.h>

namespace content {

class LegalTexts
{
public:
    explicit LegalTexts(ContentFiles &files);
    // UTF-8; from terms_of_service.html, read anew each time.
    [[nodiscard]] QByteArray termsOfService();
    // UTF-8; from privacy_policy.html.
    [[nodiscard]] QByteArray privacyPolicy();

private:
    ContentFiles &m_files;
};

} // namespace content
