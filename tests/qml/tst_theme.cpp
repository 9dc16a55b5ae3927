// The tokens: contrast computed from the colours themselves, and no colour or size anywhere else.

#include "scenes.h"

#include <tests/support/quiet.h>

#include <QColor>
#include <QDir>
#include <QFile>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

class TestTheme : public test::QuietTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void contrast_data();
    void contrast();
    void onlyThemeHoldsColoursAndSizes();
    void everyIconUsedIsThere();

private:
    std::unique_ptr<fakes::Deck> m_deck;
    QObject *m_theme = nullptr;
};

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(double(c.redF())) + 0.7152 * linear(double(c.greenF())) + 0.0722 * linear(double(c.blueF()));
}

double ratio(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

const QStringList kSurfaces {u"bg"_s,    u"rail"_s,     u"surface"_s, u"raised"_s,
                             u"hover"_s, u"selected"_s, u"field"_s,   u"overlay"_s};

} // namespace

void TestTheme::initTestCase()
{
    m_deck = std::make_unique<fakes::Deck>();
    QVERIFY(m_deck->show());
    auto &engine = m_deck->window->engine();
    engine.addImportPath(u"qrc:/"_s); // the window itself finds its neighbours without
    QQmlComponent component(&engine);
    component.setData("import QtQml\nimport RelayDeck\nQtObject { property QtObject theme: Theme }", QUrl());
    const std::unique_ptr<QObject> holder(component.create());
    QVERIFY2(holder, qPrintable(component.errorString()));
    m_theme = holder->property("theme").value<QObject *>(); // the engine's, not the holder's
    QVERIFY(m_theme);
}

void TestTheme::contrast_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QStringList>("on");
    QTest::addColumn<double>("least");
    const char *schemes[] = {"dark", "light", "high contrast"};
    for (int scheme = 0; scheme < 3; ++scheme) {
        const auto row = [&](const QString &role, const QStringList &on, double least) {
            QTest::addRow("%s %s on %s", schemes[scheme], qPrintable(role), qPrintable(on.join(u' ')))
                << scheme << role << on << least;
        };
        for (const auto &role :
             {u"text"_s, u"muted"_s, u"faint"_s, u"accent"_s, u"ok"_s, u"working"_s, u"attention"_s, u"problem"_s})
            row(role, kSurfaces, 4.5);
        row(u"text"_s, {u"pressed"_s}, 4.5);
        row(u"muted"_s, {u"pressed"_s}, 4.5);
        row(u"accentText"_s, {u"accent"_s, u"accentHover"_s, u"accentPressed"_s}, 4.5);
        row(u"problemFillText"_s, {u"problemFill"_s, u"problemFillHover"_s, u"problemFillPressed"_s}, 4.5);
        row(u"tooltipText"_s, {u"tooltip"_s}, 4.5);
        row(u"borderStrong"_s, {u"bg"_s, u"surface"_s, u"field"_s}, 3.0); // where fields are
        row(u"focus"_s, kSurfaces, 3.0);
        if (scheme < 2) { // high contrast has no soft colours
            for (const auto &role : {u"ok"_s, u"working"_s, u"attention"_s, u"problem"_s})
                row(role, {role + u"Soft"_s}, 4.5);
            for (const auto &role : {u"text"_s, u"muted"_s})
                row(role, {u"okSoft"_s, u"workingSoft"_s, u"attentionSoft"_s, u"problemSoft"_s, u"accentSoft"_s}, 4.5);
        }
    }
}

void TestTheme::contrast()
{
    QFETCH(int, scheme);
    QFETCH(QString, role);
    QFETCH(QStringList, on);
    QFETCH(double, least);
    using Settings = app::SettingsViewModel;
    const Settings::Theme themes[] = {Settings::DarkTheme, Settings::LightTheme, Settings::HighContrastTheme};
    m_deck->window->settings().setTheme(themes[scheme]);
    QCOMPARE(m_theme->property("scheme").toInt(), scheme);
    const auto color = [this](const QString &name) {
        return m_theme->property(name.toLatin1().constData()).value<QColor>();
    };
    for (const auto &surface : on) {
        const QColor front = color(role);
        const QColor back = color(surface);
        QVERIFY2(front.isValid() && back.isValid(), qPrintable(role + u' ' + surface));
        const double found = ratio(front, back);
        QVERIFY2(found >= least, qPrintable(u"%1 on %2: %3"_s.arg(role, surface).arg(found)));
    }
}

void TestTheme::onlyThemeHoldsColoursAndSizes()
{
    const QDir folder(QStringLiteral(RELAYDECK_SOURCE_DIR "/qml"));
    const auto files = folder.entryList({u"*.qml"_s});
    QVERIFY(files.size() > 40);
    const QRegularExpression bad(
        uR"("#[0-9A-Fa-f]{3,8}"|pixelSize:\s*\d|\bradius:\s*\d|Qt\.rgba|color:\s*"(?!transparent)|duration:\s*\d)"_s);
    for (const auto &name : files) {
        if (name == "Theme.qml"_L1)
            continue;
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto match = bad.match(QString::fromUtf8(file.readAll()));
        QVERIFY2(!match.hasMatch(), qPrintable(name + u": "_s + match.captured()));
    }
}

void TestTheme::everyIconUsedIsThere()
{
    // A name that does not exist is a warning when it is drawn; this finds those in states nobody drew.
    const QDir folder(QStringLiteral(RELAYDECK_SOURCE_DIR "/qml"));
    const QRegularExpression used(uR"x((?:iconName|trailingIcon|\bname):[^\n]*?"([a-z0-9]+(?:-[a-z0-9]+)*)")x"_s);
    int count = 0;
    for (const auto &name : folder.entryList({u"*.qml"_s})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (auto matches = used.globalMatch(text); matches.hasNext();) {
            const QString icon = matches.next().captured(1);
            QVERIFY2(QFile::exists(u":/relaydeck/icons/%1.svg"_s.arg(icon)), qPrintable(name + u": "_s + icon));
            ++count;
        }
    }
    QVERIFY(count > 20);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
