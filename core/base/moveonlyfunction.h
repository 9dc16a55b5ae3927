#pragma once
// A callable that is moved, not copied, so that it can carry a Reply. (The standard one is not in C++20.)

#include <memory>
#include <type_traits>
#include <utility>

namespace base {

template <class Signature>
class MoveOnlyFunction;

template <class R, class... Args>
class MoveOnlyFunction<R(Args...)>
{
public:
    MoveOnlyFunction() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a lambda is passed where a function is asked for.
    MoveOnlyFunction(std::nullptr_t /*none*/) {}

    template <class F>
    requires(!std::is_same_v<std::decay_t<F>, MoveOnlyFunction> && std::is_invocable_r_v<R, F &, Args...>)
        // NOLINTNEXTLINE(google-explicit-constructor): as above
        MoveOnlyFunction(F &&function)
        : m_callable(std::make_unique<Holder<std::decay_t<F>>>(std::forward<F>(function)))
    {}

    R operator()(Args... args) { return m_callable->call(std::forward<Args>(args)...); }
    [[nodiscard]] explicit operator bool() const noexcept { return m_callable != nullptr; }

private:
    struct Callable
    {
        Callable() = default;
        Callable(const Callable &) = delete;
        Callable &operator=(const Callable &) = delete;
        virtual ~Callable() = default;
        virtual R call(Args... args) = 0;
    };
    template <class F>
    struct Holder final : Callable
    {
        explicit Holder(F &&from)
            : function(std::move(from))
        {}
        explicit Holder(const F &from)
            : function(from)
        {}
        R call(Args... args) override { return static_cast<R>(function(std::forward<Args>(args)...)); }
        F function;
    };
    std::unique_ptr<Callable> m_callable;
};

} // namespace base
