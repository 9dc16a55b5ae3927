#pragma once
// Draws the line icons of resources/icons at the size and colour asked for: image://icon/<name>/<aarrggbb>/<stroke>.
// Also image://icon/app (the program's own icon, uncoloured) and image://icon/rings/<aarrggbb>
// and …/horizon/… (the ring motif, around a thing and in a corner).
// Qt keeps the results by address and size, so nothing is drawn twice. GUI thread: our images load synchronously.

#include <QQuickImageProvider>

namespace app {

class IconProvider final : public QQuickImageProvider
{
public:
    IconProvider();

    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

} // namespace app
