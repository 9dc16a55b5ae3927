#pragma once
// The soft shadow under dialogs, menus and toasts as a nine-part image: image://shadow/<aarrggbb>/<radius>. The corner
// parts are kShadowBorder wide; the shadow reaches kShadowSpread beyond the thing that casts it. An image and no shader
// effect, because it has to look the same without a graphics card.

#include <QQuickImageProvider>

namespace app {

class ShadowProvider final : public QQuickImageProvider
{
public:
    ShadowProvider();

    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

} // namespace app
