#include <tests/support/envvectors.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace test {

QString vectorsDir()
{
    const QString fromEnvironment = qEnvironmentVariable("RELAYDECK_VECTORS");
    return fromEnvironment.isEmpty() ? u"" RELAYDECK_SOURCE_DIR "/tests/vectors"_s : fromEnvironment;
}

QByteArray readVectorFile(const QString &name)
{
    QFile file(QDir(vectorsDir()).filePath(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read the vectors in %s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    return file.readAll();
}

QJsonObject readVectorJson(const QString &name)
{
    QJsonParseError error {};
    const QJsonDocument document = QJsonDocument::fromJson(readVectorFile(name), &error);
    if (!document.isObject()) {
        qFatal("%s in %s is not a JSON object: %s", qPrintable(name), qPrintable(vectorsDir()),
               qPrintable(error.errorString()));
    }
    return document.object();
}

} // namespace test
