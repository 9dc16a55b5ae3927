#include <app/iconprovider.h>

#include <QColor>
#include <QFile>
#include <QLoggingCategory>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logIcons, "app.icons", QtInfoMsg)

namespace app {

namespace {

constexpr int kSizeDefault = 24; // the grid the icons are drawn on
constexpr int kSizeMax = 1024;   // pixels a side; nothing of ours asks for more

QByteArray read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(logIcons).noquote() << "no such icon:" << path;
        return {};
    }
    return file.readAll();
}

QByteArray coloured(QByteArray svg, const QString &argb, const QString &stroke)
{
    const QColor color(u'#' + argb);
    if (!color.isValid())
        return svg;
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    if (!stroke.isEmpty())
        svg.replace("stroke-width=\"2\"", "stroke-width=\"" + stroke.toLatin1() + '"');
    return svg;
}

} // namespace

IconProvider::IconProvider()
    : QQuickImageProvider(QQuickImageProvider::Image)
{}

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const QStringList parts = id.split(u'/');
    const QString argb = parts.value(1);
    const bool isApp = parts.first() == "app"_L1;
    const bool isMotif = parts.first() == "rings"_L1 || parts.first() == "horizon"_L1;
    const QString path = isApp     ? u":/relaydeck/icon.svg"_s
                         : isMotif ? u":/relaydeck/motif/%1.svg"_s.arg(parts.first())
                                   : u":/relaydeck/icons/%1.svg"_s.arg(parts.first());
    const QByteArray svg = isApp ? read(path) : coloured(read(path), argb, parts.value(2));

    const int side = std::clamp(std::max(requestedSize.width(), requestedSize.height()), 0, kSizeMax);
    QImage image(side > 0 ? side : kSizeDefault, side > 0 ? side : kSizeDefault, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (!svg.isEmpty()) {
        QSvgRenderer renderer(svg);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        if (!isApp)
            painter.setOpacity(QColor(u'#' + argb).alphaF());
        renderer.render(&painter, QRectF(image.rect()));
    }
    if (size != nullptr)
        *size = image.size();
    return image;
}

} // namespace app
