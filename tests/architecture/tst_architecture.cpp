#include "rules.h"

#include <tests/support/quiet.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;
using architecture::faultsOf;

namespace {
const QByteArray kHead = "#pragma once\n// x\n";
} // namespace

class TestArchitecture : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    // The rules catch what they are for: made-up files, each with one fault or none.
    void rules_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("fault"); // a part of the only one; empty: none
        const auto row = [](const char *name, const char *path, const QByteArray &text, const char *fault) {
            QTest::newRow(name) << QString::fromLatin1(path) << text << QString::fromLatin1(fault);
        };
        row("downward", "core/blaze/x.h", kHead + "#include <core/tdf/reader.h>\n", "");
        row("upward", "core/tdf/x.h", kHead + "#include <core/blaze/frame.h>\n", "tdf may not use blaze");
        row("upward in quotes", "core/tdf/x.cpp", " # include \"core/net/network.h\"\n", "tdf may not use net");
        row("sideways", "core/session/x.cpp", "#include <core/storage/x.h>\n", "session may not use storage");
        row("core uses the program", "core/server/x.cpp", "#include <app/backend.h>\n", "server may not use app");
        row("program reaches deep", "app/x.cpp", "#include <core/storage/x.h>\n", "app may not use storage");
        row("tests inside", "app/x.cpp", "#include <tests/support/quiet.h>\n", "belongs to the tests");
        row("own module", "core/net/x.cpp", "#include <core/net/network.h>\n", "");
        row("unknown module", "core/misc/x.cpp", "\n", "belongs to no module: misc");
        row("sockets in a protocol", "core/blaze/x.cpp", "#include <QTcpSocket>\n", "blaze may not use Qt Network");
        row("sockets in net", "core/net/x.cpp", "#include <QTcpSocket>\n", "");
        row("SQL outside storage", "core/server/x.cpp", "#include <QSqlQuery>\n", "server may not use Qt Sql");
        row("window in core", "core/server/x.cpp", "#include <QGuiApplication>\n", "server may not use Qt Gui");
        row("window in the program", "app/x.cpp", "#include <QGuiApplication>\n#include <QQmlEngine>\n", "");
        row("widgets", "app/x.cpp", "#include <QApplication>\n", "app may not use Qt Widgets");
        row("POSIX in the open", "core/net/x.cpp", "#include <sys/socket.h>\n", "does not name its system");
        row("POSIX where it says so", "core/net/x_unix.cpp", "#include <sys/socket.h>\n", "");
        row("nested loop", "app/x.cpp", "QEventLoop loop;\n", "waits inside");
        row("nested loop in prose", "app/x.cpp", "// no QEventLoop here\n", "");
        row("clock in the domain", "core/session/x.cpp", "QDateTime::currentDateTimeUtc();\n", "reads a clock");
        row("clock in base", "core/base/x.cpp", "std::chrono::system_clock::now();\n", "");
        row("lock in the domain", "core/session/x.cpp", "std::mutex m;\n", "one owner");
        row("lock in storage", "core/storage/x.cpp", "std::mutex m;\n", "");
        row("silent header", "core/net/x.h", "#pragma once\n#include <QString>\n" + QByteArray("\n").repeated(9),
            "comment that says what it is");
        row("short header", "core/net/x.h", "#pragma once\n#include <QString>\n" + QByteArray("\n").repeated(8), "");
        row("400 lines", "core/net/x.cpp", QByteArray("\n").repeated(400), "");
        row("401 lines", "core/net/x.cpp", QByteArray("\n").repeated(401), "has 401 lines");
        row("401 lines of QML", "qml/X.qml", QByteArray("\n").repeated(401), "has 401 lines");
        row("long test", "tests/unit/x.cpp", QByteArray("\n").repeated(401), "");
        row("wrong link", "core/tdf/CMakeLists.txt", "PUBLIC core::base PRIVATE core::net)\n", "links core::net");
        row("right link", "core/http/CMakeLists.txt", "PUBLIC core::base core::net)\n", "");
        // The paths are put together, so that this file does not hold them.
        row("home folder", "installer/x", QByteArray("cd /ho") + "me/somebody/x\n", "folder of one machine");
        row("made-up home folder", "tests/x.cpp", QByteArray("/ho") + "me/anna/x\n", "");
        row("address with such a word", "README.md", "https://example.org/home/x and app/home/x\n", "");
        row("this folder", "tests/x.cpp", QByteArray(RELAYDECK_SOURCE_DIR) + "/x\n", "folder of one machine");
        row("unfinished", "qml/X.qml", QByteArray("// TO") + "DO\n", "unfinished");
    }

    void rules()
    {
        QFETCH(const QString, path);
        QFETCH(const QByteArray, text);
        QFETCH(const QString, fault);
        const QStringList faults = faultsOf(path, text);
        QVERIFY2(faults.size() == (fault.isEmpty() ? 0 : 1), qPrintable(faults.join(u'\n')));
        if (!fault.isEmpty())
            QVERIFY2(faults.first().contains(fault), qPrintable(faults.first()));
    }

    void tableHasNoCircle()
    {
        for (const QString &module : modules()) {
            for (const QString &below : *architecture::allowedFor(module)) {
                QVERIFY2(architecture::allowedFor(below) != nullptr, qPrintable(below));
                QVERIFY2(!architecture::allowedFor(below)->contains(module), qPrintable(module + u" and "_s + below));
            }
        }
    }

    void tree_data()
    {
        QTest::addColumn<QString>("path");
        const QDir root(QStringLiteral(RELAYDECK_SOURCE_DIR));
        for (const QString &top : {u"core"_s, u"app"_s, u"qml"_s, u"tests"_s, u"installer"_s, u"resources"_s}) {
            QDirIterator files(root.filePath(top), QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString path = root.relativeFilePath(files.next());
                if (isText(path))
                    QTest::newRow(path.toUtf8().constData()) << path;
            }
        }
        for (const QString &name : {u"README.md"_s, u"CMakeLists.txt"_s, u"CMakePresets.json"_s})
            QTest::newRow(name.toUtf8().constData()) << name;
    }

    void tree()
    {
        QFETCH(const QString, path);
        QFile file(QDir(QStringLiteral(RELAYDECK_SOURCE_DIR)).filePath(path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList faults = faultsOf(path, file.readAll());
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

private:
    static QStringList modules()
    {
        QStringList names {u"app"_s, u"qml"_s};
        const QDir core(QStringLiteral(RELAYDECK_SOURCE_DIR "/core"));
        return names + core.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    }

    // Vectors and seeds are data of others; the rest that matters is text.
    static bool isText(const QString &path)
    {
        if (path.contains(u"/vectors/"_s) || path.contains(u"/corpus/"_s))
            return false;
        static const QStringList endings {u".cpp"_s, u".h"_s,    u".qml"_s, u".txt"_s,     u".cmake"_s, u".in"_s,
                                          u".md"_s,  u".json"_s, u".qrc"_s, u".desktop"_s, u"/run"_s};
        return std::any_of(endings.begin(), endings.end(), [&path](const QString &end) { return path.endsWith(end); });
    }
};

QTEST_APPLESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
