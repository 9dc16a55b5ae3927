#include <app/mapnames.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::MapNames)
};

using server::Choice;

struct Place
{
    quint16 number;
    const char *name;  // shown behind "Firebase"
    const char *world; // planet
    bool hazard = false;
};

// The maps that were published. The hazard versions came later and have numbers of their own.
constexpr Place kPlaces[] {
    {2, QT_TRANSLATE_NOOP("app::MapNames", "Dagger"), QT_TRANSLATE_NOOP("app::MapNames", "Ontarom")},
    {3, QT_TRANSLATE_NOOP("app::MapNames", "Ghost"), QT_TRANSLATE_NOOP("app::MapNames", "Benning")},
    {4, QT_TRANSLATE_NOOP("app::MapNames", "Giant"), QT_TRANSLATE_NOOP("app::MapNames", "Tuchanka")},
    {5, QT_TRANSLATE_NOOP("app::MapNames", "Reactor"), QT_TRANSLATE_NOOP("app::MapNames", "Cyone")},
    {7, QT_TRANSLATE_NOOP("app::MapNames", "Glacier"), QT_TRANSLATE_NOOP("app::MapNames", "Sanctum")},
    {8, QT_TRANSLATE_NOOP("app::MapNames", "White"), QT_TRANSLATE_NOOP("app::MapNames", "Noveria")},
    {9, QT_TRANSLATE_NOOP("app::MapNames", "Condor"), QT_TRANSLATE_NOOP("app::MapNames", "Palaven")},
    {10, QT_TRANSLATE_NOOP("app::MapNames", "Hydra"), QT_TRANSLATE_NOOP("app::MapNames", "Arvuna")},
    {11, QT_TRANSLATE_NOOP("app::MapNames", "Jade"), QT_TRANSLATE_NOOP("app::MapNames", "Sur'Kesh")},
    {13, QT_TRANSLATE_NOOP("app::MapNames", "Goddess"), QT_TRANSLATE_NOOP("app::MapNames", "Thessia")},
    {14, QT_TRANSLATE_NOOP("app::MapNames", "Rio"), QT_TRANSLATE_NOOP("app::MapNames", "Earth")},
    {15, QT_TRANSLATE_NOOP("app::MapNames", "Vancouver"), QT_TRANSLATE_NOOP("app::MapNames", "Earth")},
    {16, QT_TRANSLATE_NOOP("app::MapNames", "London"), QT_TRANSLATE_NOOP("app::MapNames", "Earth")},
    {17, QT_TRANSLATE_NOOP("app::MapNames", "Glacier"), QT_TRANSLATE_NOOP("app::MapNames", "Sanctum"), true},
    {18, QT_TRANSLATE_NOOP("app::MapNames", "Dagger"), QT_TRANSLATE_NOOP("app::MapNames", "Ontarom"), true},
    {19, QT_TRANSLATE_NOOP("app::MapNames", "Reactor"), QT_TRANSLATE_NOOP("app::MapNames", "Cyone"), true},
    {20, QT_TRANSLATE_NOOP("app::MapNames", "Ghost"), QT_TRANSLATE_NOOP("app::MapNames", "Benning"), true},
    {21, QT_TRANSLATE_NOOP("app::MapNames", "Giant"), QT_TRANSLATE_NOOP("app::MapNames", "Tuchanka"), true},
    {22, QT_TRANSLATE_NOOP("app::MapNames", "White"), QT_TRANSLATE_NOOP("app::MapNames", "Noveria"), true},
};

const Place *placeOf(const Choice &map)
{
    if (map.kind != Choice::Kind::Number)
        return nullptr;
    for (const Place &place : kPlaces) {
        if (place.number == map.number)
            return &place;
    }
    return nullptr;
}

} // namespace

QString mapName(const Choice &map)
{
    switch (map.kind) {
    case Choice::Kind::Unset:
        return Text::tr("New game");
    case Choice::Kind::Any:
        return Text::tr("Any map");
    case Choice::Kind::Other:
        return Text::tr("Unknown map");
    case Choice::Kind::Number:
        break;
    }
    const Place *place = placeOf(map);
    if (place == nullptr)
        return Text::tr("Map %1").arg(map.number);
    const QString name = Text::tr(place->name);
    return place->hazard ? Text::tr("Firebase %1 (hazard)").arg(name) : Text::tr("Firebase %1").arg(name);
}

QString mapShort(const Choice &map)
{
    if (map.kind == Choice::Kind::Any)
        return Text::tr("Any map");
    if (map.kind == Choice::Kind::Unset)
        return u"–"_s;
    const Place *place = placeOf(map);
    if (place == nullptr)
        return mapName(map);
    return place->hazard ? Text::tr("%1 (hazard)").arg(Text::tr(place->name)) : Text::tr(place->name);
}

QString placeName(const Choice &map)
{
    if (map.kind == Choice::Kind::Any)
        return Text::tr("Unknown location");
    const Place *place = placeOf(map);
    return place == nullptr ? QString() : Text::tr(place->world);
}

} // namespace app
