// TDF bodies from outside: the value tree and the typed decoder agree on what is well formed, and what was read writes
// back to bytes that read the same.

#include "require.h"

#include <core/tdf/describe.h>

using fuzz::require;

namespace {

struct Nothing
{
    static constexpr auto tdfFields() { return tdf::fields(); }
};

struct Address
{
    base::Ipv4 ip;
    quint16 port = 0;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"IP">(&Address::ip), tdf::field<"PORT">(&Address::port));
    }
};
struct AddressPair
{
    Address external;
    Address internal;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"EXIP">(&AddressPair::external), tdf::field<"INIP">(&AddressPair::internal));
    }
};

// Every member kind, all optional, so that nearly every input gets somewhere.
struct Anything
{
    tdf::Union<tdf::Case<2, AddressPair>, tdf::Case<3, Address>> address;
    QMap<QString, QString> attributes;
    tdf::Blob blob;
    std::optional<std::map<quint32, Address>> byNumber;
    QList<quint16> components;
    float ratio = 0;
    QList<tdf::ListUnion<tdf::Case<2, AddressPair>, tdf::Case<3, Address>>> hosts;
    tdf::ObjectId id;
    tdf::IntList list;
    QByteArray name;
    std::optional<base::PlayerId> player;
    QList<std::pair<QByteArray, QByteArray>> kept;
    base::Secret secret;
    QString text;
    tdf::Fields tree;
    tdf::ObjectType type;
    std::vector<QList<QString>> words;

    static constexpr auto tdfFields()
    {
        using tdf::orDefault;
        return tdf::fields(
            tdf::field<"ADDR">(&Anything::address, orDefault), tdf::field<"ATTR">(&Anything::attributes, tdf::lenient),
            tdf::field<"BLOB">(&Anything::blob, orDefault, tdf::maxLength(64)), tdf::field<"BYNR">(&Anything::byNumber),
            tdf::field<"CIDS">(&Anything::components, orDefault), tdf::field<"FLOT">(&Anything::ratio, orDefault),
            tdf::field<"HNET">(&Anything::hosts, orDefault), tdf::field<"ID">(&Anything::id, orDefault),
            tdf::field<"LIST">(&Anything::list, orDefault, tdf::byType),
            tdf::field<"LIST">(&Anything::tree, orDefault, tdf::byType), tdf::field<"NAME">(&Anything::name, orDefault),
            tdf::field<"PID">(&Anything::player), tdf::field<"PMAP">(&Anything::kept, orDefault, tdf::keepOrder),
            tdf::field<"SKEY">(&Anything::secret, orDefault), tdf::field<"TEXT">(&Anything::text, orDefault),
            tdf::field<"TYPE">(&Anything::type, orDefault), tdf::field<"WRDS">(&Anything::words, orDefault));
    }
};

struct Login
{
    QString mail;
    QString password;
    static constexpr bool tdfIgnoreTail = true;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"MAIL">(&Login::mail, tdf::maxLength(254)),
                           tdf::field<"PASS">(&Login::password, tdf::maxLength(128), tdf::secret));
    }
};

// What decodes, encodes to a canonical form which decodes to itself.
template <class T>
void typed(base::ByteView body)
{
    const auto first = tdf::decode<T>(body);
    if (!first) {
        require(first.error().kind != tdf::DecodeError::Kind::None);
        return;
    }
    const QByteArray bytes = tdf::encoded(*first);
    const auto second = tdf::decode<T>(base::asBytes(QByteArrayView(bytes)));
    if (!second) {
        // Broken UTF-8 becomes U+FFFD, three bytes for one, and may outgrow the limit of its field.
        require(second.error().kind == tdf::DecodeError::Kind::TooLong && bytes.contains("\xEF\xBF\xBD"));
        return;
    }
    require(tdf::encoded(*second) == bytes);
    require(tdf::parse(base::asBytes(QByteArrayView(bytes))).hasValue());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const base::ByteView body = base::asBytes(data, size);
    const auto tree = tdf::parse(body);

    Nothing nothing;
    tdf::DecodeError error;
    require(tdf::decodeInto(body, nothing, error) == tree.hasValue());
    if (tree) {
        const QByteArray bytes = tdf::written(*tree);
        const auto again = tdf::parse(base::asBytes(QByteArrayView(bytes)));
        require(again.hasValue() && *again == *tree);
        require(tdf::written(*again) == bytes);
        require(tdf::toText(*tree).isEmpty() == tree->isEmpty());
    } else {
        require(error == tree.error());
    }
    const QString text = tdf::describe(body, &tdf::kSchemaOf<Anything>);
    require(text.isEmpty() == (size == 0));
    typed<Anything>(body);
    typed<Login>(body);
    return 0;
}
