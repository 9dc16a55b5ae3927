#pragma once
// Lets a method find out that the callback it just made has destroyed the object it runs in:
//
//     const Lifeline::Watch watch(m_lifeline);
//     m_handler->onBytes(bytes);
//     if (watch.isCut())
//         return;

namespace net {

class Lifeline
{
public:
    class Watch
    {
    public:
        explicit Watch(Lifeline &line)
            : m_line(&line)
            , m_outer(line.m_innermost)
        {
            line.m_innermost = this;
        }
        Watch(const Watch &) = delete;
        Watch &operator=(const Watch &) = delete;
        ~Watch()
        {
            if (m_line)
                m_line->m_innermost = m_outer;
        }
        [[nodiscard]] bool isCut() const noexcept { return m_line == nullptr; }

    private:
        friend class Lifeline;
        Lifeline *m_line;
        Watch *m_outer;
    };

    Lifeline() = default;
    Lifeline(const Lifeline &) = delete;
    Lifeline &operator=(const Lifeline &) = delete;
    ~Lifeline()
    {
        for (Watch *watch = m_innermost; watch; watch = watch->m_outer)
            watch->m_line = nullptr;
    }

private:
    Watch *m_innermost = nullptr;
};

} // namespace net
