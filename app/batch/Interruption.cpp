#include "app/batch/Interruption.h"

#include "app/batch/Commands.h"
#include "core/run/Errors.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace vitrine::batch {

namespace {
// A signal handler may do next to nothing: it notes the signal and wakes the watcher through a pipe.
std::atomic<int> receivedSignal{0};
std::atomic<int> writingEnd{-1};
int readingEnd = -1;

void noteSignal(int number)
{
    const int error = errno;
    receivedSignal = number;
    const char byte = 's';
    [[maybe_unused]] const ssize_t written = ::write(writingEnd, &byte, 1);
    errno = error;
}

void setHandler(int number, void (*handler)(int))
{
    struct sigaction action {};
    action.sa_handler = handler;
    // Reset after the first: the second signal has its usual effect.
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    ::sigaction(number, &action, nullptr);
}
}  // namespace

Interruption::Interruption()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        throw run::Error(std::string("Signals cannot be watched: ") + std::strerror(errno) + ".");
    readingEnd = ends[0];
    writingEnd = ends[1];
    receivedSignal = 0;
    m_watcher = std::thread([this] { watch(); });
    setHandler(SIGINT, &noteSignal);
    setHandler(SIGTERM, &noteSignal);
}

Interruption::~Interruption()
{
    setHandler(SIGINT, SIG_DFL);
    setHandler(SIGTERM, SIG_DFL);
    const char byte = 'e';
    [[maybe_unused]] const ssize_t written = ::write(writingEnd, &byte, 1);
    m_watcher.join();
    ::close(writingEnd.exchange(-1));
    ::close(readingEnd);
}

void Interruption::watch()
{
    char byte = 0;
    while (byte != 'e') {
        if (::read(readingEnd, &byte, 1) != 1)
            continue;
        if (byte == 's')
            m_stop.request_stop();
    }
}

int Interruption::exitCode() const
{
    return receivedSignal == SIGTERM ? terminated : interrupted;
}

}  // namespace vitrine::batch
