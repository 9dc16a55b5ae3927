#include <tests/support/httpvectors.h>

#include <tests/support/envvectors.h>
#include <tests/support/httpvectorcheck.h>
#include <tests/support/httpvectorclient.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace test {

namespace {

// Objects merge, other values replace.
QJsonObject merged(QJsonObject under, const QJsonObject &over)
{
    for (auto it = over.begin(); it != over.end(); ++it) {
        if (it.value().isObject() && under.value(it.key()).isObject())
            under[it.key()] = merged(under.value(it.key()).toObject(), it.value().toObject());
        else
            under[it.key()] = it.value();
    }
    return under;
}

// One case on its way.
class CaseRun
{
public:
    explicit CaseRun(quint16 port)
        : m_port(port)
    {}

    QString step(const QJsonObject &step) { return step.contains(u"talk"_s) ? talk(step) : request(step); }

private:
    QString filled(QString text) const
    {
        for (auto it = m_captures.begin(); it != m_captures.end(); ++it)
            text.replace(u'{' + it.key() + u'}', it.value());
        return text;
    }

    std::optional<QByteArray> bodyOf(const QJsonObject &request) const
    {
        if (request.contains(u"body_json"_s))
            return filled(QString::fromUtf8(jsonText(request.value(u"body_json"_s)))).toUtf8();
        if (request.contains(u"body_text"_s))
            return filled(request.value(u"body_text"_s).toString()).toUtf8();
        if (request.contains(u"body_hex"_s))
            return QByteArray::fromHex(request.value(u"body_hex"_s).toString().toLatin1());
        if (!request.contains(u"body_parts"_s))
            return std::nullopt;
        QByteArray body;
        for (const QJsonValue part : request.value(u"body_parts"_s).toArray())
            body += part.toArray().at(0).toString().toUtf8().repeated(part.toArray().at(1).toInt());
        return body;
    }

    QString request(const QJsonObject &step)
    {
        const QJsonObject request = step.value(u"request"_s).toObject();
        const QString method = request.value(u"method"_s).toString();
        QByteArray head = method.toUtf8() + ' ' + filled(request.value(u"path"_s).toString()).toUtf8() +
                          " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
        bool connectionGiven = false;
        const QJsonObject headers = request.value(u"headers"_s).toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it) {
            head += it.key().toUtf8() + ": " + filled(it.value().toString()).toUtf8() + "\r\n";
            connectionGiven = connectionGiven || it.key().compare(u"connection"_s, Qt::CaseInsensitive) == 0;
        }
        if (!connectionGiven)
            head += "Connection: close\r\n";
        const auto body = bodyOf(request);
        if (body)
            head += "Content-Length: " + QByteArray::number(body->size()) + "\r\n";
        HttpVectorClient client(m_port);
        client.send(head + "\r\n" + body.value_or(QByteArray()));
        const auto answer = client.answer(method != u"HEAD"_s);
        if (!answer)
            return u"no whole answer"_s;
        const QJsonObject expected = step.value(u"expect"_s).toObject();
        return problemOf(expected, *answer, m_captures);
    }

    QString talk(const QJsonObject &step)
    {
        HttpVectorClient client(m_port);
        for (const QJsonValue turn : step.value(u"talk"_s).toArray()) {
            client.send(filled(turn[u"send"_s].toString()).toUtf8() +
                        QByteArray::fromHex(turn[u"send_hex"_s].toString().toLatin1()));
            for (const QJsonValue entry : turn[u"expect"_s].toArray()) {
                if (QString wrong = talkAnswer(client, entry.toObject()); !wrong.isEmpty())
                    return wrong;
            }
        }
        const QString then = step.value(u"then"_s).toString();
        if (then == u"open"_s && !client.staysOpen())
            return u"the server closed the connection"_s;
        if (then == u"closed"_s && !client.isClosed())
            return u"the server left the connection open"_s;
        return {};
    }

    QString talkAnswer(HttpVectorClient &client, const QJsonObject &expected)
    {
        if (expected.contains(u"bytes"_s)) {
            const qsizetype count = expected.value(u"bytes"_s).toInt();
            const QByteArray got = client.bytes(count);
            const bool right = got.size() == count &&
                               got.toHex().startsWith(expected.value(u"hex_start"_s).toString().toLatin1().toLower());
            return right ? QString() : u"raw bytes: "_s + QString::fromLatin1(got.toHex());
        }
        const auto answer = client.answer(expected.value(u"method"_s).toString() != u"HEAD"_s);
        return answer ? problemOf(expected, *answer, m_captures) : u"no whole answer"_s;
    }

    quint16 m_port;
    QMap<QString, QString> m_captures;
};

bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
           file.write(bytes) == bytes.size();
}

// The database stands beside the vectors, or in the folder of data beside theirs.
QString copyDatabase(const QString &name, const QString &folder)
{
    for (const QString &candidate : {vectorsDir() + u'/' + name, vectorsDir() + u"/../data/"_s + name,
                                     u"" RELAYDECK_SOURCE_DIR "/tests/vectors/"_s + name}) {
        const QString copy = folder + u'/' + name;
        if (!QFile::copy(candidate, copy))
            continue;
        QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
        return copy;
    }
    return {};
}

} // namespace

HttpVectors::HttpVectors()
    : m_document(readVectorJson(u"http.json"_s))
{
    for (const QJsonValue entry : m_document.value(u"cases"_s).toArray()) {
        m_order << entry[u"name"_s].toString();
        m_cases.insert(m_order.last(), entry.toObject());
    }
}

void HttpVectors::addRows(const QStringList &groups, const std::function<bool(const QJsonObject &)> &wanted) const
{
    QTest::addColumn<QString>("name");
    for (const QString &name : m_order) {
        const QJsonObject entry = m_cases.value(name);
        const QString group = entry.value(u"group"_s).toString();
        if ((groups.isEmpty() || groups.contains(group)) && (!wanted || wanted(entry)))
            QTest::newRow(qPrintable(group + u'/' + name)) << name;
    }
}

QString HttpVectors::run(const QString &name, const Factory &factory) const
{
    const QJsonObject entry = m_cases.value(name);
    const QJsonObject fixture = m_document.value(u"fixture"_s).toObject();
    const QTemporaryDir folder;
    HttpVectorFixture start;
    start.dataFolder = folder.path();
    start.databasePath = copyDatabase(fixture.value(u"database"_s).toString(), folder.path());
    start.config = merged(fixture.value(u"config"_s).toObject(), entry.value(u"config"_s).toObject());
    const QByteArray key = QByteArray::fromHex(fixture.value(u"signing_key_hex"_s).toString().toLatin1());
    if (!writeFile(folder.filePath(u"secret.bin"_s), key))
        return u"the fixture cannot be written"_s;
    const QJsonObject files = fixture.value(u"public"_s).toObject();
    for (auto it = files.begin(); it != files.end(); ++it) {
        const QJsonObject content = it.value().toObject();
        const QByteArray bytes = content.contains(u"hex"_s)
                                     ? QByteArray::fromHex(content.value(u"hex"_s).toString().toLatin1())
                                     : content.value(u"text"_s).toString().toUtf8();
        if (!writeFile(folder.filePath(u"public/"_s + it.key()), bytes))
            return u"the fixture cannot be written"_s;
    }
    const std::unique_ptr<HttpVectorServer> server = factory(start);
    if (!server)
        return u"the server does not start"_s;
    CaseRun run(server->port());
    int number = 0;
    for (const QJsonValue step : entry.value(u"steps"_s).toArray()) {
        ++number;
        if (QString wrong = run.step(step.toObject()); !wrong.isEmpty())
            return u"step %1: %2"_s.arg(number).arg(wrong);
    }
    return number > 0 ? QString() : u"the case has no steps"_s;
}

} // namespace test
