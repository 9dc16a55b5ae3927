#include <app/person.h>

namespace app {

QString initialsOf(const QString &name)
{
    QString letters;
    bool start = true;
    for (const QChar c : name) {
        if (!c.isLetterOrNumber()) {
            start = true;
        } else if (start) {
            letters += c.toUpper();
            start = false;
        }
        if (letters.size() == 2)
            return letters;
    }
    QString plain;
    for (const QChar c : name) {
        if (c.isLetterOrNumber() && plain.size() < 2)
            plain += c.toUpper();
    }
    return plain;
}

} // namespace app
