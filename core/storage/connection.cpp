#include <core/storage/connection.h>

#include <core/base/limits.h>

#include <atomic>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

QString uniqueName()
{
    static std::atomic<quint64> last {0};
    return u"storage-%1"_s.arg(last.fetch_add(1) + 1);
}

} // namespace

Connection::Connection(const QString &file, Access access)
    : m_name(uniqueName())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
    const auto busyMs = std::chrono::milliseconds(base::kStorageBusyTimeout).count();
    QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyMs);
    if (access == Access::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    m_database.setConnectOptions(options);
    m_database.setDatabaseName(file);
    m_database.open();
}

Connection::~Connection()
{
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

void Connection::note(const QSqlError &error)
{
    m_lastErrorText = error.databaseText();
    m_lastError = storeErrorFrom(error);
}

Statement Connection::prepare(const char *sql)
{
    auto &kept = m_statements[sql];
    if (!kept) {
        auto query = std::make_unique<QSqlQuery>(m_database);
        query->setForwardOnly(true);
        if (!query->prepare(QString::fromLatin1(sql))) {
            note(query->lastError());
            return Statement(m_lastError);
        }
        kept = std::move(query);
    }
    return Statement(*this, *kept);
}

Statement Connection::prepareOnce(const QString &sql)
{
    auto query = std::make_unique<QSqlQuery>(m_database);
    query->setForwardOnly(true);
    if (!query->prepare(sql)) {
        note(query->lastError());
        return Statement(m_lastError);
    }
    return Statement(*this, std::move(query));
}

base::Result<void, StoreError> Connection::run(const char *sql)
{
    return prepare(sql).run();
}

base::Result<void, StoreError> Connection::runOnce(const QString &sql)
{
    // Straight to the database, because some statements (VACUUM INTO, PRAGMA) do not like to be kept prepared.
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (query.exec(sql))
        return base::success();
    note(query.lastError());
    return base::failure(m_lastError);
}

void Connection::rollBack()
{
    QSqlQuery query(m_database);
    query.exec(u"ROLLBACK"_s); // its own failure only says that there is nothing left to roll back
}

QVariant Connection::single(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql) || !query.next()) {
        note(query.lastError());
        return {};
    }
    return query.value(0);
}

} // namespace storage
