#pragma once
// A password, token or key: no stream operator, wiped on destruction, compared in constant time. Move only,
// so that copies do not spread; clone() says so where one is needed.

#include <core/base/bytes.h>

#include <QByteArray>

namespace base {

class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    [[nodiscard]] Secret clone() const;
    [[nodiscard]] ByteView bytes() const noexcept { return asBytes(m_bytes); }
    [[nodiscard]] qsizetype size() const noexcept { return m_bytes.size(); }
    [[nodiscard]] bool isEmpty() const noexcept { return m_bytes.isEmpty(); }
    // Constant time for equal lengths.
    [[nodiscard]] bool operator==(const Secret &other) const noexcept;

private:
    void wipe() noexcept;
    QByteArray m_bytes;
};

[[nodiscard]] bool equalInConstantTime(ByteView a, ByteView b) noexcept;

} // namespace base
