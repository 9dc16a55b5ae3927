#pragma once
// What has no route: the files of the operator's public folder, as published servers give them out. The web dashboard
// lives there, and below content/ the pictures the game asks for. Network thread; a file is read in pieces of at most
// base::kStaticChunk, as fast as its client takes them, and no file stays open in between.
//
// GET and HEAD only, 405 otherwise; 404 without a body for what is not there, and for paths below /api/, which belong
// to routes. The real file, all links followed, must lie inside the folder and be a regular one. Files for browsers
// have an ETag and are answered with 304 when it is still the same. Those below content/ have neither: the game gets
// what it has always got.

#include <core/http/router.h>

#include <QString>

namespace server {

class StaticFiles
{
public:
    // `folder` need not exist yet.
    explicit StaticFiles(QString folder);

    void answer(const http::Request &request, http::Responder responder) const;

private:
    [[nodiscard]] http::Response fileFor(const http::RequestHead &head) const;
    // The real path; empty when there is no such file inside.
    [[nodiscard]] QString inside(const QString &relative) const;

    QString m_folder;
};

} // namespace server
