#include <core/session/commands/util/usersettingssave.h>

#include <core/session/errorcodes.h>

namespace session::util {

namespace {

// Text that is not UTF-8 gets replacement characters, so that what is stored is text everywhere.
QByteArray asUtf8(const QByteArray &text)
{
    return text.isValidUtf8() ? text : QString::fromUtf8(text).toUtf8();
}

} // namespace

UserSettingsSaveHandler::UserSettingsSaveHandler(PlayerDataStore &store)
    : m_store(store)
{}

void UserSettingsSaveHandler::operator()(const UserSettingsSaveRequest &request, blaze::Context &context,
                                         blaze::Reply<blaze::Empty> reply)
{
    m_store.save(Session::of(context).player()->account.id, asUtf8(request.key), asUtf8(request.value),
                 context.guard([reply = std::move(reply)](Result<void, StoreError> saved) mutable {
                     if (!saved)
                         return reply.fail(toBlaze(saved.error()));
                     reply.ok();
                 }));
}

} // namespace session::util
