// Allocations: none while encoding into a buffer that has grown, and bounded by the bytes received while decoding what
// claims to be huge.

#include <core/tdf/value.h>
#include <tests/support/quiet.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {
std::atomic<std::size_t> s_count {0};
std::atomic<std::size_t> s_bytes {0};

void *allocate(std::size_t size)
{
    ++s_count;
    s_bytes += size;
    void *memory = std::malloc(size == 0 ? 1 : size); // NOLINT: this is the allocator
    if (memory == nullptr)
        throw std::bad_alloc();
    return memory;
}
} // namespace

void *operator new(std::size_t size)
{
    return allocate(size);
}
void *operator new[](std::size_t size)
{
    return allocate(size);
}
void operator delete(void *memory) noexcept
{
    std::free(memory); // NOLINT: as above
}
void operator delete(void *memory, std::size_t /*size*/) noexcept
{
    std::free(memory); // NOLINT: as above
}
void operator delete[](void *memory) noexcept
{
    std::free(memory); // NOLINT: as above
}
void operator delete[](void *memory, std::size_t /*size*/) noexcept
{
    std::free(memory); // NOLINT: as above
}

namespace {

struct Row
{
    QString name;
    quint32 id = 0;
    QList<quint32> list;
    QMap<QString, QString> map;
    static constexpr auto tdfFields()
    {
        return tdf::fields(tdf::field<"ID">(&Row::id), tdf::field<"LIST">(&Row::list), tdf::field<"MAP">(&Row::map),
                           tdf::field<"NAME">(&Row::name));
    }
};

} // namespace

class TstMemory : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void encodingAllocatesNothing()
    {
        Row row;
        row.name = QString(200, u'n');
        row.list = QList<quint32>(50, 70'000);
        row.map = {{QStringLiteral("a"), QStringLiteral("b")}, {QStringLiteral("c"), QStringLiteral("d")}};
        base::ByteBuffer out;
        tdf::encode(row, out);
        const std::size_t size = out.size();
        out.shrink(out.size());
        const std::size_t before = s_count;
        tdf::encode(row, out);
        QCOMPARE(s_count - before, std::size_t(0));
        QCOMPARE(out.size(), size);
    }
    void claimsDoNotAllocate_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("list") << QByteArray("b29cf40400808080808001");
        QTest::newRow("list of groups") << QByteArray("b29cf40403808080808001");
        QTest::newRow("map") << QByteArray("b61c00050101808080808001");
        QTest::newRow("intlist") << QByteArray("b29cf407808080808001");
        QTest::newRow("string") << QByteArray("ba1b6501808080808001");
    }
    void claimsDoNotAllocate()
    {
        QFETCH(QByteArray, hex);
        const QByteArray bytes = QByteArray::fromHex(hex);
        const std::size_t before = s_bytes;
        QVERIFY(!tdf::parse(base::asBytes(QByteArrayView(bytes))));
        QVERIFY(!tdf::decode<Row>(base::asBytes(QByteArrayView(bytes))));
        QVERIFY2(s_bytes - before < 4096, qPrintable(QString::number(s_bytes - before)));
    }
    // A body full of the smallest elements there are: memory stays in proportion to the items limit.
    void smallestElements()
    {
        base::ByteBuffer out;
        {
            tdf::Writer writer(out);
            writer.header(tdf::Tag("LIST"), tdf::Type::List);
            writer.type(tdf::Type::Group);
            writer.integer(base::kTdfItemsMax - 1);
            for (int i = 1; i < base::kTdfItemsMax; ++i)
                writer.byte(0);
        }
        const std::size_t before = s_bytes;
        const auto parsed = tdf::parse(out.view());
        QVERIFY(parsed.hasValue());
        // All growth steps of the vector together are below four times its final size.
        QVERIFY(s_bytes - before < 4 * base::kTdfItemsMax * sizeof(tdf::Value));
        static_assert(sizeof(tdf::Value) <= 64);
    }
};

QTEST_GUILESS_MAIN(TstMemory)
#include "tst_memory.moc"
