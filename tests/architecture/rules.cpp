#include "rules.h"

#include <QMap>
#include <QRegularExpression>

namespace architecture {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLinesMax = 400;

// Arrows point only downwards: a module may include the headers of those on its right, and its own.
const QMap<QString, QStringList> &table()
{
    static const QMap<QString, QStringList> modules {
        // Values and ports of everything: Qt Core only.
        {u"base"_s, {}},
        // What the game saves, as values.
        {u"playerdata"_s, {u"base"_s}},
        // Protocols: bytes in, bytes out. They have never heard of sockets.
        {u"tdf"_s, {u"base"_s}},
        {u"ssl3"_s, {u"base"_s}},
        {u"blaze"_s, {u"base"_s, u"tdf"_s}},
        // Sockets, listeners, timers.
        {u"net"_s, {u"base"_s}},
        // The parser needs base only; the server part of the module stands on the transports of net.
        {u"http"_s, {u"base"_s, u"net"_s}},
        {u"storage"_s, {u"base"_s}},
        {u"content"_s, {u"base"_s, u"tdf"_s, u"blaze"_s}},
        // Who is online. What it needs from below it declares itself (core/session/ports.h).
        {u"session"_s, {u"base"_s, u"tdf"_s, u"blaze"_s}},
        {u"game"_s, {u"base"_s, u"tdf"_s, u"blaze"_s, u"session"_s}},
        // Boards and reports of matches.
        {u"stats"_s, {u"base"_s, u"tdf"_s, u"blaze"_s, u"session"_s}},
        {u"tunnel"_s, {u"base"_s, u"net"_s, u"session"_s}},
        {u"connector"_s, {u"base"_s, u"net"_s, u"http"_s, u"ssl3"_s, u"tdf"_s, u"blaze"_s, u"tunnel"_s}},
        // Plays the game's part towards the publisher's servers, over the connector's SSL stream.
        {u"retriever"_s, {u"base"_s, u"net"_s, u"http"_s, u"ssl3"_s, u"tdf"_s, u"blaze"_s, u"connector"_s}},
        {u"telemetry"_s, {u"base"_s}},
        // Composition: the only place that knows the concrete classes.
        {u"server"_s,
         {u"base"_s, u"playerdata"_s, u"tdf"_s, u"ssl3"_s, u"blaze"_s, u"net"_s, u"http"_s, u"storage"_s, u"content"_s,
          u"session"_s, u"stats"_s, u"retriever"_s, u"game"_s, u"tunnel"_s, u"connector"_s, u"telemetry"_s}},
        // The program. It makes the network thread and its Network; everything else it sees through the server and
        // the connector.
        {u"app"_s, {u"base"_s, u"net"_s, u"server"_s, u"connector"_s, u"telemetry"_s}},
        // Layout and binding; types come from the module that app registers.
        {u"qml"_s, {}},
    };
    return modules;
}

// Which modules may use which part of Qt, told by the class named in the include.
struct QtPart
{
    QString name;
    QRegularExpression header;
    QStringList modules;
};

const QList<QtPart> &qtParts()
{
    static const QList<QtPart> parts {
        {u"Qt Network"_s,
         QRegularExpression(
             u"^(QtNetwork/|Q(Tcp|Udp|Ssl|Sctp|Dtls|Network|Hsts|Http|HostAddress|HostInfo|AbstractSocket"
             "|LocalServer|LocalSocket))"_s),
         {u"net"_s, u"connector"_s, u"retriever"_s, u"server"_s, u"app"_s}},
        {u"Qt Sql"_s, QRegularExpression(u"^(QtSql/|QSql)"_s), {u"storage"_s}},
        {u"Qt Gui"_s,
         QRegularExpression(u"^(QtGui/|Q(Gui|Window|Image|Pixmap|Painter|Color|Font|Icon|Screen|Clipboard|Palette"
                            "|DesktopServices|Cursor|Svg|Input|Surface|Rgb))"_s),
         {u"app"_s}},
        {u"Qt Qml and Quick"_s, QRegularExpression(u"^(QtQml|QtQuick|Q(Qml|Quick|JS))"_s), {u"app"_s}},
        {u"Qt Widgets"_s,
         QRegularExpression(u"^(QtWidgets/|Q(Widget|Application$|MainWindow|Dialog|MessageBox|SystemTrayIcon))"_s),
         {}},
    };
    return parts;
}

// Headers of one system belong into a file that says so in its name, behind an interface that the others share.
const QRegularExpression kSystemHeader(u"^(unistd\\.h|fcntl\\.h|poll\\.h|csignal|signal\\.h|dlfcn\\.h|pthread\\.h|io\\."
                                       u"h|windows\\.h|winsock2?\\.h|ws2.*\\.h"
                                       "|iphlpapi\\.h|(sys|netinet|arpa|linux|mach)/.*)$"_s);
const QRegularExpression kSystemFile(u"_(unix|windows|linux|macos|epoll|kqueue|posix)\\.(cpp|h)$"_s);

// Words that break a promise of the design, and where.
struct Word
{
    QRegularExpression pattern;
    QStringList modules; // empty: everywhere
    QString reason;
};

const QList<Word> &words()
{
    static const QStringList domain {u"tdf"_s,   u"blaze"_s,      u"ssl3"_s, u"session"_s,
                                     u"stats"_s, u"playerdata"_s, u"game"_s, u"content"_s};
    static const QList<Word> list {
        {QRegularExpression(u"\\b(processEvents|BlockingQueuedConnection|QEventLoop\\b|waitFor(Connected|Disconnected"
                            "|Encrypted|ReadyRead|BytesWritten|NewConnection|Finished|Started))"_s),
         {},
         u"waits inside a function"_s},
        {QRegularExpression(u"\\b(currentDateTime|currentDateTimeUtc|currentSecsSinceEpoch|currentMSecsSinceEpoch"
                            "|system_clock::now|steady_clock::now|QTimer|QRandomGenerator|QElapsedTimer)\\b"_s),
         domain + QStringList {u"http"_s, u"connector"_s, u"retriever"_s},
         u"reads a clock, a timer or chance past the ports of base"_s},
        {QRegularExpression(u"\\b(std::mutex|std::recursive_mutex|QMutex|QReadWriteLock|std::thread|QThread)\\b"_s),
         domain + QStringList {u"http"_s, u"net"_s, u"connector"_s, u"retriever"_s},
         u"shares state between threads; it must have one owner"_s},
    };
    return list;
}

QString moduleOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return parts.first() == u"core"_s ? parts.value(1) : parts.first();
}

bool isCode(const QString &path)
{
    return path.endsWith(u".cpp"_s) || path.endsWith(u".h"_s);
}

// Without comments: prose may name what code may not.
QString withoutComments(const QString &text)
{
    static const QRegularExpression comment(u"//[^\\n]*|/\\*.*?\\*/"_s, QRegularExpression::DotMatchesEverythingOption);
    QString code = text;
    return code.remove(comment);
}

void checkInclude(const QString &module, const QString &path, const QString &header, QStringList &faults)
{
    if (header.startsWith(u"tests/"_s))
        faults.append(u"includes %1, which belongs to the tests"_s.arg(header));
    static const QRegularExpression ours(u"^(core/([^/]+)|app|qml)/"_s);
    if (const auto match = ours.match(header); match.hasMatch()) {
        const QString target = match.captured(2).isEmpty() ? match.captured(1) : match.captured(2);
        if (target != module && !table().value(module).contains(target))
            faults.append(u"includes %1: %2 may not use %3"_s.arg(header, module, target));
    }
    for (const QtPart &part : qtParts()) {
        if (part.header.match(header).hasMatch() && !part.modules.contains(module))
            faults.append(u"includes %1: %2 may not use %3"_s.arg(header, module, part.name));
    }
    if (kSystemHeader.match(header).hasMatch() && !kSystemFile.match(path).hasMatch())
        faults.append(u"includes %1 and does not name its system: name_unix.cpp, name_windows.cpp, …"_s.arg(header));
}

void checkCode(const QString &module, const QString &path, const QString &text, QStringList &faults)
{
    static const QRegularExpression include(u"^[ \\t]*#[ \\t]*include[ \\t]*[<\"]([^>\"]+)[>\"]"_s,
                                            QRegularExpression::MultilineOption);
    for (auto it = include.globalMatch(text); it.hasNext();)
        checkInclude(module, path, it.next().captured(1), faults);
    const QString code = withoutComments(text);
    for (const Word &word : words()) {
        if (!word.modules.isEmpty() && !word.modules.contains(module))
            continue;
        if (const auto match = word.pattern.match(code); match.hasMatch())
            faults.append(u"%1: %2"_s.arg(match.captured(), word.reason));
    }
    // A header of a few lines that only declares a log category explains itself.
    constexpr int kLinesPlain = 10;
    const bool plain = text.count(u'\n') <= kLinesPlain;
    if (path.endsWith(u".h"_s) && !plain && !text.startsWith(u"#pragma once\n//"_s))
        faults.append(u"does not begin with #pragma once and a comment that says what it is"_s);
}

void checkLinks(const QString &module, const QString &text, QStringList &faults)
{
    static const QRegularExpression library(u"core::([a-z0-9]+)"_s);
    for (auto it = library.globalMatch(text); it.hasNext();) {
        const QString target = it.next().captured(1);
        if (target != module && !table().value(module).contains(target))
            faults.append(u"links core::%1: %2 may not use it"_s.arg(target, module));
    }
}

void checkText(const QString &path, const QString &text, QStringList &faults)
{
    // Somebody's folders: where the tree is right now, and where systems keep people's homes.
    static const QString here = QStringLiteral(RELAYDECK_SOURCE_DIR "/");
    static const QRegularExpression home(u"(?<![A-Za-z0-9_.:/])/(home|root|Users)/[A-Za-z0-9_]"_s);
    if (here.count(u'/') > 2 && text.contains(here))
        faults.append(u"names a folder of one machine: %1"_s.arg(here));
    const bool madeUp = path.startsWith(u"tests/"_s); // tests invent people and their folders
    if (const auto match = home.match(text); match.hasMatch() && !madeUp)
        faults.append(u"names a folder of one machine: %1…"_s.arg(match.captured()));
    // Put together here, so that this file does not name them.
    static const QRegularExpression unfinished(u"\\b(TO"
                                               "DO|FIX"
                                               "ME|XX"
                                               "X)\\b"_s);
    if (const auto match = unfinished.match(text); match.hasMatch())
        faults.append(u"is unfinished by its own words: %1"_s.arg(match.captured()));
}

} // namespace

const QStringList *allowedFor(const QString &module)
{
    const auto found = table().constFind(module);
    return found == table().constEnd() ? nullptr : &*found;
}

QStringList faultsOf(const QString &path, const QByteArray &text)
{
    QStringList faults;
    const QString module = moduleOf(path);
    const QString content = QString::fromUtf8(text);
    const bool source = isCode(path) || path.endsWith(u".qml"_s);
    checkText(path, content, faults);
    if (path.startsWith(u"tests/"_s) || path.startsWith(u"installer/"_s) || path.startsWith(u"resources/"_s))
        return faults;
    if (path.count(u'/') > 1 && allowedFor(module) == nullptr)
        faults.append(u"belongs to no module: %1"_s.arg(module));
    if (source && text.count('\n') > kLinesMax)
        faults.append(u"has %1 lines, more than %2: it is two files"_s.arg(text.count('\n')).arg(kLinesMax));
    if (isCode(path))
        checkCode(module, path, content, faults);
    if (path.startsWith(u"core/"_s) && path.endsWith(u"/CMakeLists.txt"_s))
        checkLinks(module, content, faults);
    return faults;
}

} // namespace architecture
