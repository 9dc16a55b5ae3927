#include <core/content/textcode.h>

#include <core/base/limits.h>

#include <algorithm>
#include <iterator>
#include <queue>

namespace content {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 kEnd = 0;
constexpr quint16 kPartner = 0x20; // joins a lone end symbol, so that there is a tree at all
// Texts that overlap cost more steps than there are bits; writers share whole texts, which cost nothing.
constexpr quint64 kWalkFactor = 4;
constexpr quint64 kWalkFree = 65'536;

constexpr qint32 leafOf(quint16 symbol)
{
    return -1 - static_cast<qint32>(symbol);
}

} // namespace

void TextEncoder::count(const QString &text)
{
    for (const QChar c : text)
        ++m_weights[c.unicode()];
    ++m_weights[kEnd];
}

void TextEncoder::build()
{
    struct Queued
    {
        quint64 weight;
        qsizetype sequence;
        qint32 node; // as in CodePair
        bool operator>(const Queued &other) const
        {
            return weight != other.weight ? weight > other.weight : sequence > other.sequence;
        }
    };
    std::priority_queue<Queued, std::vector<Queued>, std::greater<>> queue;
    qsizetype sequence = 0;
    const auto add = [&](quint16 symbol) { queue.push({m_weights[symbol], sequence++, leafOf(symbol)}); };
    add(kEnd);
    for (std::size_t symbol = 1; symbol < m_weights.size(); ++symbol) {
        if (m_weights[symbol] > 0)
            add(static_cast<quint16>(symbol));
    }
    if (queue.size() == 1)
        add(kPartner);
    std::vector<Node> nodes;
    while (queue.size() > 1) {
        const Queued first = queue.top();
        queue.pop();
        const Queued second = queue.top();
        queue.pop();
        nodes.push_back({first.weight + second.weight, first.node, second.node});
        queue.push({nodes.back().weight, sequence++, static_cast<qint32>(nodes.size() - 1)});
    }
    number(nodes);
}

void TextEncoder::number(const std::vector<Node> &nodes)
{
    struct Visit
    {
        qint32 node;
        Code code;
    };
    // Breadth first: position in `order` is the number among the joined nodes, with the root at 0.
    std::vector<Visit> order {{static_cast<qint32>(nodes.size()) - 1, {}}};
    order.reserve(nodes.size());
    m_pairs.clear();
    const auto child = [&](qint32 next, Code code, quint64 bit) -> qint32 {
        code.bits |= bit << code.length;
        ++code.length;
        if (next < 0) {
            const auto symbol = static_cast<std::size_t>(-1 - next);
            m_codes[symbol] = code;
            m_bitsTotal += m_weights[symbol] * code.length;
            return next;
        }
        order.push_back({next, code});
        // The root stands behind all others, so everybody else is one earlier.
        return static_cast<qint32>(order.size()) - 2;
    };
    for (std::size_t i = 0; i < order.size(); ++i) { // NOLINT(modernize-loop-convert): child() makes it longer
        const Visit visit = order[i];
        const Node &node = nodes[static_cast<std::size_t>(visit.node)];
        const qint32 left = child(node.left, visit.code, 0);
        const qint32 right = child(node.right, visit.code, 1);
        m_pairs.append({left, right});
    }
    m_pairs.append(m_pairs.takeFirst());
}

QList<CodePair> TextEncoder::pairsRootFirst() const
{
    const auto last = static_cast<qint32>(m_pairs.size()) - 1;
    const auto turned = [last](qint32 number) { return number < 0 ? number : last - number; };
    QList<CodePair> reversed;
    reversed.reserve(m_pairs.size());
    std::transform(m_pairs.crbegin(), m_pairs.crend(), std::back_inserter(reversed), [&turned](const CodePair &pair) {
        return CodePair {turned(pair.left), turned(pair.right)};
    });
    return reversed;
}

void TextEncoder::put(Code code)
{
    for (quint32 i = 0; i < code.length; ++i) {
        if (m_bitsWritten % 8 == 0)
            m_data.append('\0');
        if (((code.bits >> i) & 1U) != 0) {
            char &byte = m_data.data()[m_data.size() - 1];
            byte = static_cast<char>(static_cast<quint8>(byte) | (1U << (m_bitsWritten % 8)));
        }
        ++m_bitsWritten;
    }
}

quint64 TextEncoder::append(const QString &text)
{
    const quint64 position = m_bitsWritten;
    for (const QChar c : text)
        put(m_codes[c.unicode()]);
    put(m_codes[kEnd]);
    return position;
}

TextDecoder::TextDecoder(QList<CodePair> pairs, qint32 root, QByteArrayView data, quint64 bits)
    : m_pairs(std::move(pairs))
    , m_root(root)
    , m_data(data)
    , m_bits(bits)
    , m_bitsLeftToWalk(bits * kWalkFactor + kWalkFree)
    , m_unitsLeft(static_cast<quint64>(base::kContentTextUnitsMax))
{}

ContentResult<TextDecoder> TextDecoder::of(QList<CodePair> pairs, RootPlace root, QByteArrayView data, quint64 bits)
{
    Q_ASSERT(bits <= static_cast<quint64>(data.size()) * 8);
    const auto count = static_cast<qint32>(pairs.size());
    std::vector<bool> reached(static_cast<std::size_t>(count));
    const qint32 rootIndex = root == RootPlace::First ? 0 : count - 1;
    for (const CodePair &pair : std::as_const(pairs)) {
        for (const qint32 child : {pair.left, pair.right}) {
            if (child < -65'536)
                return damaged(u"its code has a symbol beyond 16 bits"_s);
            if (child < 0)
                continue;
            if (child >= count)
                return damaged(u"its code refers to pair %1 of %2"_s.arg(child).arg(count));
            // Each pair has one parent and the root has none: then no way through it is longer than the list.
            if (child == rootIndex || reached[static_cast<std::size_t>(child)])
                return damaged(u"its code is no tree"_s);
            reached[static_cast<std::size_t>(child)] = true;
        }
    }
    return TextDecoder(std::move(pairs), rootIndex, data, bits);
}

ContentResult<QString> TextDecoder::textAt(quint64 bit, qsizetype unitsMax)
{
    if (const auto known = m_texts.constFind(bit); known != m_texts.constEnd())
        return *known;
    if (bit > m_bits)
        return damaged(u"a text begins behind the end of the data"_s);
    if (m_pairs.isEmpty() && bit < m_bits)
        return damaged(u"it has texts but no code for them"_s);
    QString text;
    qint32 at = m_root;
    for (quint64 i = bit; i < m_bits && text.size() < unitsMax; ++i) {
        if (m_bitsLeftToWalk-- == 0)
            return damaged(u"its texts overlap too often"_s);
        const auto byte = static_cast<quint8>(m_data[static_cast<qsizetype>(i / 8)]);
        const CodePair &pair = m_pairs.at(at);
        at = ((byte >> (i % 8)) & 1U) != 0 ? pair.right : pair.left;
        if (at >= 0)
            continue;
        const auto symbol = static_cast<char16_t>(-1 - at);
        if (symbol == kEnd)
            break;
        if (m_unitsLeft-- == 0)
            return tooLarge(u"its texts are longer than %1 characters together"_s.arg(base::kContentTextUnitsMax));
        text.append(QChar(symbol));
        at = m_root;
    }
    m_texts.insert(bit, text);
    return text;
}

} // namespace content
