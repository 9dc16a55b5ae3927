// relaydeck-screenshots FOLDER [SCENE…]: draws every screen in every state into PNG files, in both themes and two
// sizes, from made-up data. Run with QT_QPA_PLATFORM=offscreen; no display and no graphics card needed.

#include "scenes.h"

#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QQuickWindow>
#include <QTest>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace {

struct Size
{
    QString name;
    int width;
    int height;
};

bool draw(const fakes::Scene &scene, const QString &theme, const Size &size, const QDir &folder)
{
    const auto deck = fakes::deckFor(scene, theme);
    if (!deck)
        return false;
    QQuickWindow *window = deck->window->quickWindow();
    window->resize(size.width, size.height);
    // Long enough for the first frames and for every fade; spinners stand where they happen to be.
    QTest::qWait(500);
    const QImage image = window->grabWindow();
    return image.save(folder.filePath(u"%1-%2-%3.png"_s.arg(scene.name, theme, size.name)));
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    const QGuiApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty()) {
        QTextStream(stderr) << "relaydeck-screenshots FOLDER [SCENE...]\n";
        return 2;
    }
    const QDir folder(arguments.takeFirst());
    folder.mkpath(u"."_s);
    const QList<Size> sizes {{u"1280x800"_s, 1280, 800}, {u"800x600"_s, 800, 600}, {u"640x480"_s, 640, 480}};
    int count = 0;
    for (const auto &scene : fakes::scenes()) {
        if (!arguments.isEmpty() && !arguments.contains(scene.name))
            continue;
        for (const auto &theme : {u"dark"_s, u"light"_s}) {
            for (const auto &size : sizes) {
                if (!draw(scene, theme, size, folder)) {
                    QTextStream(stderr) << "could not draw " << scene.name << '\n';
                    return 1;
                }
                ++count;
            }
        }
    }
    QTextStream(stdout) << count << " pictures in " << folder.absolutePath() << '\n';
    return count > 0 ? 0 : 1;
}
