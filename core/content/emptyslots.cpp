#include <core/content/emptyslots.h>

#include <core/content/coalescedfile.h>
#include <core/content/talkfile.h>

namespace content {

using namespace Qt::StringLiterals;

QByteArray emptyOverrides()
{
    Coalesced document;
    document.files = {{.path = u"..\\..\\biogame\\config\\bioui.ini"_s,
                       .sections = {{.name = u"relaydeck"_s,
                                     .properties = {{.name = u"note"_s, .values = {{.text = u"no overrides"_s}}}}}}}};
    return *writeCoalesced(document);
}

QByteArray emptyTalkFile()
{
    TalkTable table;
    table.male = {{.id = 0x7FFF'0001, .text = u"Relay Deck"_s}};
    return *writeTalk(table);
}

} // namespace content
