#pragma once
// Ends what was written to a QSaveFile. QSaveFile::commit() of Qt 6.4 does not notice that its last bytes found no
// room, and puts a file without them in place of the old one. Any thread; blocking.

#include <QSaveFile>

namespace base {

// False: the file that was there before is still there, and errorString() tells why.
[[nodiscard]] inline bool commitWritten(QSaveFile &file)
{
    return file.flush() && file.commit();
}

} // namespace base
