#include <app/refusedwindow.h>

#include <app/iconprovider.h>
#include <app/window.h>

#include <QGuiApplication>
#include <QQuickWindow>

using namespace Qt::StringLiterals;

namespace app {

RefusedWindow::RefusedWindow(const QString &reason)
    : m_settings(m_store, {})
    , m_engine(std::make_unique<QQmlApplicationEngine>())
{
    prepareGuiApplication();
    m_engine->addImageProvider(u"icon"_s, new IconProvider); // owned by the engine
    m_engine->setInitialProperties(
        {{u"settings"_s, QVariant::fromValue(&m_settings)}, {u"reason"_s, QVariant::fromValue(reason)}});
    m_engine->load(QUrl(u"qrc:/RelayDeck/RefusedWindow.qml"_s));
}

RefusedWindow::~RefusedWindow() = default;

QQuickWindow *RefusedWindow::quickWindow() const
{
    const auto roots = m_engine->rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(roots.constFirst());
}

void showRefused(const QString &reason)
{
    const QString platform = QGuiApplication::platformName();
    if (platform == "offscreen"_L1 || platform == "minimal"_L1)
        return;
    const RefusedWindow window(reason);
    if (window.quickWindow() != nullptr)
        QCoreApplication::exec(); // ends with its last window
}

} // namespace app
