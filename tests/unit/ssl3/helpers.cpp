#include "helpers.h"

#include "scriptedrandom.h"

#include <tests/support/envvectors.h>

#include <algorithm>

namespace test {

const ssl3::Crypto &crypto()
{
    static const std::unique_ptr<const ssl3::Crypto> loaded = [] {
        auto result = ssl3::Crypto::load();
        if (!result)
            qFatal("%s", qUtf8Printable(ssl3::describe(result.error())));
        return *std::move(result);
    }();
    return *loaded;
}

QByteArray unhex(const QJsonValue &value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

QJsonObject ssl3Vectors()
{
    static const QJsonObject vectors = readVectorJson(QStringLiteral("ssl3.json"));
    return vectors;
}

const ssl3::ServerIdentity &vectorIdentity()
{
    static const ssl3::ServerIdentity identity = [] {
        const QJsonObject vectors = ssl3Vectors();
        auto key = ssl3::PrivateKey::fromPem(
            crypto(), vectors[QLatin1String("key")][QLatin1String("private_pem")].toString().toLatin1());
        if (!key)
            qFatal("The vectors' key cannot be read.");
        return ssl3::ServerIdentity(*std::move(key),
                                    unhex(vectors[QLatin1String("certificate")][QLatin1String("der")]));
    }();
    return identity;
}

QList<WireRecord> splitRecords(const QByteArray &wire)
{
    QList<WireRecord> records;
    base::ByteView rest = base::asBytes(wire);
    while (!rest.empty()) {
        const std::size_t size = rest.size() < 5 ? rest.size() : base::readU16(rest.data() + 3);
        if (rest.size() < 5 + size) {
            records.append(WireRecord {static_cast<ssl3::RecordType>(0), {}});
            break;
        }
        records.append(WireRecord {static_cast<ssl3::RecordType>(rest[0]), base::toByteArray(rest.subspan(5, size))});
        rest = rest.subspan(5 + size);
    }
    return records;
}

QByteArray record(ssl3::RecordType type, const QByteArray &payload, quint16 version)
{
    QByteArray out;
    out.append(static_cast<char>(type));
    for (const auto number : {version, static_cast<quint16>(payload.size())})
        out.append(static_cast<char>(number >> 8)).append(static_cast<char>(number & 0xFF));
    return out + payload;
}

QByteArray handshake(ssl3::HandshakeType type, const QByteArray &body)
{
    QByteArray out;
    out.append(static_cast<char>(type));
    out.append(static_cast<char>(body.size() >> 16)).append(static_cast<char>((body.size() >> 8) & 0xFF));
    out.append(static_cast<char>(body.size() & 0xFF));
    return out + body;
}

QByteArray fatalAlert(ssl3::Alert alert)
{
    return record(ssl3::RecordType::Alert, QByteArray(1, 2).append(static_cast<char>(alert)));
}

void Outcome::drain(ssl3::Engine &engine)
{
    while (const auto event = engine.next()) {
        switch (event->kind) {
        case ssl3::Event::Kind::HandshakeDone:
            ++handshakesDone;
            break;
        case ssl3::Event::Kind::Data:
            dataBeforeDone |= handshakesDone == 0;
            data.append(base::asChars(event->data).data(), qsizetype(event->data.size()));
            break;
        case ssl3::Event::Kind::PeerClosed:
            ++peerClosed;
            break;
        case ssl3::Event::Kind::Failed:
            failure = event->failure;
            break;
        }
    }
    output += base::toByteArray(engine.output().view());
    engine.output().clear();
}

HandClient::HandClient(QByteArray premaster)
    : m_transcript(crypto())
    , m_premaster(std::move(premaster))
{}

QByteArray HandClient::send(const QByteArray &handshakeMessages)
{
    m_transcript.add(base::asBytes(handshakeMessages));
    return record(ssl3::RecordType::Handshake, handshakeMessages);
}

void HandClient::setClientRandom(const QByteArray &random)
{
    Q_ASSERT(random.size() == 32);
    std::ranges::copy(base::asBytes(random), m_clientRandom.begin());
}

void HandClient::receive(const QByteArray &serverFlight)
{
    QByteArray messages;
    for (const WireRecord &one : splitRecords(serverFlight))
        messages += one.payload;
    m_transcript.add(base::asBytes(messages));
    // type1 length3 version2 random32 id-length1 id suite2
    std::ranges::copy(base::asBytes(messages.mid(6, 32)), m_serverRandom.begin());
    const qsizetype idSize = static_cast<unsigned char>(messages[38]);
    m_serverSessionId = messages.mid(39, idSize);
    m_suite = static_cast<ssl3::CipherSuite>(messages[39 + idSize + 1]);
}

QByteArray HandClient::keyExchange()
{
    ScriptedRandom random;
    const QByteArray n = unhex(ssl3Vectors()[QLatin1String("key")][QLatin1String("n")]);
    const auto key =
        ssl3::PublicKey::fromNumbers(crypto(), base::asBytes(n), base::asBytes(QByteArrayView("\1\0\1", 3)));
    const auto ciphertext = key->encrypt(base::asBytes(m_premaster), random);
    return send(handshake(ssl3::HandshakeType::ClientKeyExchange, *ciphertext));
}

void HandClient::derive()
{
    ssl3::Premaster premaster;
    std::ranges::copy(base::asBytes(m_premaster), premaster.span().begin());
    m_master = ssl3::deriveMaster(crypto(), premaster, m_clientRandom, m_serverRandom);
    const auto keys = ssl3::deriveKeys(crypto(), m_suite, m_master, m_clientRandom, m_serverRandom);
    m_protection.emplace(crypto(), m_suite, keys.client);
}

QByteArray HandClient::changeAndFinish(int spoil, const QByteArray &more)
{
    derive();
    ssl3::FinishedHashes hashes = m_transcript.finished(ssl3::Role::Client, m_master);
    hashes[0] = static_cast<std::byte>(std::to_integer<int>(hashes[0]) + spoil);
    const QByteArray message = handshake(ssl3::HandshakeType::Finished, base::toByteArray(hashes));
    return record(ssl3::RecordType::ChangeCipherSpec, QByteArray(1, 1)) +
           protect(ssl3::RecordType::Handshake, message + more);
}

QByteArray HandClient::protect(ssl3::RecordType type, const QByteArray &payload)
{
    // In pieces that fit a record, at least one.
    constexpr qsizetype most = 16384;
    QByteArray out;
    qsizetype at = 0;
    do {
        QByteArray fragment = payload.mid(at, most) + QByteArray(qsizetype(m_protection->macSize()), '\0');
        if (!m_protection->seal(type, std::as_writable_bytes(std::span(fragment.data(), std::size_t(fragment.size())))))
            qFatal("The test ran out of sequence numbers.");
        out += record(type, fragment);
        at += most;
    } while (at < payload.size());
    return out;
}

QByteArray helloMessage(const QByteArray &random, const QByteArray &suites)
{
    QByteArray body = QByteArray::fromHex("0300") + random + QByteArray(1, 0);
    body.append('\0').append(static_cast<char>(suites.size())).append(suites);
    body.append(QByteArray::fromHex("0100"));
    return handshake(ssl3::HandshakeType::ClientHello, body);
}

} // namespace test
