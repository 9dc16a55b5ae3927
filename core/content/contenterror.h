#pragma once
// Why a file of the game's formats was refused. `detail` is part of an English sentence and names the place where it
// helps: "the name table is shorter than it says". Values.

#include <core/base/result.h>

#include <QString>

namespace content {

enum class ContentFault {
    NotRecognised, // of no kind that is known
    Damaged,       // cut off, inconsistent, or not what it says it is
    TooLarge,      // over one of our limits
    NotKept,       // would not be the same after writing and reading it again
    WrongSlot,     // sound, but of another kind than the slot that was named
    NothingFound,  // a folder without any content
    CannotRead,    // the source is missing, unreadable or changing
    CannotWrite,   // our folder cannot be written
};

struct ContentError
{
    ContentFault fault = ContentFault::Damaged;
    QString detail {};
};

template <class T>
using ContentResult = base::Result<T, ContentError>;

[[nodiscard]] inline base::Failure<ContentError> refused(ContentFault fault, const QString &detail)
{
    return {ContentError {fault, detail}};
}
[[nodiscard]] inline base::Failure<ContentError> damaged(const QString &detail)
{
    return refused(ContentFault::Damaged, detail);
}
[[nodiscard]] inline base::Failure<ContentError> tooLarge(const QString &detail)
{
    return refused(ContentFault::TooLarge, detail);
}

} // namespace content
