#pragma once
// Lets everybody wait until all are there: each arrives or is counted as gone, and the last one lets all go on.

#include <tests/gameclient/gameclient.h>

#include <set>
#include <utility>
#include <vector>

namespace gameclient {

class Crowd
{
public:
    explicit Crowd(std::size_t expected)
        : m_expected(expected)
    {}

    void arrive(int client, Done goOn)
    {
        m_counted.insert(client);
        m_waiting.push_back(std::move(goOn));
        letGo();
    }
    // Will not come any more; nothing happens when it was there already.
    void gone(int client)
    {
        m_counted.insert(client);
        letGo();
    }

private:
    void letGo()
    {
        if (m_counted.size() < m_expected)
            return;
        for (Done &goOn : std::exchange(m_waiting, {}))
            goOn({});
    }

    std::size_t m_expected;
    std::set<int> m_counted;
    std::vector<Done> m_waiting;
};

} // namespace gameclient
