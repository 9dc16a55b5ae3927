#include <core/session/commands/util/usersettingsloadall.h>

#include <core/session/errorcodes.h>

namespace session::util {

UserSettingsLoadAllHandler::UserSettingsLoadAllHandler(PlayerDataStore &store)
    : m_store(store)
{}

void UserSettingsLoadAllHandler::operator()(const blaze::Empty & /*request*/, blaze::Context &context,
                                            blaze::Reply<UserSettingsLoadAllResponse> reply)
{
    m_store.loadAll(Session::of(context).player()->account.id,
                    context.guard([reply = std::move(reply)](Result<PlayerDataStore::Rows, StoreError> rows) mutable {
                        if (!rows)
                            return reply.fail(toBlaze(rows.error()));
                        reply.ok({std::move(*rows)});
                    }));
}

} // namespace session::util
