#include <core/content/messages.h>

#include <array>

namespace content {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kLanguages {"de", "es", "fr", "it", "ja", "pl", "ru"};

void addTexts(Pairs &pairs, const QByteArray &key, const QString &text, const QMap<QString, QString> &translations)
{
    pairs.emplaceBack(key, text.toUtf8());
    for (const char *language : kLanguages)
        pairs.emplaceBack(key + '_' + language, translations.value(QString::fromLatin1(language), text).toUtf8());
}

} // namespace

Pairs messageMap(const QList<Message> &messages)
{
    Pairs pairs;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const Message &message = messages.at(i);
        const QByteArray prefix = "MSG_" + QByteArray::number(i + 1);
        if (!message.endDate.isEmpty())
            pairs.emplaceBack(prefix + "_endDate", message.endDate.toUtf8());
        if (!message.image.isEmpty())
            pairs.emplaceBack(prefix + "_image", message.image.toUtf8());
        addTexts(pairs, prefix + "_message", message.text, message.texts);
        pairs.emplaceBack(prefix + "_priority", QByteArray::number(message.priority));
        if (!message.title.isEmpty() || !message.titles.isEmpty())
            addTexts(pairs, prefix + "_title", message.title, message.titles);
        pairs.emplaceBack(prefix + "_trackingId", QByteArray::number(message.trackingId));
        pairs.emplaceBack(prefix + "_type", QByteArray::number(message.type));
    }
    sortByKeyBytes(pairs);
    return pairs;
}

} // namespace content
