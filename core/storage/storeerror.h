#pragma once
// Why the database could not do what it was asked. Text for people is made elsewhere, from these.

#include <QString>

namespace storage {

enum class StoreError {
    Busy,     // too many jobs are waiting: try later
    NotFound, // the row, or the player it would belong to, does not exist
    Taken,    // a unique value is used already
    TooMany,  // a bound on rows is reached
    Full,     // disk full
    Locked,   // another program holds the file, longer than kStorageBusyTimeout
    ReadOnly, // the file or its folder cannot be written
    Damaged,  // the file is not a sound database (any more)
    Failed,   // any other failure of disk or database
    Closed,   // not open yet, or closed
};

enum class OpenErrorKind {
    FolderNotWritable, // the folder cannot be made or written, or the file in it is read-only
    Unreadable,        // the file cannot be read, or is a folder
    NotADatabase,      // something else under that name
    NotOurs,           // a sound database of another program
    TooNew,            // made by a newer version of this program
    Damaged,           // a database of ours that fails its check
    DiskFull,
    Locked, // held by another program
    Other,
};

struct OpenError
{
    OpenErrorKind kind = OpenErrorKind::Other;
    QString detail; // path or system text, for the details
};

} // namespace storage
