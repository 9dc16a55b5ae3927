#include <core/content/gameconfiguration.h>

namespace content {

const QByteArray &telemetryDisabledCountries()
{
    // The published list, kept letter by letter: the game compares its own country with it.
    static const QByteArray countries = QByteArrayLiteral(
        "AD,AF,AG,AI,AL,AM,AN,AO,AQ,AR,AS,AW,AX,AZ,BA,BB,BD,BF,BH,BI,BJ,BM,BN,BO,BR,BS,BT,BV,BW,BY,BZ,CC,"
        "CD,CF,CG,CI,CK,CL,CM,CN,CO,CR,CU,CV,CX,DJ,DM,DO,DZ,EC,EG,EH,ER,ET,FJ,FK,FM,FO,GA,GD,GE,GF,GG,GH,"
        "GI,GL,GM,GN,GP,GQ,GS,GT,GU,GW,GY,HM,HN,HT,ID,IL,IM,IN,IO,IQ,IR,IS,JE,JM,JO,KE,KG,KH,KI,KM,KN,KP,"
        "KR,KW,KY,KZ,LA,LB,LC,LI,LK,LR,LS,LY,MA,MC,MD,ME,MG,MH,ML,MM,MN,MO,MP,MQ,MR,MS,MU,MV,MW,MY,MZ,NA,"
        "NC,NE,NF,NG,NI,NP,NR,NU,OM,PA,PE,PF,PG,PH,PK,PM,PN,PS,PW,PY,QA,RE,RS,RW,SA,SB,SC,SD,SG,SH,SJ,SL,"
        "SM,SN,SO,SR,ST,SV,SY,SZ,TC,TD,TF,TG,TH,TJ,TK,TL,TM,TN,TO,TT,TV,TZ,UA,UG,UM,UY,UZ,VA,VC,VE,VG,VN,"
        "VU,WF,WS,YE,YT,ZM,ZW,ZZ");
    return countries;
}

Pairs gameConfiguration(const Settings &settings)
{
    const QByteArray http = "http://127.0.0.1:" + QByteArray::number(settings.httpPort) + '/';
    Pairs pairs {
        {QByteArrayLiteral("GAW_SERVER_BASE_URL"), http},
        {QByteArrayLiteral("IMG_MNGR_BASE_URL"), http + "content/"},
        {QByteArrayLiteral("IMG_MNGR_MAX_BYTES"), QByteArrayLiteral("1048576")},
        {QByteArrayLiteral("IMG_MNGR_MAX_IMAGES"), QByteArrayLiteral("5")},
        {QByteArrayLiteral("JOB_THROTTLE_0"), QByteArray::number(settings.jobThrottle[0])},
        {QByteArrayLiteral("JOB_THROTTLE_1"), QByteArray::number(settings.jobThrottle[1])},
        {QByteArrayLiteral("JOB_THROTTLE_2"), QByteArray::number(settings.jobThrottle[2])},
        {QByteArrayLiteral("MATCH_MAKING_RULES_VERSION"), QByteArrayLiteral("5")},
        {QByteArrayLiteral("MULTIPLAYER_PROTOCOL_VERSION"), QByteArrayLiteral("3")},
        {QByteArrayLiteral("TEL_DISABLE"), telemetryDisabledCountries()},
        {QByteArrayLiteral("TEL_DOMAIN"), QByteArrayLiteral("pc/masseffect-3-pc-anon")},
        {QByteArrayLiteral("TEL_FILTER"), QByteArrayLiteral("-UION/****")},
        {QByteArrayLiteral("TEL_PORT"), QByteArray::number(settings.telemetryPort)},
        {QByteArrayLiteral("TEL_SEND_DELAY"), QByteArrayLiteral("15000")},
        {QByteArrayLiteral("TEL_SEND_PCT"), QByteArrayLiteral("75")},
        // Telemetry stays on the player's computer: it must not leave to a third party.
        {QByteArrayLiteral("TEL_SERVER"), QByteArrayLiteral("127.0.0.1")},
    };
    sortByKeyBytes(pairs);
    return pairs;
}

Pairs overridesVersion(qint64 version)
{
    return {{QByteArrayLiteral("SECTION"), QByteArrayLiteral("BINI_PC_COMPRESSED")},
            {QByteArrayLiteral("VERSION"), QByteArray::number(version)}};
}

} // namespace content
