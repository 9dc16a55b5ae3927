#pragma once
// A JSON text whose values know where they stand. Qt parses; one more walk over the text notes the line and column of
// each member and refuses what Qt lets pass silently: members given twice. For files that people write by hand. Values.

#include <core/base/result.h>

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace base {

struct JsonPlace
{
    int line = 1;   // from 1
    int column = 1; // from 1, in characters
};

struct JsonError
{
    JsonPlace place;
    QString path;   // "udp_tunnel.port", "messages[2].title"; empty: the document
    QString reason; // part of an English sentence
};

class JsonDocument
{
public:
    // UTF-8, a byte-order mark is allowed. The outermost value must be an object. Member names inside the objects at
    // `secretPaths` are secrets: no error names them.
    [[nodiscard]] static Result<JsonDocument, JsonError> parse(const QByteArray &text, qsizetype bytesMax,
                                                               const QStringList &secretPaths = {});

    [[nodiscard]] const QJsonObject &root() const noexcept { return m_root; }
    // Of the value at `path`; of the document's start when there is none.
    [[nodiscard]] JsonPlace placeOf(const QString &path) const;
    // Of the member's name; for an element of a list the same as placeOf().
    [[nodiscard]] JsonPlace nameAt(const QString &path) const;

    // Paths, the one way to write them. An odd name stands in brackets and quotes.
    [[nodiscard]] static QString memberPath(const QString &parent, const QString &name);
    [[nodiscard]] static QString elementPath(const QString &parent, qsizetype index);

private:
    struct Offsets
    {
        qsizetype name = 0;
        qsizetype value = 0;
    };
    friend class JsonWalker;

    [[nodiscard]] JsonPlace placeAt(qsizetype offset) const;

    QByteArray m_text;
    QJsonObject m_root;
    QHash<QString, Offsets> m_offsets;
};

} // namespace base
