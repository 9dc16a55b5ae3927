#include <tests/gameclient/redirectorquery.h>

#include <core/base/limits.h>
#include <core/blaze/framewriter.h>
#include <core/ssl3/clientengine.h>

#include <tests/gameclient/commandids.h>
#include <tests/gameclient/fieldcheck.h>

namespace gameclient {

using namespace Qt::StringLiterals;
using tdf::Value;

namespace {

// As the game sends it.
tdf::Fields serverInstanceRequest()
{
    return {
        {"BSDK", Value::text("3.15.6.0"_ba)},
        {"BTIM", Value::text("Dec 21 2012 12:47:10"_ba)},
        {"CLNT", Value::text("MassEffect3-pc"_ba)},
        {"CLTP", 0},
        {"CSKU", Value::text("134845"_ba)},
        {"CVER", Value::text("05427.124"_ba)},
        {"DSDK", Value::text("8.14.7.1"_ba)},
        {"ENV", Value::text("prod"_ba)},
        {"FPID", Value::unsetUnion()},
        {"LOC", kLocale},
        {"NAME", Value::text("masseffect-3-pc"_ba)},
        {"PLAT", Value::text("Windows"_ba)},
        {"PROF", Value::text("standardSecure_v3"_ba)},
    };
}

} // namespace

RedirectorQuery::RedirectorQuery(net::Network &network, base::Random &random, const ssl3::Crypto &crypto,
                                 const QString &host, quint16 port, Done done)
    : m_network(network)
    , m_random(random)
    , m_crypto(crypto)
    , m_done(std::move(done))
    , m_reader(base::kRedirectorFrameMax)
{
    net::ConnectOptions options;
    options.host = host;
    options.port = port;
    m_attempt = network.connectTo(options, [this](auto stream) {
        if (!stream)
            return give(base::failure(u"no connection to the redirector: "_s + stream.error().detail));
        connected(std::move(*stream));
    });
}

RedirectorQuery::~RedirectorQuery() = default;

void RedirectorQuery::connected(net::StreamPtr stream)
{
    connector::Ssl3Observer *self = this;
    m_stream = std::make_unique<connector::Ssl3Stream>(std::move(stream),
                                                       std::make_unique<ssl3::ClientEngine>(m_crypto, m_random),
                                                       m_network, connector::Ssl3StreamOptions {}, self);
    m_stream->setHandler(this);
    base::ByteBuffer frame;
    blaze::appendFrame(frame,
                       {.component = cmd::kGetServerInstance.component, .command = cmd::kGetServerInstance.command},
                       base::asBytes(tdf::written(serverInstanceRequest())));
    m_stream->write(frame.view());
}

void RedirectorQuery::onBytes(base::ByteView bytes)
{
    auto frame = m_reader.next(bytes);
    if (!frame)
        return give(base::failure(u"the redirector sent a frame with an impossible length"_s));
    if (*frame)
        read(**frame);
}

void RedirectorQuery::read(const blaze::Frame &frame)
{
    const auto &header = frame.header;
    if (header.type != blaze::FrameType::Response || header.component != cmd::kGetServerInstance.component ||
        header.command != cmd::kGetServerInstance.command || header.sequence != 0 || header.error != 0)
        return give(base::failure(u"the redirector answered something else"_s));
    const auto body = tdf::parse(frame.body);
    if (!body)
        return give(base::failure(u"the redirector's answer cannot be read: "_s + body.error().toText()));
    QString problem = orderProblem(*body);
    FieldCheck(*body, u"GetServerInstance"_s, problem).unionKey("ADDR", 0).integer("SECU", 0).integer("XDNS", 0);
    if (!problem.isEmpty())
        return give(base::failure(problem));
    const tdf::Value *valu = body->find("ADDR")->toFields().find("VALU");
    const tdf::Fields &address = valu != nullptr ? valu->toFields() : *body;
    BlazeAddress result;
    if (const tdf::Value *host = address.find("HOST"))
        result.host = host->toString();
    else if (const tdf::Value *ip = address.find("IP"))
        result.host = QHostAddress(static_cast<quint32>(ip->toInteger())).toString();
    if (const tdf::Value *port = address.find("PORT"))
        result.port = static_cast<quint16>(port->toInteger());
    if (result.host.isEmpty() || result.port == 0)
        return give(base::failure(u"the redirector's answer names no address"_s));
    give(result);
}

void RedirectorQuery::onEnd()
{
    give(base::failure(m_problem.isEmpty() ? u"the redirector closed without an answer"_s : m_problem));
}

void RedirectorQuery::onClosed(net::CloseReason /*reason*/)
{
    give(base::failure(m_problem.isEmpty() ? u"the redirector broke the connection"_s : m_problem));
}

void RedirectorQuery::onSsl3Open(ssl3::CipherSuite /*suite*/) {}

void RedirectorQuery::onSsl3Problem(connector::Ssl3Problem problem, const ssl3::Failure &failure)
{
    m_problem = problem == connector::Ssl3Problem::Failed ? u"SSL 3.0: "_s + ssl3::describe(failure)
                                                          : u"the redirector's handshake takes too long"_s;
}

void RedirectorQuery::give(base::Result<BlazeAddress, QString> result)
{
    if (auto done = std::move(m_done))
        done(std::move(result)); // this object may be gone behind here
}

} // namespace gameclient
