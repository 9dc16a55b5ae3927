#include <core/connector/lookupanswer.h>

#include <core/base/limits.h>
#include <core/connector/semanticversion.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

#include <algorithm>
#include <array>
#include <cmath>

namespace connector {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kMembers {"version"_L1, "ident"_L1, "association"_L1, "tunnel_port"_L1};

// How often each known member stands in the outermost object. QJsonDocument keeps the last of equal members
// silently; `json` has been parsed by it, so that its syntax is sound.
bool hasDoubledMember(QByteArrayView json)
{
    std::array<int, kMembers.size()> seen {};
    int depth = 0;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']')
            --depth;
        if (c != '"')
            continue;
        const qsizetype begin = i++;
        while (json[i] != '"')
            i += json[i] == '\\' ? 2 : 1;
        if (depth != 1)
            continue;
        qsizetype next = i + 1;
        while (next < json.size() &&
               (json[next] == ' ' || json[next] == '\t' || json[next] == '\r' || json[next] == '\n'))
            ++next;
        if (next >= json.size() || json[next] != ':')
            continue;
        const QByteArray quoted = '[' + json.sliced(begin, i - begin + 1).toByteArray() + ']';
        const QString name = QJsonDocument::fromJson(quoted).array().at(0).toString();
        const auto known = std::find(kMembers.begin(), kMembers.end(), name);
        if (known != kMembers.end() && ++seen.at(static_cast<std::size_t>(known - kMembers.begin())) > 1)
            return true;
    }
    return false;
}

bool isPort(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    return value.isDouble() && number >= 0 && number <= 65535 && std::floor(number) == number;
}

// Proxies that want a client certificate say so in the text of a 400.
bool asksForCertificate(int status, base::ByteView body)
{
    const auto text = base::asChars(body).toByteArray().toLower();
    return status == 400 && text.contains("ssl certificate");
}

base::Result<ServerInfo, LookupErrorKind> readObject(const QJsonObject &object, const QUrl &base, QString &detail)
{
    const auto isTextOrNone = [](const QJsonValue &v) { return v.isString() || v.isNull() || v.isUndefined(); };
    const QJsonValue version = object[u"version"];
    const QJsonValue ident = object[u"ident"];
    const QJsonValue association = object[u"association"];
    const QJsonValue tunnelPort = object[u"tunnel_port"];
    const bool portFits = tunnelPort.isNull() || tunnelPort.isUndefined() || isPort(tunnelPort);
    const auto parsed = SemanticVersion::parse(version.toString());
    if (!version.isString() || !parsed || !isTextOrNone(ident) || !isTextOrNone(association) || !portFits)
        return base::failure(LookupErrorKind::NotJson);
    if (ident.toString() != u"POCKET_RELAY_SERVER")
        return base::failure(LookupErrorKind::WrongIdent);
    detail = version.toString();
    if (*parsed < *SemanticVersion::parse(u"0.5.0"))
        return base::failure(LookupErrorKind::TooOld);
    ServerInfo info {base, version.toString(), {}, {}};
    if (association.isString()) // not null: an empty token is one all the same
        info.association = association.toString().isNull() ? u""_s : association.toString();
    if (isPort(tunnelPort))
        info.tunnelPort = static_cast<quint16>(tunnelPort.toInt());
    return info;
}

} // namespace

base::Result<ServerInfo, LookupError> readLookupAnswer(int status, base::ByteView body, const QUrl &base)
{
    const auto refuse = [&](LookupErrorKind kind, const QString &detail) {
        return base::failure(LookupError {kind, detail, base.toDisplayString()});
    };
    if (asksForCertificate(status, body))
        return refuse(LookupErrorKind::CertificateWanted, QString::number(status));
    if (status == 404)
        return refuse(LookupErrorKind::NotFound, QString::number(status));
    if (status >= 400)
        return refuse(LookupErrorKind::ErrorStatus, QString::number(status));

    const QByteArray json = base::toByteArray(body);
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(json, &problem);
    if (json.startsWith("\xEF\xBB\xBF") || !document.isObject() || hasDoubledMember(json))
        return refuse(LookupErrorKind::NotJson,
                      problem.error == QJsonParseError::NoError ? QString() : problem.errorString());
    QString detail;
    const auto info = readObject(document.object(), base, detail);
    if (!info)
        return refuse(info.error(), detail);
    return *info;
}

} // namespace connector
