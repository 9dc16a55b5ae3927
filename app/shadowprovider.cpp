#include <app/shadowprovider.h>

#include <QColor>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr int kSpread = 14; // how far it reaches; Theme.shadowSpread says the same
constexpr int kBorder = 32; // Theme.shadowBorder says the same
constexpr int kSide = 2 * kBorder + 2;

// Distance from a point to the edge of a rounded square that leaves kSpread free all round; negative inside.
double distance(double x, double y, double radius)
{
    const double half = kSide / 2.0 - kSpread - radius;
    const double dx = std::max(0.0, std::abs(x - kSide / 2.0) - half);
    const double dy = std::max(0.0, std::abs(y - kSide / 2.0) - half);
    return std::hypot(dx, dy) - radius;
}

} // namespace

ShadowProvider::ShadowProvider()
    : QQuickImageProvider(QQuickImageProvider::Image)
{}

QImage ShadowProvider::requestImage(const QString &id, QSize *size, const QSize & /*requestedSize*/)
{
    const QStringList parts = id.split(u'/');
    const QColor color(u'#' + parts.value(0));
    const double radius = std::clamp(parts.value(1).toDouble(), 0.0, double(kBorder - kSpread));
    QImage image(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            // Full under the thing, fading to nothing over twice the spread around its edge, slow at both ends.
            const double t = std::clamp((kSpread - distance(x + 0.5, y + 0.5, radius)) / (2.0 * kSpread), 0.0, 1.0);
            const double strength = t * t * (3.0 - 2.0 * t);
            QColor pixel = color;
            pixel.setAlphaF(float(color.alphaF() * strength));
            image.setPixelColor(x, y, pixel);
        }
    }
    if (size != nullptr)
        *size = image.size();
    return image;
}

} // namespace app
