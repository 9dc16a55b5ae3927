#include <core/content/slotname.h>

#include <core/content/talkfiles.h>

namespace content {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kTalkPrefix = "talk-"_L1;
} // namespace

QString SlotName::toString() const
{
    switch (kind) {
    case SlotKind::Configuration:
        return u"configuration"_s;
    case SlotKind::Talk:
        return kTalkPrefix + language;
    case SlotKind::Images:
        return u"images"_s;
    case SlotKind::Shop:
        return u"shop"_s;
    case SlotKind::Entitlements:
        return u"entitlements"_s;
    }
    Q_UNREACHABLE();
}

std::optional<SlotName> SlotName::parse(const QString &text)
{
    for (const SlotKind kind : {SlotKind::Configuration, SlotKind::Images, SlotKind::Shop, SlotKind::Entitlements}) {
        if (SlotName name {.kind = kind}; name.toString() == text)
            return name;
    }
    if (!text.startsWith(kTalkPrefix))
        return std::nullopt;
    QString language = text.sliced(kTalkPrefix.size());
    if (!TalkFiles::isSafeLanguage(language.toUtf8()))
        return std::nullopt;
    return SlotName {.kind = SlotKind::Talk, .language = std::move(language)};
}

QString SlotName::file() const
{
    switch (kind) {
    case SlotKind::Configuration:
        return u"coalesced.json"_s;
    case SlotKind::Talk:
        return language + u".tlk"_s;
    case SlotKind::Images:
        return u"public/content"_s;
    case SlotKind::Shop:
        return u"shop.xml"_s;
    case SlotKind::Entitlements:
        return u"entitlements.json"_s;
    }
    Q_UNREACHABLE();
}

QString SlotName::layerFile() const
{
    if (kind == SlotKind::Configuration)
        return u"overrides.json"_s;
    return kind == SlotKind::Talk ? toString() + u".json"_s : QString();
}

} // namespace content
