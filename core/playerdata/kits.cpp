#include <core/playerdata/kits.h>

namespace playerdata {

namespace {

// In the order of their counters.
constexpr std::array<Kit, kKitCount> kKits {
    Kit {"AdeptHumanMale", 248},
    Kit {"AdeptHumanFemale", 247},
    Kit {"AdeptAsari", 217},
    Kit {"AdeptDrell", 218},
    Kit {"AdeptAsariCommando", 273},
    Kit {"AdeptHumanMaleCerberus", 282},
    Kit {"AdeptN7", 373},
    Kit {"AdeptVolus", 500},
    Kit {"AdeptKrogan", 514},
    Kit {"AdeptBatarian", 508},
    Kit {"AdeptCollector", 577},
    Kit {"SoldierHumanMale", 256},
    Kit {"SoldierHumanFemale", 255},
    Kit {"SoldierKrogan", 225},
    Kit {"SoldierTurian", 226},
    Kit {"SoldierHumanMaleBF3", 268},
    Kit {"SoldierBatarian", 240},
    Kit {"SoldierVorcha", 278},
    Kit {"SoldierN7", 378},
    Kit {"N7SoldierTurian", 480},
    Kit {"SoldierGeth", 506},
    Kit {"SoldierMQuarian", 512},
    Kit {"SoldierGethDestroyer", 576},
    Kit {"EngineerHumanMale", 250},
    Kit {"EngineerHumanFemale", 249},
    Kit {"EngineerQuarian", 219},
    Kit {"EngineerSalarian", 220},
    Kit {"EngineerGeth", 238},
    Kit {"EngineerQuarianMale", 280},
    Kit {"EngineerN7", 374},
    Kit {"EngineerVolus", 501},
    Kit {"EngineerTurian", 503},
    Kit {"EngineerVorcha", 509},
    Kit {"EngineerMerc", 584},
    Kit {"SentinelHumanMale", 254},
    Kit {"SentinelHumanFemale", 253},
    Kit {"SentinelTurian", 223},
    Kit {"SentinelKrogan", 224},
    Kit {"SentinelBatarian", 267},
    Kit {"SentinelVorcha", 279},
    Kit {"SentinelN7", 375},
    Kit {"SentinelVolus", 505},
    Kit {"SentinelAsari", 511},
    Kit {"SentinelKroganWarlord", 583},
    Kit {"InfiltratorHumanMale", 252},
    Kit {"InfiltratorHumanFemale", 251},
    Kit {"InfiltratorSalarian", 221},
    Kit {"InfiltratorQuarian", 222},
    Kit {"InfiltratorGeth", 239},
    Kit {"InfiltratorQuarianMale", 281},
    Kit {"InfiltratorN7", 377},
    Kit {"N7InfiltratorTurian", 481},
    Kit {"InfiltratorDrell", 504},
    Kit {"InfiltratorAsari", 510},
    Kit {"InfiltratorFembot", 602},
    Kit {"InfiltratorHumanFemaleBF3", 290},
    Kit {"VanguardHumanMale", 258},
    Kit {"VanguardHumanFemale", 257},
    Kit {"VanguardDrell", 227},
    Kit {"VanguardAsari", 228},
    Kit {"VanguardKrogan", 272},
    Kit {"VanguardHumanMaleCerberus", 283},
    Kit {"VanguardN7", 376},
    Kit {"VanguardVolus", 507},
    Kit {"VanguardBatarian", 513},
    Kit {"VanguardTurianFemale", 592},
};

} // namespace

const std::array<Kit, kKitCount> &kits()
{
    return kKits;
}

const Kit *kitNamed(QByteArrayView name)
{
    for (const Kit &kit : kKits) {
        if (name == QByteArrayView(kit.name))
            return &kit;
    }
    return nullptr;
}

} // namespace playerdata
