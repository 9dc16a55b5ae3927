// The TDF codec on a typical packet: the answer to a login, 15 fields of which 3 are texts with content, 149 bytes.

#include <core/tdf/value.h>
#include <tests/bench/bench.h>

#include <QString>

namespace {

using namespace Qt::StringLiterals;

struct LoginAnswer
{
    quint32 ageUp = 0;
    QString host;
    quint8 needsTerms = 0;
    QString token;
    QString privacy;
    quint32 buid = 0;
    quint8 first = 0;
    QString key;
    quint32 lastLogin = 0;
    QString mail;
    quint32 player = 0;
    quint32 user = 0;
    quint8 spam = 0;
    QString termsHost;
    QString termsUrl;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"AGUP">(&LoginAnswer::ageUp), tdf::field<"BUID">(&LoginAnswer::buid),
                           tdf::field<"FRST">(&LoginAnswer::first), tdf::field<"KEY">(&LoginAnswer::key),
                           tdf::field<"LDHT">(&LoginAnswer::host), tdf::field<"LLOG">(&LoginAnswer::lastLogin),
                           tdf::field<"MAIL">(&LoginAnswer::mail), tdf::field<"NTOS">(&LoginAnswer::needsTerms),
                           tdf::field<"PCTK">(&LoginAnswer::token), tdf::field<"PID">(&LoginAnswer::player),
                           tdf::field<"PRIV">(&LoginAnswer::privacy), tdf::field<"SPAM">(&LoginAnswer::spam),
                           tdf::field<"THST">(&LoginAnswer::termsHost), tdf::field<"TURI">(&LoginAnswer::termsUrl),
                           tdf::field<"UID">(&LoginAnswer::user));
    }
};

struct ThreeOfThem
{
    QString mail;
    QString token;
    quint32 user = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"MAIL">(&ThreeOfThem::mail), tdf::field<"PCTK">(&ThreeOfThem::token),
                           tdf::field<"UID">(&ThreeOfThem::user));
    }
};

LoginAnswer sample()
{
    LoginAnswer answer;
    answer.buid = 823'287'263;
    answer.key = u"AAAAAQ"_s;
    answer.mail = u"shepard@normandy"_s;
    answer.token = u"AAAAAQAAAABlU_EA.SsI0vd0uvDEGQrnf"_s;
    answer.player = 823'287'263;
    answer.user = 823'287'263;
    return answer;
}

} // namespace

BENCHMARK(tdf)
{
    const LoginAnswer answer = sample();
    base::ByteBuffer out;
    tdf::encode(answer, out);
    const QByteArray body = base::toByteArray(out.view());
    const base::ByteView view = base::asBytes(QByteArrayView(body));

    bench.report("tdf.packetSize", "B", 0, {static_cast<double>(body.size())});
    bench.measure("tdf.encode15", 66, [&] {
        out.shrink(out.size());
        tdf::encode(answer, out);
        bench::keep(out.size());
    });
    bench.measure("tdf.decode15", 400, [&] {
        LoginAnswer read;
        tdf::DecodeError error;
        const bool fine = tdf::decodeInto(view, read, error);
        bench::keep(fine);
    });
    bench.measure("tdf.decode3of15", 205, [&] {
        ThreeOfThem read;
        tdf::DecodeError error;
        const bool fine = tdf::decodeInto(view, read, error);
        bench::keep(fine);
    });
    bench.measure("tdf.parseTree", 0, [&] {
        const auto tree = tdf::parse(view);
        bench::keep(tree.hasValue());
    });
}
