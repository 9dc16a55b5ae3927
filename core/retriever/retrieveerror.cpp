#include <core/retriever/retrieveerror.h>

namespace retriever {

using namespace Qt::StringLiterals;

QString describe(RetrieveError error)
{
    switch (error) {
    case RetrieveError::Busy:
        return u"too many logins at once"_s;
    case RetrieveError::NoCrypto:
        return u"this computer's OpenSSL lacks the old algorithms"_s;
    case RetrieveError::NoRedirector:
        return u"the publisher's redirector does not answer"_s;
    case RetrieveError::NoServer:
        return u"the publisher's game server does not answer"_s;
    case RetrieveError::Refused:
        return u"the publisher's game server does not accept the login"_s;
    case RetrieveError::BadAnswer:
        return u"the publisher's server gave an answer of another kind"_s;
    case RetrieveError::TooSlow:
        return u"the publisher's servers take too long"_s;
    }
    Q_UNREACHABLE();
}

} // namespace retriever
