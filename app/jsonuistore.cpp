#include <app/jsonuistore.h>

#include <core/base/limits.h>
#include <core/base/savefile.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logUiStore, "app.ui", QtInfoMsg)

namespace app {

JsonUiStore::JsonUiStore(const QString &folder)
    : m_path(QDir(folder).filePath(u"ui.json"_s))
{}

QJsonObject JsonUiStore::load()
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(logUiStore).noquote() << "the window's settings could not be read:" << file.errorString();
        return {};
    }
    // One byte past the limit is enough to know that it is too long.
    const QByteArray bytes = file.read(base::kConfigFileMax + 1);
    file.close();
    const QJsonDocument document =
        bytes.size() <= base::kConfigFileMax ? QJsonDocument::fromJson(bytes) : QJsonDocument();
    if (document.isObject())
        return document.object();

    const QString aside = m_path + u".damaged"_s;
    QFile::remove(aside);
    const bool moved = QFile::rename(m_path, aside);
    qCWarning(logUiStore).noquote() << "the window's settings are damaged; starting with the defaults,"
                                    << (moved ? "the file is kept as ui.json.damaged" : "the file stays in its place");
    return {};
}

bool JsonUiStore::save(const QJsonObject &object)
{
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Indented);
    return file.write(bytes) == bytes.size() && base::commitWritten(file);
}

} // namespace app
