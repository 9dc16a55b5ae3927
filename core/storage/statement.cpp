#include <core/storage/statement.h>

#include <core/storage/connection.h>

#include <QSqlError>

namespace storage {

namespace {

// Result codes of SQLite; extended ones carry the primary one in their low byte.
constexpr int kSqliteBusy = 5;
constexpr int kSqliteLocked = 6;
constexpr int kSqliteReadOnly = 8;
constexpr int kSqliteCorrupt = 11;
constexpr int kSqliteFull = 13;
constexpr int kSqliteConstraint = 19;
constexpr int kSqliteNotADatabase = 26;
constexpr int kSqliteForeignKey = 787;
constexpr int kSqlitePrimaryKey = 1555;
constexpr int kSqliteUnique = 2067;

} // namespace

StoreError storeErrorFrom(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt();
    if (code == kSqliteForeignKey)
        return StoreError::NotFound;
    if (code == kSqliteUnique || code == kSqlitePrimaryKey)
        return StoreError::Taken;
    switch (code & 0xFF) {
    case kSqliteBusy:
    case kSqliteLocked:
        return StoreError::Locked;
    case kSqliteReadOnly:
        return StoreError::ReadOnly;
    case kSqliteCorrupt:
    case kSqliteNotADatabase:
        return StoreError::Damaged;
    case kSqliteFull:
        return StoreError::Full;
    case kSqliteConstraint:
    default:
        return StoreError::Failed;
    }
}

Statement::Statement(Connection &connection, QSqlQuery &kept)
    : m_connection(&connection)
    , m_query(&kept)
{}

Statement::Statement(Connection &connection, std::unique_ptr<QSqlQuery> once)
    : m_connection(&connection)
    , m_owned(std::move(once))
    , m_query(m_owned.get())
{}

Statement::Statement(StoreError error)
    : m_error(error)
{}

Statement::Statement(Statement &&other) noexcept
    : m_connection(other.m_connection)
    , m_owned(std::move(other.m_owned))
    , m_query(std::exchange(other.m_query, nullptr))
    , m_error(other.m_error)
    , m_bound(other.m_bound)
{}

Statement::~Statement()
{
    if (m_query != nullptr)
        m_query->finish();
}

Statement &Statement::bind(const QVariant &value)
{
    if (m_query != nullptr)
        m_query->bindValue(m_bound++, value);
    return *this;
}

Statement &Statement::bind(qint64 value)
{
    return bind(QVariant(value));
}

// Null strings would be stored as NULL, and we mean empty text.
Statement &Statement::bind(const QString &text)
{
    return bind(QVariant(text.isNull() ? QString(QLatin1String("")) : QString(text.constData(), text.size())));
}

Statement &Statement::bind(const QByteArray &bytes)
{
    return bind(QVariant(bytes.isNull() ? QByteArray("") : QByteArray(bytes.constData(), bytes.size())));
}

Statement &Statement::bind(std::nullptr_t /*null*/)
{
    return bind(QVariant());
}

QString Statement::text(int column) const
{
    const QString shared = value(column).toString();
    return QString(shared.constData(), shared.size());
}

QByteArray Statement::bytes(int column) const
{
    const QByteArray shared = value(column).toByteArray();
    return QByteArray(shared.constData(), shared.size());
}

base::Result<void, StoreError> Statement::run()
{
    m_bound = 0;
    if (m_query == nullptr)
        return base::failure(m_error.value_or(StoreError::Failed));
    if (!m_query->exec()) {
        fail();
        return base::failure(*m_error);
    }
    return base::success();
}

void Statement::fail()
{
    m_connection->note(m_query->lastError());
    m_error = m_connection->lastError();
}

bool Statement::next()
{
    if (m_query == nullptr || m_error)
        return false;
    if (m_query->next())
        return true;
    if (m_query->lastError().isValid())
        fail();
    return false;
}

} // namespace storage
