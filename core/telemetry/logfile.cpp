#include <core/telemetry/logfile.h>

#include <QDir>

namespace telemetry {

using namespace Qt::StringLiterals;

LogFile::LogFile(QString folder, qsizetype bytesMax, int kept)
    : m_folder(std::move(folder))
    , m_bytesMax(bytesMax)
    , m_kept(kept)
{}

QString LogFile::path(int age) const
{
    return QDir(m_folder).filePath(age == 0 ? u"relaydeck.log"_s : u"relaydeck.%1.log"_s.arg(age));
}

bool LogFile::openForAppending()
{
    if (m_file.isOpen())
        return true;
    if (!QDir().mkpath(m_folder)) {
        m_file.setFileName(m_folder);
        return false;
    }
    m_file.setFileName(path());
    const bool isNew = !m_file.exists();
    // Unbuffered: a line that is handed over is the system's, and a full disk is seen at the line that met it.
    if (!m_file.open(QIODevice::Append | QIODevice::Unbuffered))
        return false;
    if (isNew)
        m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return true;
}

bool LogFile::rotate()
{
    m_file.close();
    QFile::remove(path(m_kept));
    for (int age = m_kept - 1; age >= 0; --age) {
        if (QFile::exists(path(age)) && !QFile::rename(path(age), path(age + 1)))
            return false;
    }
    return openForAppending();
}

base::Result<void, QString> LogFile::write(const QByteArray &lines)
{
    if (m_stopped)
        return base::success();
    const bool open = openForAppending();
    // Somebody else may have emptied the file: not every system appends by itself.
    if (open && m_file.pos() > m_file.size())
        m_file.seek(m_file.size());
    const bool full = open && m_file.size() > 0 && m_file.size() + lines.size() > m_bytesMax;
    if (open && (!full || rotate()) && m_file.write(lines) == lines.size())
        return base::success();
    m_stopped = true;
    const QString reason =
        m_file.error() == QFileDevice::NoError ? u"the folder cannot be written"_s : m_file.errorString();
    m_file.close();
    return base::failure(reason);
}

} // namespace telemetry
