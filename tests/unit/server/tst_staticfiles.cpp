// The public folder: which path means which file, that nothing leads out of it, and how a file reaches its client.

#include <core/base/limits.h>
#include <core/http/server.h>
#include <core/net/memorynetwork.h>
#include <core/server/staticfiles.h>
#include <core/server/staticpath.h>
#include <tests/support/manualtime.h>
#include <tests/support/quiet.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY2(QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly), qPrintable(path));
    QCOMPARE(file.write(bytes), bytes.size());
}

struct Client : net::StreamHandler
{
    void onBytes(net::ByteView bytes) override { received.append(base::asChars(bytes)); }
    void onEnd() override { ended = true; }
    void onClosed(net::CloseReason why) override { reason = why; }
    net::StreamPtr stream;
    QByteArray received;
    bool ended = false;
    std::optional<net::CloseReason> reason;
};

struct Answer
{
    int status = 0;
    QByteArray head;
    QByteArray body;
    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        for (const QByteArray &line : head.split('\n')) {
            if (line.startsWith(name + ": "))
                return line.sliced(name.size() + 2).trimmed();
        }
        return "(none)"_ba;
    }
};

// A server with nothing but a public folder.
class World
{
public:
    World()
        : network(time, time, {1ms, {}, 64 * 1024, 0})
        , files(folder.filePath(u"public"_s))
        , server(network, time, router)
    {
        router.setFallback([this](const http::Request &request, http::Responder responder) {
            files.answer(request, std::move(responder));
        });
        net::ListenOptions options;
        options.port = 80;
        if (!server.start(options))
            qFatal("the server does not start");
    }

    std::unique_ptr<Client> connect()
    {
        auto client = std::make_unique<Client>();
        client->stream = network.connectFrom(QHostAddress(u"203.0.113.9"_s), 80);
        client->stream->setHandler(client.get());
        return client;
    }
    Answer ask(const QByteArray &path, const QByteArray &headers = {}, const QByteArray &method = "GET"_ba)
    {
        const auto client = connect();
        const QByteArray request = method + ' ' + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n";
        client->stream->write(base::asBytes(QByteArrayView(request)));
        time.advance(5s);
        const qsizetype end = client->received.indexOf("\r\n\r\n");
        Answer answer;
        answer.head = client->received.first(end + 2);
        answer.body = client->received.sliced(end + 4);
        answer.status = answer.head.mid(9, 3).toInt();
        return answer;
    }
    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(u"public/"_s + name); }

    QTemporaryDir folder;
    test::ManualTime time;
    net::MemoryNetwork network;
    server::StaticFiles files;
    http::Router router;
    http::Server server;
};

} // namespace

class StaticFilesTest : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void paths_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("file"); // empty: none
        const auto row = [](const char *path, const QString &file) { QTest::newRow(path) << QByteArray(path) << file; };
        const QString index = u"index.html"_s;
        row("/", index);
        row("", index);
        row("/login", index);
        row("/players/3/inventory/", index);
        row("/a.b/c", index);
        row("/.hidden", index);
        row("/a/..", index);
        row("/..", index);
        row("/%2e%2e", index);
        row("//login", index);
        row("/b.json", u"b.json"_s);
        row("/a/b.json", u"a/b.json"_s);
        row("/a/../b.json", u"b.json"_s);
        row("/a/./b.json", u"a/b.json"_s);
        row("/a//b.json", u"a/b.json"_s);
        row("/two%20words.txt", u"two words.txt"_s);
        row("/%C3%A9.txt", u"é.txt"_s);
        row("/a%2Fb.json", u"a/b.json"_s);
        row("/a+b.txt", u"a+b.txt"_s);
        row("/.hidden.json", u".hidden.json"_s);
        row("/a.", u"a."_s);
        row("/a.json/", {});
        row("/a.json/.", {});
        row("//b.json", {});
        row("/%2Fetc/hosts.txt", {});
        row("/../secret.bin", {});
        row("/%2e%2e/secret.bin", {});
        row("/..%2fapp.db", {});
        row("/%2e%2e%2fapp.db", {});
        row("/content/../../app.db", {});
        row("/a/../../b.json", {});
        row("/..\\app.db", {});
        row("/..%5Capp.db", {});
        row("/C:/Windows/win.ini", {});
        row("/a.txt:stream.txt", {});
        row("/a%00.txt", {});
        row("/a%0A.txt", {});
        row("/%FF.txt", {});
        row("/%ED%A0%80.txt", {});
    }
    void paths()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QString, file);
        QCOMPARE(server::staticPathOf(path).value_or(QString()), file);
    }

    void types_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("type");
        for (const auto &[file, type] : QMap<QString, QByteArray> {
                 {u"a.html"_s, "text/html"},
                 {u"a.js"_s, "text/javascript"},
                 {u"a.mjs"_s, "text/javascript"},
                 {u"a.json"_s, "application/json"},
                 {u"a.css"_s, "text/css"},
                 {u"a.woff"_s, "font/woff"},
                 {u"a.woff2"_s, "font/woff2"},
                 {u"a.webp"_s, "image/webp"},
                 {u"a.png"_s, "image/png"},
                 {u"a.svg"_s, "image/svg+xml"},
                 {u"a.jpg"_s, "image/jpeg"},
                 {u"a.ico"_s, "image/x-icon"},
                 {u"a.dds"_s, "text/plain"},
                 {u"a.txt"_s, "text/plain"},
                 {u"a.HTML"_s, "text/plain"},
                 {u"a.b.css"_s, "text/css"},
                 {u"a."_s, "text/plain"}}.asKeyValueRange())
            QTest::newRow(qPrintable(file)) << file << type;
    }
    void types()
    {
        QFETCH(const QString, file);
        QFETCH(const QByteArray, type);
        QCOMPARE(server::staticTypeOf(file), type);
    }

    void whatIsThereAndWhatIsNot()
    {
        World world;
        QCOMPARE(world.ask("/").status, 404); // not even the folder
        write(world.path(u"index.html"_s), "<p>index</p>"_ba);
        write(world.path(u"empty.css"_s), {});
        QVERIFY(QDir().mkpath(world.path(u"folder.d"_s)));
        write(world.folder.filePath(u"app.db"_s), "secret"_ba);
        QCOMPARE(world.ask("/players/3").body, "<p>index</p>"_ba);
        QCOMPARE(world.ask("/players/3").header("content-type"), "text/html"_ba);
        QCOMPARE(world.ask("/none.html").status, 404);
        QCOMPARE(world.ask("/none.html").head,
                 "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n"_ba);
        QCOMPARE(world.ask("/folder.d").status, 404);
        QCOMPARE(world.ask("/empty.css").status, 200);
        QCOMPARE(world.ask("/empty.css").header("content-length"), "0"_ba);
        QCOMPARE(world.ask("/../app.db").status, 404);
        QCOMPARE(world.ask("/api/nothing").status, 404);
        QCOMPARE(world.ask("/apiary").status, 200);
    }

    void methods()
    {
        World world;
        write(world.path(u"a.css"_s), "x"_ba);
        const Answer head = world.ask("/a.css", {}, "HEAD");
        QCOMPARE(head.status, 200);
        QCOMPARE(head.header("content-length"), "1"_ba);
        QCOMPARE(head.body, QByteArray());
        for (const QByteArray &method : {"POST"_ba, "PUT"_ba, "DELETE"_ba, "OPTIONS"_ba, "PROPFIND"_ba}) {
            const Answer answer = world.ask("/a.css", {}, method);
            QCOMPARE(answer.status, 405);
            QCOMPARE(answer.header("allow"), "GET,HEAD"_ba);
            QCOMPARE(answer.body, QByteArray());
        }
    }

    void linksStayInside()
    {
#ifdef Q_OS_UNIX
        World world;
        write(world.path(u"inside/a.txt"_s), "inside"_ba);
        write(world.folder.filePath(u"app.db"_s), "secret"_ba);
        write(world.folder.filePath(u"public-too/b.txt"_s), "secret"_ba);
        QVERIFY(QFile::link(world.path(u"inside/a.txt"_s), world.path(u"good.txt"_s)));
        QVERIFY(QFile::link(world.folder.filePath(u"app.db"_s), world.path(u"bad.txt"_s)));
        QVERIFY(QFile::link(world.folder.path(), world.path(u"up"_s)));
        QVERIFY(QFile::link(world.folder.filePath(u"public-too"_s), world.path(u"beside"_s)));
        QVERIFY(QFile::link(world.path(u"nowhere"_s), world.path(u"dangling.txt"_s)));
        QVERIFY(QFile::link(world.path(u"loop.txt"_s), world.path(u"loop.txt"_s)));
        QCOMPARE(world.ask("/good.txt").body, "inside"_ba);
        for (const char *path :
             {"/bad.txt", "/up/app.db", "/up/public/../app.db", "/beside/b.txt", "/dangling.txt", "/loop.txt"})
            QVERIFY2(world.ask(path).status == 404, path);
        QCOMPARE(world.ask("/up/public/inside/a.txt").body, "inside"_ba); // out and in again: the file lies inside
#else
        QSKIP("links of this kind need rights here");
#endif
    }

    void tags()
    {
        World world;
        write(world.path(u"a.css"_s), "first"_ba);
        write(world.path(u"_app/immutable/x.js"_s), "x"_ba);
        const Answer first = world.ask("/a.css");
        const QByteArray tag = first.header("etag");
        QVERIFY(tag.startsWith('"') && tag.endsWith('"') && tag.size() > 4);
        QCOMPARE(first.header("cache-control"), "no-cache"_ba);
        for (const QByteArray &known : {tag, "W/" + tag, "\"other\", " + tag, "*"_ba}) {
            const Answer answer = world.ask("/a.css", "If-None-Match: " + known + "\r\n");
            QCOMPARE(answer.status, 304);
            QCOMPARE(answer.header("etag"), tag);
            QCOMPARE(answer.header("content-length"), "(none)"_ba);
            QCOMPARE(answer.body, QByteArray());
        }
        QCOMPARE(world.ask("/a.css", "If-None-Match: \"other\"\r\n").body, "first"_ba);
        write(world.path(u"a.css"_s), "another"_ba);
        QCOMPARE(world.ask("/a.css", "If-None-Match: " + tag + "\r\n").body, "another"_ba);
        QVERIFY(world.ask("/_app/immutable/x.js").header("cache-control").contains("immutable"));
    }

    // The game gets its pictures as it always has: whole, as plain text, without tags.
    void picturesOfTheGame()
    {
        World world;
        write(world.path(u"content/ChallengeBanners/a.dds"_s), "DDS"_ba);
        const Answer answer = world.ask("/content/ChallengeBanners/a.dds", "If-None-Match: *\r\nRange: bytes=0-0\r\n");
        QCOMPARE(answer.head, "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 3\r\n"
                              "connection: close\r\n"_ba);
        QCOMPARE(answer.body, "DDS"_ba);
        QCOMPARE(world.ask("/content/none.dds").status, 404);
    }

    void largeFilesAreReadAsTheyAreTaken()
    {
        World world;
        QByteArray large;
        for (int i = 0; i < 1'000'000; ++i)
            large += QByteArray::number(i) + ' ';
        write(world.path(u"large.txt"_s), large);
        const auto client = world.connect();
        client->stream->setReading(false);
        const QByteArray twice = "GET /large.txt HTTP/1.1\r\n\r\nGET /large.txt HTTP/1.1\r\nConnection: close\r\n\r\n";
        client->stream->write(base::asBytes(QByteArrayView(twice)));
        world.time.advance(1s);
        // Nobody reads: what the server holds for this client is bounded.
        QVERIFY(client->received.isEmpty());
        client->stream->setReading(true);
        world.time.advance(20s);
        QVERIFY(client->received.size() > 2 * large.size());
        QVERIFY(client->received.endsWith(large));
        const qsizetype second = client->received.indexOf("HTTP/1.1 200 OK", 20);
        QVERIFY(client->received.first(second).endsWith(large));
    }

    // The length was promised: a file that changes meanwhile breaks the connection off instead of sending a mixture.
    void changedWhileItWasSent()
    {
        World world;
        write(world.path(u"large.txt"_s), QByteArray(8 * base::MiB, 'a'));
        const auto client = world.connect();
        client->stream->setReading(false);
        client->stream->write(base::asBytes(std::string_view("GET /large.txt HTTP/1.1\r\n\r\n")));
        world.time.advance(1s);
        write(world.path(u"large.txt"_s), QByteArray(4 * base::MiB, 'b'));
        client->stream->setReading(true);
        world.time.advance(20s);
        QVERIFY(client->reason.has_value());
        QVERIFY(*client->reason != net::CloseReason::Finished);
        QVERIFY(client->received.size() < 8 * base::MiB);
        QVERIFY(!client->received.contains("bb"));
    }

    void stopWhileALargeFileIsSent()
    {
        World world;
        write(world.path(u"large.txt"_s), QByteArray(8 * base::MiB, 'a'));
        const auto client = world.connect();
        client->stream->setReading(false);
        client->stream->write(base::asBytes(std::string_view("GET /large.txt HTTP/1.1\r\n\r\n")));
        world.time.advance(1s);
        bool stopped = false;
        world.server.stop(2s, [&stopped] { stopped = true; });
        world.time.advance(1s);
        QVERIFY(!stopped);
        world.time.advance(2s);
        QVERIFY(stopped); // whoever does not read is not waited for
    }
};

QTEST_APPLESS_MAIN(StaticFilesTest)
#include "tst_staticfiles.moc"
