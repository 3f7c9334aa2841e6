#include "app/desktop/RunQueue.h"

#include "app/desktop/SimulationController.h"
#include "core/run/Errors.h"

#include <algorithm>

namespace vitrine::app {

namespace {

constexpr std::ptrdiff_t endedShown = 8;

}  // namespace

RunQueue::RunQueue(SimulationController& controller, QObject* parent) : QObject(parent), m_controller(controller)
{
    connect(&m_controller, &SimulationController::pausedChanged, this,
            [this](bool paused) { setState(paused ? QueuedRun::State::paused : QueuedRun::State::running); });
    connect(&m_controller, &SimulationController::cancelling, this,
            [this] { setState(QueuedRun::State::cancelling); });
    connect(&m_controller, &SimulationController::finished, this, [this] { end(tr("finished")); });
    connect(&m_controller, &SimulationController::cancelled, this, [this] { end(tr("cancelled")); });
    connect(&m_controller, &SimulationController::failed, this,
            [this](RunId, const QString& reason) { end(tr("failed: %1").arg(reason)); });
}

int RunQueue::add(const SimulationRequest& request)
{
    m_runs.push_back({++m_lastNumber, request, QueuedRun::State::waiting, {}});
    emit changed();
    if (!m_controller.isRunning())
        beginNext();
    return m_lastNumber;
}

const QueuedRun* RunQueue::current() const
{
    const auto found = std::ranges::find_if(m_runs, [](const QueuedRun& run) {
        return run.state != QueuedRun::State::waiting && run.state != QueuedRun::State::ended;
    });
    return found == m_runs.end() ? nullptr : &*found;
}

bool RunQueue::holds(const std::filesystem::path& folder) const
{
    return std::ranges::any_of(m_runs, [&folder](const QueuedRun& run) {
        return run.state != QueuedRun::State::ended && run.request.folder == folder;
    });
}

bool RunQueue::isEmpty() const
{
    return std::ranges::all_of(m_runs, [](const QueuedRun& run) { return run.state == QueuedRun::State::ended; });
}

/// Place in m_runs. @throws run::InvalidInput
std::size_t RunQueue::waitingAt(int number) const
{
    const auto found = std::ranges::find_if(m_runs, [number](const QueuedRun& run) {
        return run.number == number && run.state == QueuedRun::State::waiting;
    });
    if (found == m_runs.end())
        throw run::InvalidInput(tr("no run of number %1 waits").arg(number).toStdString());
    return static_cast<std::size_t>(found - m_runs.begin());
}

void RunQueue::cancel(int number)
{
    if (const QueuedRun* run = current(); run && run->number == number) {
        m_controller.cancel();
        return;
    }
    m_runs.erase(m_runs.begin() + static_cast<std::ptrdiff_t>(waitingAt(number)));
    emit changed();
}

void RunQueue::move(int number, int places)
{
    const std::size_t from = waitingAt(number);
    const auto isWaiting = [](const QueuedRun& run) { return run.state == QueuedRun::State::waiting; };
    const auto first = std::ranges::find_if(m_runs, isWaiting) - m_runs.begin();
    const auto last = static_cast<std::ptrdiff_t>(m_runs.size()) - 1;
    const auto to = std::clamp(static_cast<std::ptrdiff_t>(from) + places, first, last);
    const auto at = [this](std::ptrdiff_t place) { return m_runs.begin() + place; };
    const auto start = static_cast<std::ptrdiff_t>(from);
    if (to < start)
        std::rotate(at(to), at(start), at(start + 1));
    else
        std::rotate(at(start), at(start + 1), at(to + 1));
    emit changed();
}

void RunQueue::close()
{
    m_isClosed = true;
    std::erase_if(m_runs, [](const QueuedRun& run) { return run.state == QueuedRun::State::waiting; });
    emit changed();
}

void RunQueue::setState(QueuedRun::State state)
{
    for (QueuedRun& run : m_runs) {
        if (run.state == QueuedRun::State::waiting || run.state == QueuedRun::State::ended)
            continue;
        run.state = state;
        emit changed();
        return;
    }
}

void RunQueue::end(const QString& outcome)
{
    for (QueuedRun& run : m_runs) {
        if (run.state != QueuedRun::State::waiting && run.state != QueuedRun::State::ended) {
            run.outcome = outcome;
            break;
        }
    }
    setState(QueuedRun::State::ended);
    const auto isEnded = [](const QueuedRun& run) { return run.state == QueuedRun::State::ended; };
    if (std::ranges::count_if(m_runs, isEnded) > endedShown)
        m_runs.erase(m_runs.begin());
    // Whoever else hears of the end is done with it before the next begins.
    QMetaObject::invokeMethod(this, &RunQueue::beginNext, Qt::QueuedConnection);
}

void RunQueue::beginNext()
{
    if (m_isClosed || m_controller.isRunning())
        return;
    const auto next =
        std::ranges::find_if(m_runs, [](const QueuedRun& run) { return run.state == QueuedRun::State::waiting; });
    if (next == m_runs.end())
        return;
    next->state = QueuedRun::State::running;
    const SimulationRequest request = next->request;
    m_controller.start(request);
    emit changed();
    emit began(request);
}

}  // namespace vitrine::app
