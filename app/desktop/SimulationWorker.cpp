#include "app/desktop/SimulationWorker.h"

#include "core/run/Errors.h"

#include <array>
#include <chrono>
#include <memory>
#include <mutex>

namespace vitrine::app {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto progressInterval = std::chrono::milliseconds(100);
constexpr auto stateInterval = std::chrono::milliseconds(40);

/// Lets through the first and the last report of each stage and one in each interval between.
class ProgressThrottle {
public:
    void beginStage(const std::string& sample, run::Stage stage)
    {
        const std::lock_guard lock(m_mutex);
        m_sample = sample;
        m_lastTold.at(static_cast<std::size_t>(stage)) = {};
    }

    /// The sample being worked on if this report is to be passed on.
    std::optional<std::string> pass(const run::Progress& progress)
    {
        const std::lock_guard lock(m_mutex);
        const bool last = progress.total > 0 && progress.done >= progress.total;
        auto& lastTold = m_lastTold.at(static_cast<std::size_t>(progress.stage));
        const auto now = Clock::now();
        if (!last && now - lastTold < progressInterval)
            return std::nullopt;
        lastTold = now;
        return m_sample;
    }

private:
    std::mutex m_mutex;
    std::string m_sample;
    std::array<Clock::time_point, run::stageCount> m_lastTold{};
};

}  // namespace

SimulationWorker::SimulationWorker(Simulation simulation) : m_simulation(std::move(simulation)) {}

void SimulationWorker::run(RunId id, const SimulationRequest& request, const std::stop_token& stop,
                           const run::PauseGate& gate)
{
    ProgressThrottle throttle;
    const auto tellProgress = [&](const run::Progress& progress) {
        if (const auto sample = throttle.pass(progress))
            emit progressed(id, *sample, progress);
    };
    SimulationListener listener;
    listener.opened = [&](auto contents) { emit opened(id, std::move(contents)); };
    listener.pieces.begins = [&](const std::string& sample, run::Stage stage) {
        throttle.beginStage(sample, stage);
        emit stageBegan(id, sample, stage);
    };
    std::weak_ptr<const quench::QuenchState> shown;
    Clock::time_point lastState{};
    listener.pieces.wantsQuenchState = [&] {
        return shown.expired() && Clock::now() - lastState >= stateInterval;
    };
    listener.pieces.quenching = [&](const std::string& sample, quench::QuenchState state) {
        const auto told = std::make_shared<const quench::QuenchState>(std::move(state));
        shown = told;
        lastState = Clock::now();
        emit quenching(id, sample, told);
    };
    listener.pieces.structure = [&](const std::string& sample, auto structure) {
        emit structureFound(id, sample, std::move(structure));
    };
    listener.pieces.modes = [&](const std::string& sample, auto modes) {
        emit modesFound(id, sample, std::move(modes));
    };
    listener.pieces.scan = [&](const std::string& sample, auto scan) {
        emit scanned(id, sample, std::move(scan));
    };
    listener.records = [&](const std::string& sample, auto records) {
        emit recordsChanged(id, sample, std::move(records));
    };
    try {
        const run::RunControl control(request.threadCount, stop, tellProgress, gate);
        m_simulation(request, control, listener);
        emit finished(id);
    }
    catch (const run::RunCancelled&) {
        emit cancelled(id);
    }
    catch (const std::bad_alloc&) {
        emit failed(id, tr("There is not enough memory for this sample; try fewer particles or modes."));
    }
    catch (const std::exception& error) {
        emit failed(id, QString::fromUtf8(error.what()));
    }
    catch (...) {
        emit failed(id, tr("The computation stopped for an unknown reason."));
    }
}

}  // namespace vitrine::app
