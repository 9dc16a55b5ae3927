#pragma once
// What is to be done once at the end of the current turn of the event loop: sending what was written meanwhile,
// telling handlers that a stream was aborted. One Turn per network and thread.

#include <QObject>

#include <cstddef>
#include <vector>

namespace net {

class Turn;

class TurnWork
{
public:
    TurnWork() = default;
    TurnWork(const TurnWork &) = delete;
    TurnWork &operator=(const TurnWork &) = delete;
    virtual ~TurnWork() = default; // whoever is listed takes itself off the list first

    virtual void endOfTurn() = 0;

private:
    friend class Turn;
    static constexpr std::size_t kNotListed = static_cast<std::size_t>(-1);
    std::size_t m_place = kNotListed;
};

class Turn final : public QObject
{
public:
    // Listing twice is listing once.
    void add(TurnWork &work);
    void remove(TurnWork &work);

    // Between these two somebody else calls run(), so no event has to be posted for it.
    class Scope
    {
    public:
        explicit Scope(Turn &turn)
            : m_turn(turn)
        {
            ++m_turn.m_scopes;
        }
        Scope(const Scope &) = delete;
        Scope &operator=(const Scope &) = delete;
        ~Scope()
        {
            m_turn.run();
            --m_turn.m_scopes;
            m_turn.postIfNeeded();
        }

    private:
        Turn &m_turn;
    };

    // Does what is listed, and what comes to be listed by that, within reason; the rest in the next turn.
    void run();

protected:
    bool event(QEvent *event) override;

private:
    void postIfNeeded();

    std::vector<TurnWork *> m_work; // nullptr: taken off again
    std::size_t m_next = 0;         // first one not yet done
    int m_scopes = 0;
    bool m_running = false;
    bool m_posted = false;
};

} // namespace net
