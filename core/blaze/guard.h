#pragma once
// Context::guard(). Part of connection.h.

#include <core/blaze/connection.h>

#include <utility>

namespace blaze {

template <class Function>
auto Context::guard(Function function)
{
    return [weak = m_connection->weak_from_this(), function = std::move(function)](auto &&...args) mutable -> void {
        const auto connection = weak.lock();
        if (!connection || !connection->isOpen())
            return;
        const Connection::Turn turn(*connection);
        static_cast<void>(function(std::forward<decltype(args)>(args)...));
    };
}

} // namespace blaze
