#pragma once

#include "core/run/RunControl.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

namespace vitrine::batch {

/// Tells on the error stream how far a run is: one line that rewrites itself on a terminal; elsewhere a plain line
/// where a stage begins and ends, and about every ten seconds between.
class ProgressPrinter {
public:
    explicit ProgressPrinter(bool quiet);
    ~ProgressPrinter();

    void begins(const std::string& sample, run::Stage stage);
    void progress(const run::Progress& progress);
    /// A line of its own, for good.
    void say(const std::string& text);
    /// Ends the stage that is going on.
    void finish();

private:
    using Clock = std::chrono::steady_clock;
    struct CurrentStage {
        run::Stage stage;
        Clock::time_point begin;
        Clock::time_point shown;
        double firstDone;
        double done;
        double total;
    };

    void enter(run::Stage stage);
    void leave(bool finished);
    void show(Clock::time_point now);
    void erase();
    void printLine(const std::string& text);
    std::string title() const;
    std::string state(Clock::time_point now) const;

    const bool m_quiet;
    const bool m_onTerminal;
    std::mutex m_mutex;
    std::string m_sample;
    std::optional<CurrentStage> m_current;
};

/// A duration as people say it: "8 s", "3 min 20 s", "2 h 5 min". @param seconds 0 or more
std::string durationText(double seconds);

}  // namespace vitrine::batch
