// Every case of tunnel.json: what a stream of frames and single datagrams mean.

#include <core/tunnel/datagram.h>
#include <core/tunnel/framereader.h>
#include <core/tunnel/framewriter.h>

#include <tests/support/envvectors.h>
#include <tests/support/quiet.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

QByteArray unhex(const QJsonValue &text)
{
    return QByteArray::fromHex(text.toString().toLatin1());
}

QString nameOf(tunnel::MessageType type)
{
    switch (type) {
    case tunnel::MessageType::Initiate:
        return u"initiate"_s;
    case tunnel::MessageType::Initiated:
        return u"initiated"_s;
    case tunnel::MessageType::Forward:
        return u"forward"_s;
    case tunnel::MessageType::KeepAlive:
        return u"keep_alive"_s;
    }
    Q_UNREACHABLE();
}

QString nameOf(tunnel::DatagramError error)
{
    switch (error) {
    case tunnel::DatagramError::Incomplete:
        return u"incomplete"_s;
    case tunnel::DatagramError::UnsupportedVersion:
        return u"unsupported_version"_s;
    case tunnel::DatagramError::UnknownType:
        return u"unknown_type"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject objectOf(const tunnel::Message &message)
{
    QJsonObject object {{u"version"_s, tunnel::kDatagramVersion},
                        {u"tunnel_id"_s, static_cast<qint64>(message.id)},
                        {u"type"_s, nameOf(message.type)}};
    if (message.type == tunnel::MessageType::Initiate)
        object[u"token"_s] = QString::fromUtf8(base::asChars(message.token));
    if (message.type == tunnel::MessageType::Initiated)
        object[u"new_tunnel_id"_s] = static_cast<qint64>(message.granted);
    if (message.type == tunnel::MessageType::Forward) {
        object[u"index"_s] = message.index;
        object[u"payload"_s] = QString::fromLatin1(base::toByteArray(message.payload).toHex());
    }
    return object;
}

} // namespace

class TestTunnelVectors : public test::QuietTest
{
    Q_OBJECT

private:
    static void addRows(const QString &kind)
    {
        QTest::addColumn<QJsonObject>("vector");
        const QJsonArray all = test::readVectorJson(u"tunnel.json"_s)[u"vectors"_s].toArray();
        int rows = 0;
        for (const QJsonValue &value : all) {
            const QJsonObject vector = value.toObject();
            if (vector[u"kind"_s] != kind)
                continue;
            QTest::newRow(qPrintable(vector[u"id"_s].toString())) << vector;
            ++rows;
        }
        if (rows == 0)
            qFatal("no vector of the kind %s", qPrintable(kind));
    }

private Q_SLOTS:
    void kinds()
    {
        for (const QJsonValue &value : test::readVectorJson(u"tunnel.json"_s)[u"vectors"_s].toArray()) {
            const QString kind = value.toObject()[u"kind"_s].toString();
            QVERIFY2(kind == u"http" || kind == u"udp", qPrintable(kind));
        }
    }

    void http_data() { addRows(u"http"_s); }
    void http()
    {
        QFETCH(QJsonObject, vector);
        const QJsonArray chunks = vector[u"chunks"_s].toArray();
        const QJsonArray expected = vector[u"frames_after_each_chunk"_s].toArray();
        QCOMPARE(expected.size(), chunks.size());
        tunnel::FrameReader reader;
        base::ByteBuffer again;
        QByteArray whole;
        for (qsizetype i = 0; i < chunks.size(); ++i) {
            const QByteArray chunk = unhex(chunks[i]);
            whole += chunk;
            reader.feed(base::asBytes(QByteArrayView(chunk)));
            QJsonArray frames;
            while (const auto frame = reader.next()) {
                frames.append(
                    QJsonObject {{u"index"_s, frame->index},
                                 {u"length"_s, static_cast<qint64>(frame->payload.size())},
                                 {u"payload"_s, QString::fromLatin1(base::toByteArray(frame->payload).toHex())},
                                 {u"keep_alive"_s, frame->isKeepAlive()}});
                tunnel::FrameWriter(again).append(frame->index, frame->payload);
            }
            QCOMPARE(frames, expected[i].toArray());
        }
        QCOMPARE(static_cast<qint64>(reader.bytesBuffered()), vector[u"bytes_still_pending"_s].toInteger());
        const bool truncated = vector[u"then_eof"_s].toBool() && reader.bytesBuffered() > 0;
        QCOMPARE(truncated ? u"truncated"_s : u"ok"_s, vector[u"result"_s].toString());
        whole.chop(static_cast<qsizetype>(reader.bytesBuffered()));
        QCOMPARE(base::toByteArray(again.view()), whole);
    }

    void udp_data() { addRows(u"udp"_s); }
    void udp()
    {
        QFETCH(QJsonObject, vector);
        const QByteArray datagram = unhex(vector[u"datagram"_s]);
        const auto message = tunnel::readDatagram(base::asBytes(QByteArrayView(datagram)));
        if (vector[u"result"_s] == u"drop"_s) {
            QVERIFY(!message);
            QCOMPARE(nameOf(message.error()), vector[u"error"_s].toString());
            return;
        }
        QCOMPARE(vector[u"result"_s].toString(), u"ok"_s);
        QVERIFY(message);
        QCOMPARE(objectOf(*message), vector[u"message"_s].toObject());
        QCOMPARE(static_cast<qint64>(message->trailing), vector[u"trailing_bytes"_s].toInteger());
        QCOMPARE(tunnel::toDatagram(*message) == datagram, vector[u"reencodes_identically"_s].toBool());
    }
};

QTEST_GUILESS_MAIN(TestTunnelVectors)
#include "tst_vectors.moc"
