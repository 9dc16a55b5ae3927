#include <app/systemtheme.h>

#include <QGuiApplication>
#include <QPalette>
#ifdef Q_OS_WIN
#include <QSettings>
#endif

using namespace Qt::StringLiterals;

namespace app {

bool systemPrefersDark()
{
#ifdef Q_OS_WIN
    // This version of Qt keeps a light palette on a dark Windows, so the switch itself is read.
    const QSettings personalize(uR"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize)"_s,
                                QSettings::NativeFormat);
    return personalize.value("AppsUseLightTheme"_L1, 1).toInt() == 0;
#else
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
#endif
}

} // namespace app
