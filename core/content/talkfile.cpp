#include <core/content/talkfile.h>

#include <core/base/limits.h>
#include <core/content/littleendian.h>
#include <core/content/textcode.h>

#include <limits>

namespace content {

using namespace Qt::StringLiterals;
using base::failure;

namespace {

constexpr quint32 kMagic = 0x006B6C54;
constexpr quint64 kHeadSize = 28;
constexpr quint64 kRowSize = 8; // of an entry and of a pair

ContentResult<QList<TalkEntry>> readEntries(const LittleEndianView &rows, TextDecoder &texts)
{
    QList<TalkEntry> entries;
    entries.reserve(static_cast<qsizetype>(rows.size() / kRowSize));
    for (quint64 at = 0; at < rows.size(); at += kRowSize) {
        auto text = texts.textAt(*rows.u32(at + 4), base::kContentTextUnitsMax);
        if (!text)
            return failure(text.error());
        entries.append({*rows.u32(at), *std::move(text)});
    }
    sortById(entries);
    return entries;
}

QList<CodePair> readPairs(const LittleEndianView &rows)
{
    QList<CodePair> pairs;
    pairs.reserve(static_cast<qsizetype>(rows.size() / kRowSize));
    for (quint64 at = 0; at < rows.size(); at += kRowSize)
        pairs.append({static_cast<qint32>(*rows.u32(at)), static_cast<qint32>(*rows.u32(at + 4))});
    return pairs;
}

} // namespace

bool looksLikeTalk(QByteArrayView bytes)
{
    return LittleEndianView(bytes).u32(0) == kMagic;
}

ContentResult<TalkTable> readTalk(QByteArrayView bytes)
{
    const LittleEndianView file(bytes);
    if (file.size() > static_cast<quint64>(base::kTalkImportMax))
        return tooLarge(u"it is longer than %1 bytes"_s.arg(base::kTalkImportMax));
    if (file.u32(0) != kMagic)
        return damaged(u"it does not begin as a talk file does"_s);
    if (!file.holds(0, kHeadSize))
        return damaged(u"it ends inside its head"_s);
    const quint64 male = quint64 {*file.u32(12)} * kRowSize;
    const quint64 female = quint64 {*file.u32(16)} * kRowSize;
    const quint64 pairs = quint64 {*file.u32(20)} * kRowSize;
    const quint64 data = *file.u32(24);
    const quint64 size = kHeadSize + male + female + pairs + data;
    if (size != file.size())
        return damaged(u"it has %1 bytes and should have %2"_s.arg(file.size()).arg(size));
    quint64 at = kHeadSize;
    const auto part = [&](quint64 length) { return *file.part(std::exchange(at, at + length), length); };
    const LittleEndianView maleRows(part(male));
    const LittleEndianView femaleRows(part(female));
    const LittleEndianView pairRows(part(pairs));
    auto texts = TextDecoder::of(readPairs(pairRows), RootPlace::First, part(data), data * 8);
    if (!texts)
        return failure(texts.error());
    TalkTable table {.version = *file.u32(4), .versionMin = *file.u32(8)};
    for (const auto &[rows, entries] : {std::pair(&maleRows, &table.male), std::pair(&femaleRows, &table.female)}) {
        auto read = readEntries(*rows, *texts);
        if (!read)
            return failure(read.error());
        *entries = *std::move(read);
    }
    return table;
}

ContentResult<QByteArray> writeTalk(TalkTable table)
{
    TextEncoder texts;
    for (QList<TalkEntry> *entries : {&table.male, &table.female}) {
        sortById(*entries);
        for (const TalkEntry &entry : std::as_const(*entries)) {
            if (entry.text.contains(QChar(u'\0')))
                return refused(ContentFault::NotKept, u"text %1 has a NUL inside"_s.arg(entry.id));
            texts.count(entry.text);
        }
    }
    texts.build();
    const QList<CodePair> pairs = texts.pairsRootFirst();
    const quint64 size = kHeadSize +
                         kRowSize * static_cast<quint64>(table.male.size() + table.female.size() + pairs.size()) +
                         (texts.bitsTotal() + 7) / 8;
    if (size > static_cast<quint64>(base::kTalkImportMax))
        return tooLarge(u"it would have more than %1 bytes"_s.arg(base::kTalkImportMax));
    QByteArray rows;
    for (const QList<TalkEntry> *entries : {&table.male, &table.female}) {
        for (const TalkEntry &entry : *entries) {
            appendLittleEndian(rows, entry.id);
            appendLittleEndian(rows, static_cast<quint32>(texts.append(entry.text)));
        }
    }
    for (const CodePair &pair : pairs) {
        appendLittleEndian(rows, pair.left);
        appendLittleEndian(rows, pair.right);
    }
    QByteArray file;
    for (const quint32 number : {kMagic, table.version, table.versionMin, static_cast<quint32>(table.male.size()),
                                 static_cast<quint32>(table.female.size()), static_cast<quint32>(pairs.size()),
                                 static_cast<quint32>(texts.data().size())})
        appendLittleEndian(file, number);
    return file + rows + texts.data();
}

} // namespace content
