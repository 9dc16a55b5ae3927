#pragma once
// Walking what a person could meet in a window.

#include <QAccessible>
#include <QQuickItem>
#include <QQuickWindow>

#include <functional>

namespace walk {

// Every item under `root` that is really to be seen.
inline void visible(QQuickItem *root, const std::function<void(QQuickItem *)> &visit)
{
    if (!root->isVisible() || root->opacity() == 0)
        return;
    visit(root);
    for (auto *child : root->childItems())
        visible(child, visit);
}

// Takes the focus by Tab, or is a control that is clicked.
inline bool isInteractive(const QQuickItem *item)
{
    return item->isEnabled() && (item->activeFocusOnTab() || (item->inherits("QQuickAbstractButton") &&
                                                              item->property("focusPolicy").toInt() != Qt::NoFocus));
}

inline QString describe(const QQuickItem *item)
{
    const QRectF place = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    return QStringLiteral("%1 at %2,%3 %4x%5")
        .arg(QString::fromLatin1(item->metaObject()->className()))
        .arg(place.x())
        .arg(place.y())
        .arg(place.width())
        .arg(place.height());
}

inline QString accessibleName(QQuickItem *item)
{
    auto *interface = QAccessible::queryAccessibleInterface(item);
    return interface == nullptr ? QString() : interface->text(QAccessible::Name);
}

} // namespace walk
