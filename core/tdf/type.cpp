#include <core/tdf/type.h>

namespace tdf {

const char *typeName(Type type) noexcept
{
    switch (type) {
    case Type::Integer:
        return "int";
    case Type::String:
        return "string";
    case Type::Blob:
        return "blob";
    case Type::Group:
        return "group";
    case Type::List:
        return "list";
    case Type::Map:
        return "map";
    case Type::Union:
        return "union";
    case Type::IntList:
        return "intlist";
    case Type::ObjectType:
        return "objtype";
    case Type::ObjectId:
        return "objid";
    case Type::Float:
        return "float";
    case Type::Generic:
        return "generic";
    }
    return "unknown";
}

namespace {
const char *kindName(DecodeError::Kind kind) noexcept
{
    using Kind = DecodeError::Kind;
    switch (kind) {
    case Kind::None:
        return "no error";
    case Kind::Truncated:
        return "ends too early";
    case Kind::BadInteger:
        return "number over 64 bits";
    case Kind::BadLength:
        return "impossible length";
    case Kind::BadType:
        return "unknown type";
    case Kind::BadTag:
        return "no field begins here";
    case Kind::TooDeep:
        return "nested too deep";
    case Kind::TooManyItems:
        return "too many items";
    case Kind::OutOfRange:
        return "number out of range";
    case Kind::Unsupported:
        return "unsupported generic value";
    case Kind::Missing:
        return "required field missing";
    case Kind::WrongType:
        return "wrong type";
    case Kind::TooLong:
        return "too long";
    }
    return "unknown error";
}
} // namespace

QString DecodeError::toText() const
{
    QString text = QString::fromLatin1(kindName(kind));
    if (tag != Tag())
        text += QLatin1String(" in ") + QString::fromLatin1(tag.toText());
    return text;
}

} // namespace tdf
