#pragma once
// Runs the cases of http.json against a server on a real loopback socket. Data-driven: one row a case.
//
//     void cases_data() { m_vectors.addRows({u"http"_s, u"cors"_s}); }
//     void cases() { QFETCH(QString, name); const QString problem = m_vectors.run(name, startServer);
//                    QVERIFY2(problem.isEmpty(), qPrintable(problem)); }
//
// The server runs in this thread's event loop or in a thread of its own. Link test::httpvectors.

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace test {

// What a case starts from. The data folder holds the copied database ("<fixture.database>"), secret.bin and public/.
struct HttpVectorFixture
{
    QString dataFolder;
    QString databasePath; // of the copy; empty when the vectors' folder has no such file
    QJsonObject
        config; // fixture.config with the case's config merged over it; ports not named there are free to choose
};

class HttpVectorServer
{
public:
    HttpVectorServer() = default;
    HttpVectorServer(const HttpVectorServer &) = delete;
    HttpVectorServer &operator=(const HttpVectorServer &) = delete;
    virtual ~HttpVectorServer() = default; // stops it
    [[nodiscard]] virtual quint16 port() const = 0;
};

class HttpVectors
{
public:
    using Factory = std::function<std::unique_ptr<HttpVectorServer>(const HttpVectorFixture &fixture)>;

    // Reads http.json of the vectors' folder.
    HttpVectors();

    // Adds the column "name" and a row for each case of these groups (all when empty) that `wanted` lets pass.
    void addRows(const QStringList &groups, const std::function<bool(const QJsonObject &)> &wanted = {}) const;
    [[nodiscard]] bool has(const QString &name) const { return m_cases.contains(name); }
    // Runs one case; the outcome is empty, or says which step went wrong and how.
    [[nodiscard]] QString run(const QString &name, const Factory &factory) const;

private:
    QJsonObject m_document;
    QMap<QString, QJsonObject> m_cases;
    QStringList m_order;
};

} // namespace test
