#pragma once
// The Huffman code in which Coalesced and talk files keep their texts. Symbols are UTF-16 code units; symbol 0 ends a
// text. A tree is a list of pairs { left, right }: a negative number is the symbol -1 - number, any other the index of
// another pair; bit 0 goes left, bit 1 right; bits fill bytes from the least significant one. The root is the last pair
// in a Coalesced file and the first in a talk file.

#include <core/content/contenterror.h>

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <vector>

namespace content {

struct CodePair
{
    qint32 left = 0;
    qint32 right = 0;
    bool operator==(const CodePair &) const = default;
};

// Writes texts. The tree follows fixed rules, so that equal texts always give equal bytes: a queue ordered by (weight,
// sequence), leaves in ascending order of their symbols first, each joined node numbered next; of two taken the first
// goes left.
class TextEncoder
{
public:
    // Every text that will be written, in any order, each as often as it will be written.
    void count(const QString &text);
    // Ends counting.
    void build();

    // Numbered breadth first from the root, left before right, with the root at the end.
    [[nodiscard]] const QList<CodePair> &pairsRootLast() const noexcept { return m_pairs; }
    [[nodiscard]] QList<CodePair> pairsRootFirst() const;

    // Writes the text and its end; returns the position of its first bit.
    quint64 append(const QString &text);
    [[nodiscard]] quint64 bitsWritten() const noexcept { return m_bitsWritten; }
    [[nodiscard]] const QByteArray &data() const noexcept { return m_data; }
    // Bits that all counted texts will take.
    [[nodiscard]] quint64 bitsTotal() const noexcept { return m_bitsTotal; }

private:
    struct Code
    {
        quint64 bits = 0; // first one lowest
        quint32 length = 0;
    };
    struct Node
    {
        quint64 weight = 0;
        qint32 left = 0; // as in CodePair, with indexes into the nodes
        qint32 right = 0;
    };
    void number(const std::vector<Node> &nodes);
    void put(Code code);

    std::vector<quint64> m_weights = std::vector<quint64>(65'536);
    std::vector<Code> m_codes = std::vector<Code>(65'536);
    QList<CodePair> m_pairs;
    QByteArray m_data;
    quint64 m_bitsWritten = 0;
    quint64 m_bitsTotal = 0;
};

enum class RootPlace {
    First,
    Last,
};

// Reads texts out of bytes that nobody vouches for. The work is bounded by the size of the data, and what the texts
// take by base::kContentTextUnitsMax; a text that several places share is kept once.
class TextDecoder
{
public:
    // `data` outlives the decoder; `bits` of it are in use. An index outside of the list or a pair that is reached
    // twice refuses the tree.
    [[nodiscard]] static ContentResult<TextDecoder> of(QList<CodePair> pairs, RootPlace root, QByteArrayView data,
                                                       quint64 bits);

    // The text that begins at that bit, up to symbol 0, the end of the data or `unitsMax`.
    [[nodiscard]] ContentResult<QString> textAt(quint64 bit, qsizetype unitsMax);

private:
    TextDecoder(QList<CodePair> pairs, qint32 root, QByteArrayView data, quint64 bits);

    QList<CodePair> m_pairs;
    qint32 m_root;
    QByteArrayView m_data;
    quint64 m_bits;
    quint64 m_bitsLeftToWalk;
    quint64 m_unitsLeft;
    QHash<quint64, QString> m_texts; // by position
};

} // namespace content
