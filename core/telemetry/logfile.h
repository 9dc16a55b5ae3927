#pragma once
// The log on disk: relaydeck.log, and when it is full relaydeck.1.log (the latest) … relaydeck.<kept>.log. One thread.
// A disk that takes nothing more stops the writing, never the program.

#include <core/base/result.h>

#include <QFile>
#include <QString>

#include <memory>

namespace telemetry {

class LogFile
{
public:
    // In `folder`, which is made when missing. Sizes in bytes; `kept` older files stay.
    LogFile(QString folder, qsizetype bytesMax, int kept);

    // Bytes of whole lines. A failure carries the system's words and is reported once: every later call does nothing
    // and succeeds.
    [[nodiscard]] base::Result<void, QString> write(const QByteArray &lines);

    [[nodiscard]] bool stopped() const noexcept { return m_stopped; }
    [[nodiscard]] QString path(int age = 0) const;

private:
    [[nodiscard]] bool openForAppending();
    [[nodiscard]] bool rotate();

    QString m_folder;
    qsizetype m_bytesMax;
    int m_kept;
    QFile m_file;
    bool m_stopped = false;
};

} // namespace telemetry
