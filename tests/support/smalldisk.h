#pragma once
// A disk that is full: while this lives, no file of this process can grow beyond so many bytes, and whatever would go
// further is refused. Only where the system has such a limit (Unix). Check results after it is gone: a test's own
// output may go to a file.

#include <csignal>

#include <sys/resource.h>

namespace test {

class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN); // an error of the write, not the end of the program
        getrlimit(RLIMIT_FSIZE, &m_before);
        const struct rlimit small
        {
            bytes, m_before.rlim_max
        };
        setrlimit(RLIMIT_FSIZE, &small);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    struct rlimit m_before
    {};
};

} // namespace test
