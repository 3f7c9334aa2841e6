#pragma once

#include <stop_token>
#include <thread>

namespace vitrine::batch {

/// While one exists, the first Ctrl-C or SIGTERM asks the run to stop; the second of the same kind ends the
/// program at once, as it would without.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    std::stop_token token() const { return m_stop.get_token(); }
    /// 130 after Ctrl-C, 143 after SIGTERM.
    int exitCode() const;

private:
    void watch();

    std::stop_source m_stop;
    std::thread m_watcher;
};

}  // namespace vitrine::batch
