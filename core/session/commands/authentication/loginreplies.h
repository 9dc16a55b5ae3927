#pragma once
// The groups that all login replies are made of. The server knows no personas: the one it shows is the player.

#include <core/base/ids.h>
#include <core/blaze/command.h>
#include <core/session/ports.h>
#include <core/tdf/codec.h>

#include <QByteArray>
#include <QList>
#include <QString>

namespace session::authentication {

struct PersonaGroup
{
    QString displayName;
    quint32 lastLogin = 0;
    base::PlayerId player {};
    quint32 status = 0;
    quint32 externalReference = 0;
    quint32 externalType = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"DSNM">(&PersonaGroup::displayName), tdf::field<"LAST">(&PersonaGroup::lastLogin),
                           tdf::field<"PID">(&PersonaGroup::player), tdf::field<"STAS">(&PersonaGroup::status),
                           tdf::field<"XREF">(&PersonaGroup::externalReference),
                           tdf::field<"XTYP">(&PersonaGroup::externalType));
    }
};

// Also the whole reply of LoginPersona.
struct SessionGroup
{
    base::PlayerId blazeUser {};
    quint32 firstLogin = 0;
    QByteArray key; // a session token: with it the game resumes
    quint32 lastLogin = 0;
    QString email;
    PersonaGroup persona;
    base::PlayerId user {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"BUID">(&SessionGroup::blazeUser), tdf::field<"FRST">(&SessionGroup::firstLogin),
                           tdf::field<"KEY">(&SessionGroup::key, tdf::secret),
                           tdf::field<"LLOG">(&SessionGroup::lastLogin),
                           tdf::field<"MAIL">(&SessionGroup::email, tdf::secret),
                           tdf::field<"PDTL">(&SessionGroup::persona), tdf::field<"UID">(&SessionGroup::user));
    }

    [[nodiscard]] static SessionGroup of(const Account &account, QByteArray key);
};

// Answers SilentLogin, OriginLogin and ResumeSession.
struct FullLoginResponse
{
    quint8 canAgeUp = 0;
    QByteArray legalHost;
    quint8 needsLegalDocuments = 0;
    QByteArray token;
    QByteArray privacyUri;
    SessionGroup session;
    quint8 ofLegalContactAge = 0;
    QByteArray termsHost;
    QByteArray termsUri;
    QByteArray uri;

    static constexpr auto tdfFields()
    {
        return tdf::fields(
            tdf::field<"AGUP">(&FullLoginResponse::canAgeUp), tdf::field<"LDHT">(&FullLoginResponse::legalHost),
            tdf::field<"NTOS">(&FullLoginResponse::needsLegalDocuments),
            tdf::field<"PCTK">(&FullLoginResponse::token, tdf::secret),
            tdf::field<"PRIV">(&FullLoginResponse::privacyUri), tdf::field<"SESS">(&FullLoginResponse::session),
            tdf::field<"SPAM">(&FullLoginResponse::ofLegalContactAge),
            tdf::field<"THST">(&FullLoginResponse::termsHost), tdf::field<"TSUI">(&FullLoginResponse::termsUri),
            tdf::field<"TURI">(&FullLoginResponse::uri));
    }
};

// Answers Login and CreateAccount; the game goes on with LoginPersona.
struct InteractiveLoginResponse
{
    QByteArray legalHost;
    quint8 needsLegalDocuments = 0;
    QByteArray token;
    QList<PersonaGroup> personas;
    QByteArray privacyUri;
    QByteArray key;
    quint8 ofLegalContactAge = 0;
    QByteArray termsHost;
    QByteArray termsUri;
    QByteArray uri;
    base::PlayerId user {};

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"LDHT">(&InteractiveLoginResponse::legalHost),
                           tdf::field<"NTOS">(&InteractiveLoginResponse::needsLegalDocuments),
                           tdf::field<"PCTK">(&InteractiveLoginResponse::token, tdf::secret),
                           tdf::field<"PLST">(&InteractiveLoginResponse::personas),
                           tdf::field<"PRIV">(&InteractiveLoginResponse::privacyUri),
                           tdf::field<"SKEY">(&InteractiveLoginResponse::key, tdf::secret),
                           tdf::field<"SPAM">(&InteractiveLoginResponse::ofLegalContactAge),
                           tdf::field<"THST">(&InteractiveLoginResponse::termsHost),
                           tdf::field<"TSUI">(&InteractiveLoginResponse::termsUri),
                           tdf::field<"TURI">(&InteractiveLoginResponse::uri),
                           tdf::field<"UID">(&InteractiveLoginResponse::user));
    }
};

// Body of the error frame of a refused SilentLogin or ResumeSession; the original server sent it.
struct RefusedLogin
{
    QByteArray personaName;
    quint32 user = 0;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"PNAM">(&RefusedLogin::personaName), tdf::field<"UID">(&RefusedLogin::user));
    }
};

[[nodiscard]] PersonaGroup personaOf(const Account &account);
// `key`: the fresh session token; `token`: what PCTK says.
[[nodiscard]] FullLoginResponse fullReply(const Account &account, const QByteArray &key, QByteArray token);
[[nodiscard]] InteractiveLoginResponse interactiveReply(const Account &account, const QByteArray &key);

} // namespace session::authentication
