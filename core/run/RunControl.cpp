#include "core/run/RunControl.h"

#include "core/run/Errors.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace vitrine::run {

using Clock = std::chrono::steady_clock;

std::string_view stageName(Stage stage)
{
    switch (stage) {
        case Stage::equilibration:
            return "equilibration";
        case Stage::quench:
            return "quench";
        case Stage::hessian:
            return "Hessian";
        case Stage::factorisation:
            return "factorisation";
        case Stage::modes:
            return "modes";
        case Stage::scan:
            return "scan";
        case Stage::moduli:
            return "moduli";
    }
    return "";
}

struct PauseGate::State {
    mutable std::mutex mutex;
    std::condition_variable_any changed;
    bool closed = false;
};

PauseGate::PauseGate() : m_state(std::make_shared<State>()) {}

void PauseGate::close()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->closed = true;
}

void PauseGate::open()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->closed = false;
    }
    m_state->changed.notify_all();
}

bool PauseGate::isClosed() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->closed;
}

void PauseGate::pass(const std::stop_token& stop) const
{
    std::unique_lock lock(m_state->mutex);
    m_state->changed.wait(lock, stop, [this] { return !m_state->closed; });
}

namespace {
enum class Part { beginning, middle, end };

Part partOf(double done, double total)
{
    if (done <= 0)
        return Part::beginning;
    return total > 0 && done >= total ? Part::end : Part::middle;
}
}  // namespace

struct RunControl::Shared {
    std::stop_token stop;
    Listener listener;
    PauseGate gate;
    std::mutex telling;
    struct Told {
        Clock::time_point when{};
        Part part = Part::middle;
        double total = 0;
    };
    std::array<Told, stageCount> lastTold;  // of each stage
};

RunControl::RunControl() : RunControl(1) {}

RunControl::RunControl(int threadCount, std::stop_token stop, Listener listener, PauseGate gate)
    : m_shared(std::make_shared<Shared>()), m_team(std::make_shared<ThreadTeam>(threadCount))
{
    m_shared->stop = std::move(stop);
    m_shared->listener = std::move(listener);
    m_shared->gate = std::move(gate);
}

void RunControl::checkpoint() const
{
    m_shared->gate.pass(m_shared->stop);
    if (m_shared->stop.stop_requested())
        throw RunCancelled();
}

bool RunControl::stopRequested() const
{
    return m_shared->stop.stop_requested();
}

void RunControl::report(Stage stage, double done, double total) const
{
    if (!m_tells || !m_shared->listener)
        return;
    const Part part = partOf(done, total);
    const std::lock_guard lock(m_shared->telling);
    auto& told = m_shared->lastTold.at(static_cast<std::size_t>(stage));
    const auto now = Clock::now();
    // Beginning and end pass at once, but only when they are news: a minimiser may be at the same one for long.
    const bool news = part != Part::middle && (part != told.part || total != told.total);
    if (!news && now - told.when < std::chrono::milliseconds(20))
        return;
    told = {now, part, total};
    m_shared->listener({stage, done, total});
}

ThreadTeam& RunControl::team() const
{
    return *m_team;
}

RunControl RunControl::withinTask() const
{
    RunControl inner(*this);
    inner.m_team = std::make_shared<ThreadTeam>(1);
    inner.m_tells = false;
    return inner;
}

}  // namespace vitrine::run
