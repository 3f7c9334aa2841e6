#pragma once

#include "core/run/ThreadTeam.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string_view>

namespace vitrine::run {

/// The stages of a study, in the order in which they happen.
enum class Stage { equilibration, quench, hessian, factorisation, modes, scan, moduli };
constexpr std::size_t stageCount = 7;

/// The stage as a word for people: "equilibration", "quench", ...
std::string_view stageName(Stage stage);

/// How far a stage is. done and total have the unit of the stage (steps, decades of force, modes, scans);
/// total is 0 where it cannot be known.
struct Progress {
    Stage stage;
    double done;
    double total;
};

/// A gate that a run passes at each checkpoint and that its owner can close for a while.
class PauseGate {
public:
    PauseGate();
    void close();
    void open();
    bool isClosed() const;
    /// Blocks while the gate is closed, unless the token asks to stop.
    void pass(const std::stop_token& stop) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// How a long call is to be carried out: on which threads, when to stop or pause, whom to tell.
///
/// Passed by reference; copies share everything. A default-made one runs on one thread, never stops and
/// tells nobody.
class RunControl {
public:
    using Listener = std::function<void(const Progress&)>;

    RunControl();
    /// @param threadCount from 1 to 256
    /// @param listener called at most every 20 ms per stage (beginning and end at once, when they are news),
    /// from any thread, never two at once
    explicit RunControl(int threadCount, std::stop_token stop = {}, Listener listener = {}, PauseGate gate = {});

    /// Waits while paused. To be called at least every 50 ms of work.
    /// @throws RunCancelled when the run was told to stop
    void checkpoint() const;
    bool stopRequested() const;

    void report(Stage stage, double done, double total) const;

    ThreadTeam& team() const;

    /// The same run seen from inside one of several tasks that run side by side: one thread, no progress.
    RunControl withinTask() const;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<ThreadTeam> m_team;
    bool m_tells = true;
};

}  // namespace vitrine::run
