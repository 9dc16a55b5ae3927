#include <core/blaze/reply.h>

#include <core/blaze/router.h>

namespace blaze {

void ReplyHandle::dropped() noexcept
{
    const auto connection = take();
    if (!connection)
        return;
    connection->m_router.unanswered(m_name);
    connection->answerEmpty(FrameType::Error, Error::System);
}

} // namespace blaze
