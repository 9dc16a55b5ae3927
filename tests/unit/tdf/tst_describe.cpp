// What people see of a packet, and above all what they do not.

#include <core/tdf/describe.h>
#include <tests/support/quiet.h>

using tdf::Value;
using namespace Qt::StringLiterals;

namespace {

struct Persona
{
    QString name;
    QString mail;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"DSNM">(&Persona::name), tdf::field<"EML">(&Persona::mail, tdf::secret));
    }
};
struct Login
{
    quint32 key = 0; // harmless here, and declared so
    QString mail;
    base::Secret password;
    QList<Persona> personas;
    QMap<QString, Persona> byName;
    tdf::Union<tdf::Case<2, Persona>> one;
    QList<tdf::ListUnion<tdf::Case<3, Persona>>> some;

    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"KEY">(&Login::key), tdf::field<"MAIL">(&Login::mail, tdf::secret),
                           tdf::field<"PASS">(&Login::password), tdf::field<"PLST">(&Login::personas),
                           tdf::field<"PMAP">(&Login::byName), tdf::field<"PONE">(&Login::one),
                           tdf::field<"PSOM">(&Login::some));
    }
};

} // namespace

class TstDescribe : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void secretsAreHiddenEverywhere()
    {
        const Persona persona {u"Shepard"_s, u"hidden-mail"_s};
        Login login;
        login.key = 12345;
        login.mail = u"hidden-mail"_s;
        login.password = base::Secret("hidden-word");
        login.personas = {persona, persona};
        login.byName = {{u"map key"_s, persona}};
        login.one.emplace<2>(persona);
        login.some.append(tdf::ListUnion<tdf::Case<3, Persona>>::of<3>(persona));

        const QString text = tdf::describe(login);
        QVERIFY2(!text.contains("hidden-mail"_L1) && !text.contains("hidden-word"_L1), qPrintable(text));
        QCOMPARE(text.count("Shepard"_L1), 5);
        QCOMPARE(text.count(QLatin1String(tdf::kRedactedText)), 7);
        QVERIFY(text.contains("12345"_L1));
        QVERIFY(text.contains("map key"_L1));
    }
    void undeclaredSecretsAreHiddenByTheirTag()
    {
        const tdf::Fields fields {
            {"CINF", Value::group({{"MAC", Value::text(u"00:11:22")}, {"ENV", Value::text(u"prod")}})},
            {"PASS", Value::text(u"hidden-word")},
            {"TOKN", Value::list(tdf::Type::String, {Value::text(u"hidden-word")})}};
        const QByteArray bytes = tdf::written(fields);
        for (const tdf::Schema *schema : {static_cast<const tdf::Schema *>(nullptr), &tdf::kSchemaOf<Persona>}) {
            const QString text = tdf::describe(base::asBytes(QByteArrayView(bytes)), schema);
            QVERIFY2(!text.contains("00:11"_L1) && !text.contains("hidden-word"_L1), qPrintable(text));
            QVERIFY(text.contains("prod"_L1));
        }
    }
    void everyTypeIsPrinted()
    {
        const tdf::Fields fields {{"A", 5},
                                  {"B", Value::text(QByteArray("line\n\"q\"\x01"))},
                                  {"C", Value::blob(QByteArray::fromHex("beef"))},
                                  {"D", Value::Group {2, {{"IN", -1}}}},
                                  {"E", Value::list(tdf::Type::Integer, {1, 4096})},
                                  {"F", Value::map(tdf::Type::String, tdf::Type::Integer, {{Value::text(u"k"), 1}})},
                                  {"G", Value::unsetUnion()},
                                  {"H", Value::unionOf(3, tdf::Tag("VALU"), 9)},
                                  {"I", tdf::IntList {{7, 8}}},
                                  {"J", tdf::ObjectType {0x7802, 1}},
                                  {"K", tdf::ObjectId {{4, 1}, 99}},
                                  {"L", Value::floating(1.5F)},
                                  {"M", Value::Generic {}}};
        const char *const expected = "A int 5\n"
                                     "B string \"line\\n\\\"q\\\"\\x01\"\n"
                                     "C blob 2 bytes beef\n"
                                     "D group key 2\n"
                                     "  IN int -1\n"
                                     "E list of int, 2\n"
                                     "  - int 1\n"
                                     "  - int 4096 (0x1000)\n"
                                     "F map of string to int, 1\n"
                                     "  - string \"k\"\n"
                                     "    - int 1\n"
                                     "G union unset\n"
                                     "H union key 3\n"
                                     "  VALU int 9\n"
                                     "I intlist 2: 7, 8\n"
                                     "J objtype 0x7802:1\n"
                                     "K objid 0x4:1:99\n"
                                     "L float 1.5\n"
                                     "M generic absent\n";
        QCOMPARE(tdf::toText(fields), QString::fromUtf8(expected));
    }
    void longValuesAreCut()
    {
        const tdf::Fields fields {{"A", Value::text(QByteArray(300, 'x'))},
                                  {"B", Value::list(tdf::Type::Integer, std::vector<Value>(100, Value(1)))}};
        const QString text = tdf::toText(fields, {.stringMax = 10, .itemsMax = 3});
        QVERIFY(text.contains(u"\"xxxxxxxxxx\" … 300 bytes"_s));
        QVERIFY(text.contains(u"… 97 more"_s));
        QCOMPARE(text.count("- int 1"_L1), 3);
    }
    void unreadableBodySaysWhy()
    {
        const QByteArray bytes = QByteArray::fromHex("d25cf4010a6162");
        QVERIFY(tdf::describe(base::asBytes(QByteArrayView(bytes)), nullptr).contains("impossible length in TEST"_L1));
    }
};

QTEST_GUILESS_MAIN(TstDescribe)
#include "tst_describe.moc"
