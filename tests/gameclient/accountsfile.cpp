#include <tests/gameclient/accountsfile.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace gameclient {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const Account &account)
{
    QJsonObject rows;
    for (const auto &[key, value] : account.rows)
        rows.insert(QString::fromUtf8(key), QString::fromUtf8(value));
    QJsonArray galaxy;
    for (const unsigned rating : account.galaxy)
        galaxy.append(static_cast<int>(rating));
    return {
        {u"email"_s, account.email},
        {u"password"_s, account.password},
        {u"token"_s, QString::fromLatin1(account.token)},
        {u"name"_s, account.displayName},
        {u"player"_s, static_cast<qint64>(account.playerId)},
        {u"rows"_s, rows},
        {u"rating"_s, static_cast<qint64>(account.rating)},
        {u"points"_s, static_cast<qint64>(account.challengePoints)},
        {u"galaxy"_s, galaxy},
    };
}

Account fromJson(const QJsonObject &json)
{
    Account account;
    account.email = json[u"email"].toString();
    account.password = json[u"password"].toString();
    account.token = json[u"token"].toString().toLatin1();
    account.displayName = json[u"name"].toString();
    account.playerId = static_cast<std::uint32_t>(json[u"player"].toInteger());
    const QJsonObject rows = json[u"rows"].toObject();
    for (auto row = rows.begin(); row != rows.end(); ++row)
        account.rows.emplace(row.key().toUtf8(), row.value().toString().toUtf8());
    // Absent in files of before there were standings.
    account.rating = static_cast<std::uint32_t>(json[u"rating"].toInteger());
    account.challengePoints = static_cast<std::uint32_t>(json[u"points"].toInteger());
    const QJsonArray galaxy = json[u"galaxy"].toArray();
    for (std::size_t i = 0; i < account.galaxy.size(); ++i)
        account.galaxy.at(i) = static_cast<unsigned>(galaxy.at(static_cast<qsizetype>(i)).toInt(5000));
    return account;
}

} // namespace

base::Result<std::vector<Account>, QString> readAccounts(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(u"cannot read %1: %2"_s.arg(path, file.errorString()));
    QJsonParseError error {};
    const auto document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject() || !document[u"accounts"].isArray())
        return base::failure(u"%1 is not a file of accounts: %2"_s.arg(path, error.errorString()));
    std::vector<Account> accounts;
    for (const QJsonValue &value : document[u"accounts"].toArray()) {
        accounts.push_back(fromJson(value.toObject()));
        if (accounts.back().email.isEmpty() || accounts.back().playerId == 0)
            return base::failure(u"%1: account %2 has no e-mail or number"_s.arg(path).arg(accounts.size()));
    }
    return accounts;
}

base::Result<void, QString> writeAccounts(const QString &path, const std::vector<Account> &accounts)
{
    QJsonArray array;
    for (const Account &account : accounts)
        array.append(toJson(account));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return base::failure(u"cannot write %1: %2"_s.arg(path, file.errorString()));
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(QJsonObject {{u"accounts"_s, array}}).toJson());
    if (!file.commit())
        return base::failure(u"cannot write %1: %2"_s.arg(path, file.errorString()));
    return base::success();
}

} // namespace gameclient
