#pragma once
// Result<T, E>: a value or the reason why there is none, for everything that can fail in normal life.
// (std::expected is not in C++20.) E is a small enum or struct of the module that fails.
//
//     Result<Frame, FrameError> read();
//     return failure(FrameError::TooLong);       // inside read()
//     if (auto frame = read(); !frame) handle(frame.error()); else use(*frame);

#include <QtGlobal>

#include <optional>
#include <utility>
#include <variant>

namespace base {

template <class E>
struct Failure
{
    E error;
};

template <class E>
[[nodiscard]] constexpr Failure<std::decay_t<E>> failure(E &&error)
{
    return {std::forward<E>(error)};
}

template <class T, class E>
class [[nodiscard]] Result
{
public:
    // NOLINTNEXTLINE(google-explicit-constructor): a function returns its value or failure(…) as it is.
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    // NOLINTNEXTLINE(google-explicit-constructor): as above
    template <class F>
    Result(Failure<F> failed)
        : m_state(std::in_place_index<1>, std::move(failed.error))
    {}

    [[nodiscard]] explicit operator bool() const noexcept { return m_state.index() == 0; }
    [[nodiscard]] bool hasValue() const noexcept { return m_state.index() == 0; }

    // Asking for the wrong side is a fault of ours and stops the program in debug builds.
    [[nodiscard]] T &operator*() & { return value(); }
    [[nodiscard]] const T &operator*() const & { return value(); }
    [[nodiscard]] T &&operator*() && { return std::move(value()); }
    [[nodiscard]] T *operator->() { return &value(); }
    [[nodiscard]] const T *operator->() const { return &value(); }

    [[nodiscard]] T &value() &
    {
        Q_ASSERT(hasValue());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] const T &value() const &
    {
        Q_ASSERT(hasValue());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T &&value() && { return std::move(value()); }
    [[nodiscard]] T valueOr(T other) const { return hasValue() ? value() : std::move(other); }

    [[nodiscard]] const E &error() const &
    {
        Q_ASSERT(!hasValue());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, E> m_state;
};

// Success without a value: Result<void, E> is made with success().
struct Success
{};
[[nodiscard]] constexpr Success success() noexcept
{
    return {};
}

template <class E>
class [[nodiscard]] Result<void, E>
{
public:
    // NOLINTNEXTLINE(google-explicit-constructor): as above
    Result(Success /*done*/ = {}) {}
    // NOLINTNEXTLINE(google-explicit-constructor): as above
    template <class F>
    Result(Failure<F> failed)
        : m_error(std::move(failed.error))
    {}

    [[nodiscard]] explicit operator bool() const noexcept { return !m_error.has_value(); }
    [[nodiscard]] bool hasValue() const noexcept { return !m_error.has_value(); }
    [[nodiscard]] const E &error() const &
    {
        Q_ASSERT(m_error.has_value());
        return *m_error;
    }

private:
    std::optional<E> m_error;
};

} // namespace base
