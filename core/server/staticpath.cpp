#include <core/server/staticpath.h>

#include <core/http/percent.h>

#include <QHash>
#include <QStringList>

#include <algorithm>

namespace server {

using namespace Qt::StringLiterals;

namespace {

QString indexPage()
{
    return u"index.html"_s;
}

bool hasExtension(const QString &name)
{
    return name != u".."_s && name.lastIndexOf(u'.') > 0;
}

bool isPlain(const QString &part)
{
    return std::all_of(part.begin(), part.end(),
                       [](QChar c) { return c.category() != QChar::Other_Control && c != u'\\' && c != u':'; });
}

} // namespace

std::optional<QString> staticPathOf(QByteArrayView requestPath)
{
    const auto decoded = http::percentDecodedText(requestPath);
    if (!decoded)
        return std::nullopt;
    const QStringList parts = decoded->sliced(decoded->startsWith(u'/') ? 1 : 0).split(u'/');
    QStringList named;
    for (const QString &part : parts) {
        if (!part.isEmpty() && part != u"."_s)
            named << part;
    }
    if (named.isEmpty() || !hasExtension(named.last()))
        return indexPage();
    // An empty first part makes the rest absolute, an empty last one asks for a folder.
    if (parts.first().isEmpty() || parts.last() != named.last())
        return std::nullopt;
    QStringList clean;
    for (const QString &part : std::as_const(named)) {
        if (!isPlain(part) || (part == u".."_s && clean.isEmpty()))
            return std::nullopt;
        if (part == u".."_s)
            clean.removeLast();
        else
            clean << part;
    }
    return clean.join(u'/');
}

QByteArray staticTypeOf(const QString &path)
{
    static const QHash<QString, QByteArray> types {
        {u"html"_s, "text/html"_ba},        {u"js"_s, "text/javascript"_ba}, {u"mjs"_s, "text/javascript"_ba},
        {u"json"_s, "application/json"_ba}, {u"css"_s, "text/css"_ba},       {u"woff"_s, "font/woff"_ba},
        {u"woff2"_s, "font/woff2"_ba},      {u"webp"_s, "image/webp"_ba},    {u"png"_s, "image/png"_ba},
        {u"svg"_s, "image/svg+xml"_ba},     {u"jpg"_s, "image/jpeg"_ba},     {u"jpeg"_s, "image/jpeg"_ba},
        {u"ico"_s, "image/x-icon"_ba},      {u"gif"_s, "image/gif"_ba},
    };
    return types.value(path.sliced(path.lastIndexOf(u'.') + 1), "text/plain"_ba);
}

} // namespace server
