#include "app/batch/ProgressPrinter.h"

#include <fmt/format.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace vitrine::batch {

namespace {
constexpr std::chrono::milliseconds terminalInterval{100};
constexpr std::chrono::seconds plainInterval{10};
constexpr int barWidth = 24;

/// What a stage counts.
std::string_view unitOf(run::Stage stage)
{
    switch (stage) {
        case run::Stage::equilibration:
            return "steps";
        case run::Stage::quench:
            return "decades of force";
        case run::Stage::modes:
            return "modes";
        case run::Stage::scan:
            return "scans";
        case run::Stage::moduli:
            return "strains";
        case run::Stage::hessian:
        case run::Stage::factorisation:
            return "";
    }
    return "";
}

std::string countText(double count)
{
    return count == std::floor(count) ? fmt::format("{:.0f}", count) : fmt::format("{:.1f}", count);
}

std::string bar(double fraction)
{
    const int filled = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * barWidth);
    return "[" + std::string(static_cast<std::size_t>(filled), '#') +
           std::string(static_cast<std::size_t>(barWidth - filled), '.') + "] ";
}

std::size_t terminalWidth()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1U : 79U;
}
}  // namespace

std::string durationText(double seconds)
{
    const long whole = std::lround(seconds);
    if (whole < 60)
        return fmt::format("{} s", whole);
    if (whole < 3600)
        return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

ProgressPrinter::ProgressPrinter(bool quiet) : m_quiet(quiet), m_onTerminal(::isatty(STDERR_FILENO) == 1) {}

ProgressPrinter::~ProgressPrinter()
{
    const std::lock_guard lock(m_mutex);
    leave(false);
}

void ProgressPrinter::begins(const std::string& sample, run::Stage stage)
{
    const std::lock_guard lock(m_mutex);
    leave(true);
    m_sample = sample;
    enter(stage);
}

void ProgressPrinter::progress(const run::Progress& progress)
{
    const std::lock_guard lock(m_mutex);
    if (!m_current || m_current->stage != progress.stage) {
        leave(true);
        enter(progress.stage);
        m_current->firstDone = progress.done;
    }
    m_current->done = progress.done;
    m_current->total = progress.total;
    const auto now = Clock::now();
    if (now - m_current->shown >=
        (m_onTerminal ? Clock::duration(terminalInterval) : Clock::duration(plainInterval)))
        show(now);
}

void ProgressPrinter::say(const std::string& text)
{
    const std::lock_guard lock(m_mutex);
    erase();
    printLine(text);
}

void ProgressPrinter::finish()
{
    const std::lock_guard lock(m_mutex);
    leave(true);
}

void ProgressPrinter::enter(run::Stage stage)
{
    const auto now = Clock::now();
    m_current = CurrentStage{stage, now, now, 0, 0, 0};
    if (m_onTerminal)
        show(now);
    else
        printLine(title() + " begins");
}

void ProgressPrinter::leave(bool finished)
{
    if (!m_current)
        return;
    erase();
    if (finished)
        printLine(title() + " took " +
                  durationText(std::chrono::duration<double>(Clock::now() - m_current->begin).count()));
    m_current.reset();
}

void ProgressPrinter::show(Clock::time_point now)
{
    m_current->shown = now;
    if (!m_onTerminal) {
        printLine(title() + " " + state(now));
        return;
    }
    if (m_quiet)
        return;
    const std::string drawn = m_current->total > 0 ? bar(m_current->done / m_current->total) : std::string("... ");
    std::string line = fmt::format("{:16} {}{}", title(), drawn, state(now));
    line.resize(std::min(line.size(), terminalWidth()));
    fmt::print(stderr, "\r{}\x1b[K", line);
    std::fflush(stderr);
}

void ProgressPrinter::erase()
{
    if (m_onTerminal && !m_quiet)
        fmt::print(stderr, "\r\x1b[K");
}

void ProgressPrinter::printLine(const std::string& text)
{
    if (m_quiet)
        return;
    fmt::print(stderr, "{}\n", text);
    std::fflush(stderr);
}

std::string ProgressPrinter::title() const
{
    return (m_sample.empty() ? "" : m_sample + ": ") + std::string(run::stageName(m_current->stage));
}

std::string ProgressPrinter::state(Clock::time_point now) const
{
    const double elapsed = std::chrono::duration<double>(now - m_current->begin).count();
    const CurrentStage& at = *m_current;
    if (at.total <= 0)
        return fmt::format("{} so far", durationText(elapsed));
    std::string text = fmt::format("{:3.0f} %", 100 * std::clamp(at.done / at.total, 0.0, 1.0));
    if (const std::string_view unit = unitOf(at.stage); !unit.empty())
        text += fmt::format(", {} of {} {}", countText(at.done), countText(at.total), unit);
    // A first second says little about the rest.
    if (elapsed > 1 && at.done > at.firstDone && at.done < at.total)
        text += fmt::format(", about {} left",
                            durationText(elapsed * (at.total - at.done) / (at.done - at.firstDone)));
    return text;
}

}  // namespace vitrine::batch
