#pragma once
// A prepared statement in use: bind in order, run, read rows. Resets the statement when it goes out of scope, so that
// no read stays open. Storage thread; only for files of this module.

#include <core/base/result.h>
#include <core/storage/storeerror.h>
#include <core/storage/timestamp.h>

#include <QByteArray>
#include <QSqlQuery>
#include <QVariant>

#include <memory>
#include <optional>

namespace storage {

class Connection;

[[nodiscard]] StoreError storeErrorFrom(const QSqlError &error);

class Statement
{
public:
    // A kept one of `connection`, which learns of failures and outlives the statement.
    Statement(Connection &connection, QSqlQuery &kept);
    // Used once; goes with the statement.
    Statement(Connection &connection, std::unique_ptr<QSqlQuery> once);
    // One that could not be prepared: every run() answers `error`.
    explicit Statement(StoreError error);
    Statement(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    Statement &bind(qint64 value);
    Statement &bind(const QString &text);
    // As a BLOB; SQL that wants text writes CAST(? AS TEXT), which keeps every byte.
    Statement &bind(const QByteArray &bytes);
    Statement &bind(std::nullptr_t null);
    Statement &bind(const QVariant &value);

    [[nodiscard]] base::Result<void, StoreError> run();
    // The next row; false at the end and on errors, which error() tells apart.
    [[nodiscard]] bool next();
    [[nodiscard]] std::optional<StoreError> error() const noexcept { return m_error; }

    [[nodiscard]] QVariant value(int column) const { return m_query->value(column); }
    [[nodiscard]] qint64 integer(int column) const { return value(column).toLongLong(); }
    // Copies of their own, as what is bound: the driver keeps its values until the next use, and nothing that goes to
    // another thread should share memory with it.
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    // Rows changed by the last run of an INSERT, UPDATE or DELETE.
    [[nodiscard]] int changes() const { return m_query->numRowsAffected(); }
    [[nodiscard]] qint64 insertedId() const { return m_query->lastInsertId().toLongLong(); }

private:
    void fail();

    Connection *m_connection = nullptr;
    std::unique_ptr<QSqlQuery> m_owned;
    QSqlQuery *m_query = nullptr; // null when it could not be prepared
    std::optional<StoreError> m_error;
    int m_bound = 0;
};

} // namespace storage
