#pragma once
// /api/server/log for a SuperAdmin: GET the newest kServerLogMax of the log as text, DELETE empties it. An Admin is
// refused with an empty 403; without a file, which is so when logging is off, the answer is an empty 500. Tokens,
// e-mails and passwords never reach the file. Network thread; the file is read on a worker.

#include <core/server/filework.h>
#include <core/server/routes/access.h>

#include <core/http/router.h>

namespace server {

class LogRoutes
{
public:
    // `folder`: of the log files. The others outlive the routes.
    LogRoutes(ApiAccess &access, FileWork &files, QString folder);

    void addTo(http::Router &router);

private:
    ApiAccess &m_access;
    FileWork &m_files;
    QString m_folder;
};

} // namespace server
