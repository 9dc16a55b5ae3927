// Saved values beyond the vectors: what editors do with them, and what is wrong with those that cannot be read.

#include <core/base/limits.h>
#include <core/playerdata/baserecord.h>
#include <core/playerdata/characterrecord.h>
#include <core/playerdata/classrecord.h>
#include <core/playerdata/fields.h>
#include <core/playerdata/kits.h>
#include <core/playerdata/n7estimate.h>
#include <core/playerdata/numberlists.h>
#include <tests/support/quiet.h>

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace playerdata;

namespace {

const QByteArray kCharacterHead = "20;4;AdeptHumanMale;X;0;45;0;47;45;9;9;0;0;0;0;0;"_ba;

ValueError errorOf(const QByteArray &character)
{
    const auto record = CharacterRecord::parse(character);
    return record ? ValueError {ValueErrorKind::TooFewFields, -1} : record.error();
}

} // namespace

class RecordsTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void numbers()
    {
        QCOMPARE(toU32("4294967295"), std::optional<quint32>(0xFFFF'FFFFU));
        QCOMPARE(toU32("4294967296"), std::nullopt);
        QCOMPARE(toU32("99999999999999999999999999"), std::nullopt);
        QCOMPARE(toU32("007"), std::optional<quint32>(7));
        for (const char *bad : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "\xD9\xA1"})
            QCOMPARE(toU32(bad), std::nullopt);
        QCOMPARE(toI32("-2147483648"), std::optional<qint32>(std::numeric_limits<qint32>::min()));
        QCOMPARE(toI32("-2147483649"), std::nullopt);
        QCOMPARE(toI32("2147483648"), std::nullopt);
        QCOMPARE(toI32("-"), std::nullopt);
        QCOMPARE(toNumber("-1.5"), std::optional<double>(-1.5));
        for (const char *bad : {"", "nan", "inf", "1e999", " 1", "1,5", "."})
            QCOMPARE(toNumber(bad), std::nullopt);
    }

    // Nothing of a value is lost because an editor wrote one field of it.
    void whatIsNotKnownIsKept()
    {
        auto record = ClassRecord::parse("99;x;Adept;3;unread;1;more;"_ba);
        QVERIFY(record);
        QVERIFY(!record->xp());
        record->level = 4;
        QCOMPARE(record->toValue(), "99;x;Adept;4;unread;1;more;"_ba);
        record->setXp(0.5);
        QCOMPARE(record->toValue(), "99;x;Adept;4;0.5000;1;more;"_ba);
        auto baseRecord = BaseRecord::parse("20;4;5;-1;0;6;0;7;8;0;01;x"_ba);
        QVERIFY(baseRecord);
        QCOMPARE(baseRecord->toValue(), "20;4;5;-1;0;6;0;7;8;0;01;x"_ba);
        const auto character = CharacterRecord::parse(kCharacterHead + ";?;;;True;False;x");
        QVERIFY(character);
        QCOMPARE(character->toValue(), kCharacterHead + ";?;;;True;False;x");
    }

    void inventory()
    {
        auto record = BaseRecord::parse("20;4;5;-1;0;6;0;7;8;0;01ffa"_ba);
        QVERIFY(record);
        QCOMPARE(record->item(2), 10); // a single last digit
        QCOMPARE(record->item(3), 0);
        QCOMPARE(record->item(-1), 0);
        QVERIFY(record->setItem(5, 300));
        QCOMPARE(record->toValue(), "20;4;5;-1;0;6;0;7;8;0;01ff0a0000ff"_ba);
        QVERIFY(record->setItem(5, 0));
        QCOMPARE(record->inventory.size(), 6); // never shorter than it was
        QVERIFY(!record->setItem(0, -1));
        QVERIFY(record->setItem(base::kInventoryItemsMax - 1, 1));
        QVERIFY(!record->setItem(base::kInventoryItemsMax, 1));
        QVERIFY(!record->setItem(-1, 1));
    }

    // As seen in real databases.
    void spoiledInventory()
    {
        const auto record = BaseRecord::parse("20;4;5;-1;0;6;0;7;8;0;01-3ff"_ba);
        QVERIFY(record);
        QCOMPARE(record->inventory, QByteArray("\x01\x00\xff", 3));
        const auto negative = BaseRecord::parse("20;4;-5;-1;0;6;0;7;8;0;"_ba);
        QVERIFY(!negative);
        QCOMPARE(negative.error(), (ValueError {ValueErrorKind::NotANumber, 2}));
    }

    void starter()
    {
        const BaseRecord record = starterBase();
        QCOMPARE(record.inventory.size(), 671);
        QCOMPARE(record.inventory.count('\1'), 5 + 12 + 1);
        QCOMPARE(record.inventory.count('\2'), 4);
        QVERIFY(BaseRecord::parse(record.toValue()));
    }

    void whatIsWrongWithACharacter()
    {
        QCOMPARE(errorOf("20;4;x"), (ValueError {ValueErrorKind::TooFewFields, 3}));
        QCOMPARE(errorOf(kCharacterHead + "Warp;;;;True;True"), (ValueError {ValueErrorKind::BadPower, 16}));
        QCOMPARE(errorOf(kCharacterHead + ";;x;;True;True"), (ValueError {ValueErrorKind::NotANumber, 18}));
        QCOMPARE(errorOf(kCharacterHead + ";;;7 x;True;True"), (ValueError {ValueErrorKind::NotANumber, 19}));
        QCOMPARE(errorOf(kCharacterHead + ";;;;1;True"), (ValueError {ValueErrorKind::NotABoolean, 20}));
        QCOMPARE(errorOf(kCharacterHead + ";;;;True;"), (ValueError {ValueErrorKind::NotABoolean, 21}));
        QCOMPARE(errorOf("20;4;AdeptHumanMale;X;0;45;0;47;45;9;9;0;0;0;4294967296;0;;;;;True;True"),
                 (ValueError {ValueErrorKind::NotANumber, 14}));
    }

    void powersOfTenTokensAreRepaired()
    {
        const QByteArray broken =
            kCharacterHead + "Warp 185 6.0000 0 1 0 2 0 3 True,Flare 1 0.0000 0 0 0 0 0 0 4 False;;;;True;True";
        const QByteArray sound =
            kCharacterHead + "Warp 185 6.0000 0 1 0 2 0 3 0 True,Flare 1 0.0000 0 0 0 0 0 0 4 False;;;;True;True";
        QVERIFY(!CharacterRecord::parse(broken));
        QCOMPARE(repairedCharacter(broken), std::optional(sound));
        QCOMPARE(repairedCharacter(sound), std::nullopt);
        // Something else is wrong too.
        QCOMPARE(repairedCharacter(kCharacterHead + "Warp 185 6.0000 0 1 0 2 0 3 True;;x;;True;True"), std::nullopt);
        QCOMPARE(repairedCharacter(kCharacterHead + "Warp x 6.0000 0 1 0 2 0 3 True;;;;True;True"), std::nullopt);
        QCOMPARE(repairedCharacter(""), std::nullopt);
    }

    void counters()
    {
        const QByteArray list = "22,5,,x,4294967296,9"_ba;
        QCOMPARE(counterAt(list, 0), std::optional<quint32>(5));
        QCOMPARE(counterAt(list, 1), std::nullopt);
        QCOMPARE(counterAt(list, 2), std::nullopt);
        QCOMPARE(counterAt(list, 3), std::nullopt);
        QCOMPARE(counterAt(list, 4), std::optional<quint32>(9));
        QCOMPARE(counterAt(list, 5), std::nullopt);
        QCOMPARE(counterAt("", 0), std::nullopt);
        QCOMPARE(counterAt("22", 0), std::nullopt);
    }

    void classes()
    {
        QCOMPARE(className(1), QByteArrayView("Adept"));
        QCOMPARE(className(6), QByteArrayView("Vanguard"));
        QVERIFY(className(0).isEmpty());
        QVERIFY(className(7).isEmpty());
        QCOMPARE(skillPoints(1), 2);
        QCOMPARE(skillPoints(20), 84);
        QCOMPARE(skillPoints(0), 0);
        QCOMPARE(skillPoints(255), 84);
    }

    void kitTable()
    {
        QCOMPARE(kits().size(), std::size_t {66});
        QCOMPARE(QByteArrayView(kits().front().name), QByteArrayView("AdeptHumanMale"));
        QCOMPARE(QByteArrayView(kits().back().name), QByteArrayView("VanguardTurianFemale"));
        QCOMPARE(kitNamed("SoldierGethDestroyer")->inventoryIndex, 576);
        QVERIFY(kitNamed("Nobody") == nullptr);
        QSet<int> indexes;
        QSet<QByteArray> names;
        for (const Kit &kit : kits()) {
            indexes.insert(kit.inventoryIndex);
            names.insert(kit.name);
        }
        QCOMPARE(indexes.size(), 66);
        QCOMPARE(names.size(), 66);
    }

    void promotionsAreCapped()
    {
        QList<std::pair<QByteArray, QByteArray>> rows;
        for (int i = 1; i <= 3; ++i)
            rows.append({"class" + QByteArray::number(i), "20;4;Adept;20;0;4294967295"});
        QCOMPARE(ClassSums::of(rows).promotions(), 0xFFFF'FFFFU);
        QCOMPARE(ClassSums::of(rows).n7Rating(), 60 + 30 * 3 * quint64 {0xFFFF'FFFF});
        QCOMPARE(ClassSums::of({{"CLASS1"_ba, "20;4;Adept;20;0;1"_ba}}).promotions(), 0U);
    }
};

QTEST_APPLESS_MAIN(RecordsTest)
#include "tst_records.moc"
