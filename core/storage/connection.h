#pragma once
// One connection to a SQLite file with its prepared statements. Belongs to the thread that opened it; only for files
// of this module and its tests.

#include <core/storage/statement.h>

#include <QSqlDatabase>
#include <QSqlError>

#include <memory>
#include <unordered_map>

namespace storage {

class Connection
{
public:
    enum class Access {
        ReadOnly,
        ReadWrite,
    };
    // Makes the file when it is missing and access is ReadWrite. Check isOpen(), then openError().
    Connection(const QString &file, Access access);
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    ~Connection();

    [[nodiscard]] bool isOpen() const { return m_database.isOpen(); }
    [[nodiscard]] QSqlError openError() const { return m_database.lastError(); }

    // Prepared once for each text; `sql` is a constant of the program, found again by its address. Not to be used
    // twice at the same time.
    [[nodiscard]] Statement prepare(const char *sql);
    // Not kept, for text made at run time.
    [[nodiscard]] Statement prepareOnce(const QString &sql);
    [[nodiscard]] base::Result<void, StoreError> run(const char *sql);
    [[nodiscard]] base::Result<void, StoreError> runOnce(const QString &sql);
    // Gives up the transaction that failed. It may be gone already, and the failure that led here stays the last one.
    void rollBack();
    // First column of the first row; an invalid value when there is none or on failure.
    [[nodiscard]] QVariant single(const QString &sql);
    // For statements: keeps what went wrong.
    void note(const QSqlError &error);
    // Text of the last failure, for logs: SQLite's own words, never values.
    [[nodiscard]] QString lastErrorText() const { return m_lastErrorText; }
    // The same as a value; Failed when there was no failure.
    [[nodiscard]] StoreError lastError() const noexcept { return m_lastError; }

private:
    QString m_name;
    QSqlDatabase m_database;
    std::unordered_map<const char *, std::unique_ptr<QSqlQuery>> m_statements;
    QString m_lastErrorText;
    StoreError m_lastError = StoreError::Failed;
};

} // namespace storage
