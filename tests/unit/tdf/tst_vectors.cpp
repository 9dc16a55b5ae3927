// The TDF vectors, one row a case: well-formed bodies decode to their tree and encode back to their bytes, malformed
// ones fail cleanly, in the value tree and in the typed decoder alike.

#include <core/tdf/describe.h>
#include <tests/support/envvectors.h>
#include <tests/support/quiet.h>
#include <tests/support/tdfjson.h>

#include <QElapsedTimer>

namespace {

// Declares nothing, so the typed decoder has to step over everything.
struct Nothing
{
    static constexpr auto tdfFields() { return tdf::fields(); }
};

QJsonArray readArray(const QString &name)
{
    const QJsonArray cases = QJsonDocument::fromJson(test::readVectorFile(name)).array();
    if (cases.isEmpty())
        qFatal("no cases in %s", qPrintable(name));
    return cases;
}

} // namespace

class TstVectors : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void wellFormed_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        for (const QJsonValue &vector : readArray(QStringLiteral("tdf.json")))
            QTest::newRow(qPrintable(vector[QLatin1String("name")].toString())) << vector.toObject();
    }
    void wellFormed()
    {
        QFETCH(QJsonObject, vector);
        const QByteArray bytes = QByteArray::fromHex(vector[QLatin1String("hex")].toString().toLatin1());
        const tdf::Fields tree = test::fieldsFromJson(vector[QLatin1String("tdf")][QLatin1String("fields")].toArray());

        const auto parsed = tdf::parse(base::asBytes(QByteArrayView(bytes)));
        QVERIFY2(parsed.hasValue(), parsed ? "" : qPrintable(parsed.error().toText()));
        QVERIFY2(*parsed == tree, qPrintable(tdf::toText(*parsed)));
        if (!vector[QLatin1String("decode_only")].toBool())
            QCOMPARE(tdf::written(tree).toHex(), bytes.toHex());
        else
            QVERIFY(tdf::written(tree) != bytes);

        // Every strict prefix that does not end between two fields is an error, never a crash.
        tdf::DecodeError error;
        Nothing nothing;
        QVERIFY(tdf::decodeInto(base::asBytes(QByteArrayView(bytes)), nothing, error));
        for (qsizetype size = 0; size < bytes.size(); ++size) {
            const QByteArray prefix = bytes.first(size);
            const bool tree2 = tdf::parse(base::asBytes(QByteArrayView(prefix))).hasValue();
            const bool typed = tdf::decodeInto(base::asBytes(QByteArrayView(prefix)), nothing, error);
            QCOMPARE(typed, tree2);
        }
    }

    void malformed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const QJsonValue &vector : readArray(QStringLiteral("tdf-malformed.json"))) {
            QTest::newRow(qPrintable(vector[QLatin1String("name")].toString()))
                << QByteArray::fromHex(vector[QLatin1String("hex")].toString().toLatin1());
        }
    }
    void malformed()
    {
        QFETCH(QByteArray, bytes);
        QElapsedTimer timer;
        timer.start();
        const auto parsed = tdf::parse(base::asBytes(QByteArrayView(bytes)));
        QVERIFY(!parsed);
        QVERIFY(parsed.error().kind != tdf::DecodeError::Kind::None);
        Nothing nothing;
        tdf::DecodeError error;
        QVERIFY(!tdf::decodeInto(base::asBytes(QByteArrayView(bytes)), nothing, error));
        // Both walk by the same rules, so they stumble over the same stone.
        QCOMPARE(error.kind, parsed.error().kind);
        QCOMPARE(error.tag, parsed.error().tag);
        QVERIFY(timer.elapsed() < 1000);
    }
};

QTEST_GUILESS_MAIN(TstVectors)
#include "tst_vectors.moc"
