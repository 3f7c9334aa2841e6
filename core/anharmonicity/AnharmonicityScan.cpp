#include "core/anharmonicity/AnharmonicityScan.h"

#include "core/anharmonicity/ModeExcitation.h"
#include "core/anharmonicity/ScanCrew.h"
#include "core/anharmonicity/ScanSearch.h"
#include "core/run/Errors.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <limits>
#include <mutex>
#include <sstream>
#include <utility>

namespace vitrine::anharmonicity {

namespace {
constexpr std::array outcomes{std::pair{ScanOutcome::transition, std::string_view("transition")},
                              std::pair{ScanOutcome::looseParticle, std::string_view("loose-particle")},
                              std::pair{ScanOutcome::noTransition, std::string_view("no-transition")},
                              std::pair{ScanOutcome::overlap, std::string_view("overlap")},
                              std::pair{ScanOutcome::notConverged, std::string_view("not-converged")}};

template <typename Value>
void require(bool inRange, const char* name, Value value, const char* range)
{
    if (inRange)
        return;
    std::ostringstream text;
    text.precision(15);
    text << "The scan's " << name << " is " << value << ", but has to be " << range << ".";
    throw run::InvalidInput(text.str());
}
}  // namespace

std::string_view directionSign(Direction direction)
{
    return direction == Direction::plus ? "+" : "-";
}

std::optional<Direction> directionFromSign(std::string_view sign)
{
    for (const Direction direction : {Direction::plus, Direction::minus})
        if (sign == directionSign(direction))
            return direction;
    return std::nullopt;
}

std::string_view outcomeName(ScanOutcome outcome)
{
    const auto* const found =
        std::find_if(outcomes.begin(), outcomes.end(), [&](const auto& known) { return known.first == outcome; });
    return found->second;
}

ScanOutcome outcomeFromName(std::string_view name)
{
    const auto* const found =
        std::find_if(outcomes.begin(), outcomes.end(), [&](const auto& known) { return known.second == name; });
    if (found == outcomes.end())
        throw run::InvalidInput("The scan outcome \"" + std::string(name) +
                                "\" is unknown; transition, loose-particle, no-transition, overlap and "
                                "not-converged are known.");
    return found->first;
}

ScanSettings ScanSettings::forSample(const potential::PairPotential& potential, Eigen::Index particleCount)
{
    // Whole decades keep the grids of all sizes on the points 10^(m/10) times that of N = 1000.
    const double decades = std::ceil(std::log10(static_cast<double>(particleCount) / 1000));
    const bool harmonic = std::holds_alternative<potential::HarmonicPotential>(potential);
    ScanSettings settings;
    settings.firstAmplitude = (harmonic ? 1e-4 : 2e-3) * std::pow(10, -decades);
    settings.minimizer = quench::FireSettings::forPotential(potential);
    settings.gradientFlow = quench::GradientFlowSettings::forPotential(potential);
    settings.conjugateGradients = quench::ConjugateGradientSettings::forPotential(potential);
    return settings;
}

void ScanSettings::validate() const
{
    require(firstAmplitude >= smallestAmplitude && firstAmplitude < largestAmplitude, "first amplitude",
            firstAmplitude, "from 1e-12 sigma to below the largest amplitude");
    require(largestAmplitude <= 10, "largest amplitude", largestAmplitude, "at most 10 sigma");
    require(pointsPerDecade >= 10 && pointsPerDecade <= 1000, "number of points per decade", pointsPerDecade,
            "from 10 to 1000");
    require(bracketTolerance >= 1e-4 && bracketTolerance <= 1, "bracket tolerance", bracketTolerance,
            "from 1e-4 to 1");
    require(transitionDistance > 0 && transitionDistance <= 1, "transition distance", transitionDistance,
            "above 0 and at most 1 sigma");
    require(overlapDistance >= 0 && overlapDistance <= 1, "overlap distance", overlapDistance,
            "from 0 to 1 sigma");
    minimizer.validate();
    gradientFlow.validate();
    conjugateGradients.validate();
}

std::string ScanSettings::minimizerDescription() const
{
    switch (method) {
        case quench::MinimizerKind::gradientFlow:
            return gradientFlow.description() + ", then " + minimizer.description();
        case quench::MinimizerKind::conjugateGradients:
            return conjugateGradients.description();
        case quench::MinimizerKind::fire:
            break;
    }
    return minimizer.description();
}

namespace {
using AnyMinimizer = std::variant<quench::FireMinimizer, quench::GradientFlow, quench::ConjugateGradients>;

AnyMinimizer minimizerOf(const quench::InherentStructure& structure, const ScanSettings& settings)
{
    settings.validate();
    const potential::PairPotential potential = structure.potential();
    const model::PeriodicBox& box = structure.packing.box;
    switch (settings.method) {
        case quench::MinimizerKind::gradientFlow:
            return quench::GradientFlow(potential, box, settings.gradientFlow, settings.minimizer);
        case quench::MinimizerKind::conjugateGradients:
            return quench::ConjugateGradients(potential, box, settings.conjugateGradients);
        case quench::MinimizerKind::fire:
            break;
    }
    return quench::FireMinimizer(potential, box, settings.minimizer);
}
}  // namespace

AnharmonicityScan::AnharmonicityScan(std::shared_ptr<const quench::InherentStructure> structure,
                                     ScanSettings settings)
    : AnharmonicityScan(
          structure, std::move(settings),
          std::make_shared<const potential::EnergyDifference>(structure->packing, structure->potential()))
{}

AnharmonicityScan::AnharmonicityScan(std::shared_ptr<const quench::InherentStructure> structure,
                                     ScanSettings settings,
                                     std::shared_ptr<const potential::EnergyDifference> energyDifference)
    : m_ground(std::make_unique<ScanGround>(
          ScanGround{std::move(structure), std::move(settings), std::move(energyDifference)})),
      m_minimizer(minimizerOf(*m_ground->structure, m_ground->settings))
{}

AnharmonicityScan::~AnharmonicityScan() = default;

ScanResult AnharmonicityScan::run(Eigen::Index k, double omega, const Eigen::Ref<const Eigen::Matrix3Xd>& e,
                                  Direction direction, const run::RunControl& control,
                                  const PullListener& listener)
{
    requireMode(e);
    ScanSearch search(*m_ground, k, omega, e, direction, listener);
    while (!search.isDone()) {
        control.checkpoint();
        const double amplitude = search.candidates(1).front();
        Eigen::Matrix3Xd after;
        if (const auto pulled = search.pullTo(amplitude)) {
            const quench::MinimizerRecord record = minimize(*pulled, control, after);
            search.ended(amplitude, after.cols() > 0 ? &after : nullptr, record.evaluations);
        }
    }
    return search.result();
}

Pull AnharmonicityScan::pull(double amplitude, const Eigen::Ref<const Eigen::Matrix3Xd>& e, Direction direction,
                             const run::RunControl& control, Eigen::Matrix3Xd* displacements,
                             const quench::MinimizerObserver& observer, std::int64_t observeEvery)
{
    requireMode(e);
    const Eigen::Matrix3Xd& start = m_ground->structure->packing.positions;
    const double signedAmplitude = direction == Direction::plus ? amplitude : -amplitude;
    const Eigen::Matrix3Xd pulled =
        pulledPositions(start, e, signedAmplitude, m_ground->structure->participantCount()) - start;
    const double pulledEnergy = (*m_ground->energyDifference)(pulled).energyDifference;
    Eigen::Matrix3Xd after;
    const quench::MinimizerRecord record = minimize(pulled, control, after, observer, observeEvery);
    return evaluatedPull(*m_ground, amplitude, pulledEnergy, after.cols() > 0 ? &after : nullptr,
                         record.evaluations, displacements);
}

void AnharmonicityScan::requireMode(const Eigen::Ref<const Eigen::Matrix3Xd>& e) const
{
    const Eigen::Index particleCount = m_ground->structure->packing.particleCount();
    require(e.cols() == particleCount, "mode's number of particles", e.cols(),
            ("the packing's, " + std::to_string(particleCount)).c_str());
    require(std::abs(e.norm() - 1) <= 1e-8, "mode's norm", e.norm(), "1 to within 1e-8");
}

// Leaves after empty if it does not converge.
quench::MinimizerRecord AnharmonicityScan::minimize(const Eigen::Matrix3Xd& displacements,
                                                    const run::RunControl& control, Eigen::Matrix3Xd& after,
                                                    const quench::MinimizerObserver& observer,
                                                    std::int64_t observeEvery)
{
    const Eigen::Matrix3Xd& start = m_ground->structure->packing.positions;
    Eigen::Matrix3Xd positions = start + displacements;
    const quench::MinimizerRecord record =
        std::visit([&](auto& minimizer) { return minimizer.minimize(positions, control, observer, observeEvery); },
                   m_minimizer);
    if (record.outcome == quench::MinimizerOutcome::converged)
        after = positions - start;
    return record;
}

namespace {
/// Scans at rest, for the next thread that needs one: their neighbour lists and scratch space stay.
class ScanPool {
public:
    explicit ScanPool(std::function<std::unique_ptr<AnharmonicityScan>()> make) : m_make(std::move(make)) {}

    std::unique_ptr<AnharmonicityScan> take()
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_idle.empty()) {
                auto scan = std::move(m_idle.back());
                m_idle.pop_back();
                return scan;
            }
        }
        return m_make();
    }

    void giveBack(std::unique_ptr<AnharmonicityScan> scan)
    {
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(std::move(scan));
    }

private:
    std::function<std::unique_ptr<AnharmonicityScan>()> m_make;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<AnharmonicityScan>> m_idle;
};

/// Each thread takes scans as its lanes have room for them.
void scanSideBySide(const ScanGround& ground, const std::shared_ptr<const quench::ReplicaGround>& replicas,
                    std::size_t scanCount, const std::function<PlannedScan(std::size_t)>& planned,
                    const run::RunControl& control,
                    const std::function<void(std::shared_ptr<const ScanResult>)>& deliver)
{
    const auto threadCount = static_cast<std::size_t>(control.team().size());
    const std::size_t share = (scanCount + threadCount - 1) / threadCount;
    std::atomic<std::size_t> begun{0};
    const auto next = [&]() -> std::optional<PlannedScan> {
        const std::size_t number = begun++;
        return number < scanCount ? std::optional(planned(number)) : std::nullopt;
    };
    control.team().forTasks(static_cast<std::ptrdiff_t>(std::min(threadCount, scanCount)), [&](std::ptrdiff_t) {
        ScanCrew(ground, replicas).run(next, share, control.withinTask(), deliver);
    });
}
}  // namespace

void scanModes(const std::shared_ptr<const quench::InherentStructure>& structure, const modes::NormalModes& modes,
               const std::vector<ScanTask>& tasks, const ScanSettings& settings, const run::RunControl& control,
               const std::function<void(std::shared_ptr<const ScanResult>)>& deliver)
{
    settings.validate();
    const Eigen::Index lastMode = modes.firstIndex + modes.count() - 1;
    for (const ScanTask& task : tasks)
        require(task.mode >= modes.firstIndex && task.mode <= lastMode, "mode", task.mode,
                ("from " + std::to_string(modes.firstIndex) + " to " + std::to_string(lastMode)).c_str());
    std::vector<ScanTask> sorted = tasks;
    std::sort(sorted.begin(), sorted.end());
    if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end())
        throw run::InvalidInput("The scan of mode " + std::to_string(twice->mode) +
                                std::string(directionSign(twice->direction)) +
                                " is asked for twice, but has to be asked for once.");

    const auto total = static_cast<double>(tasks.size());
    control.report(run::Stage::scan, 0, total);
    control.checkpoint();
    const ScanGround ground{
        structure, settings,
        std::make_shared<const potential::EnergyDifference>(structure->packing, structure->potential(), control)};
    std::mutex delivering;
    std::size_t done = 0;
    const auto deliverOne = [&](std::shared_ptr<const ScanResult> result) {
        const std::lock_guard lock(delivering);
        deliver(std::move(result));
        control.report(run::Stage::scan, static_cast<double>(++done), total);
    };
    const auto planned = [&](std::size_t number) {
        const Eigen::Index column = tasks[number].mode - modes.firstIndex;
        return PlannedScan{tasks[number].mode, modes.omega[column], modes.field(column), tasks[number].direction};
    };
    if (settings.method == quench::MinimizerKind::fire)
        if (const auto replicas = quench::ReplicaGround::of(structure->packing, structure->potential(), control)) {
            scanSideBySide(ground, replicas, tasks.size(), planned, control, deliverOne);
            return;
        }
    ScanPool pool(
        [&] { return std::make_unique<AnharmonicityScan>(structure, settings, ground.energyDifference); });
    control.team().forTasks(static_cast<std::ptrdiff_t>(tasks.size()), [&](std::ptrdiff_t number) {
        const PlannedScan task = planned(static_cast<std::size_t>(number));
        auto scan = pool.take();
        auto result = std::make_shared<const ScanResult>(
            scan->run(task.mode, task.omega, task.e, task.direction, control.withinTask()));
        pool.giveBack(std::move(scan));
        deliverOne(std::move(result));
    });
}

}  // namespace vitrine::anharmonicity
