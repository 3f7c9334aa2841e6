#include "core/anharmonicity/AnharmonicityScan.h"

#include "core/anharmonicity/ModeExcitation.h"
#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <sstream>
#include <utility>

namespace vitrine::anharmonicity {

namespace {
// Below, the pull drowns in the rounding of the coordinates (1e-15 to 1e-14 sigma).
constexpr double smallestAmplitude = 1e-12;

// A nearly loose particle (see ScanOutcome::looseParticle).
constexpr double looseCount = 2;
constexpr double looseEnergy = 1e-12;  // epsilon

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

/// The search for A_c along one mode in one direction.
class AnharmonicityScan::Search {
public:
    Search(AnharmonicityScan& scan, const Eigen::Ref<const Eigen::Matrix3Xd>& e, Direction direction,
           const run::RunControl& control, const PullListener& listener, ScanResult& result)
        : m_scan(scan), m_e(e), m_direction(direction), m_control(control), m_listener(listener), m_result(result)
    {
        m_overlapDistance = std::holds_alternative<potential::LennardJonesPotential>(scan.m_structure->potential())
                                ? scan.m_settings.overlapDistance
                                : 0;
    }

    /// Brackets A_c if there is one.
    ScanOutcome run()
    {
        Verdict verdict = climb();
        while (verdict == Verdict::transitioned && m_high / m_low - 1 > settings().bracketTolerance) {
            const Verdict middle = pullTo(std::sqrt(m_low * m_high));
            if (middle != Verdict::returned)
                verdict = middle;
        }
        switch (verdict) {
            case Verdict::transitioned:
                return ScanOutcome::transition;
            case Verdict::returned:
                return ScanOutcome::noTransition;
            case Verdict::overlapped:
                return ScanOutcome::overlap;
            case Verdict::undecided:
                break;
        }
        return ScanOutcome::notConverged;
    }

    /// All that is reported of the upper end of the bracket.
    ScanResult::AtTransition atTransition(double omega)
    {
        const auto participantCount = static_cast<double>(m_scan.m_structure->participantCount());
        ScanResult::AtTransition transition;
        transition.lowAmplitude = m_low;
        transition.criticalAmplitude = m_high;
        transition.barrier = m_transition.pulledEnergy;
        transition.harmonicBarrier = omega * omega * m_high * m_high * participantCount / 2;
        transition.distance = m_transition.distance;
        transition.energyDifference = m_transition.energyDifference;
        transition.rearrangedCount = rearrangement::rearrangedParticleCount(m_displacements);
        transition.overlap = rearrangement::overlapWithMode(m_displacements, m_e);
        transition.displacements = std::move(m_displacements);
        return transition;
    }

private:
    enum class Verdict { returned, transitioned, overlapped, undecided };

    const ScanSettings& settings() const { return m_scan.m_settings; }

    double gridAmplitude(int step) const
    {
        return settings().firstAmplitude * std::pow(10, static_cast<double>(step) / settings().pointsPerDecade);
    }

    /// Up the grid to the first A from which the system does not return.
    Verdict climb()
    {
        int step = 0;
        Verdict verdict = pullTo(gridAmplitude(step));
        while (verdict == Verdict::transitioned) {
            step -= settings().pointsPerDecade;
            if (gridAmplitude(step) < smallestAmplitude)
                throwNotAMinimum();
            verdict = pullTo(gridAmplitude(step));
        }
        constexpr double rounding = 1e-9;  // the last point of the grid may be A_max itself
        while (verdict == Verdict::returned) {
            const double amplitude = gridAmplitude(++step);
            if (amplitude == m_high)  // seen on the way down
                return Verdict::transitioned;
            if (amplitude > settings().largestAmplitude * (1 + rounding))
                return Verdict::returned;
            verdict = pullTo(amplitude);
        }
        return verdict;
    }

    Verdict pullTo(double amplitude)
    {
        m_control.checkpoint();
        const auto pulled = m_scan.pullOnly(amplitude, m_e, m_direction);
        if (pulled.closestPair < m_overlapDistance)
            return Verdict::overlapped;
        Eigen::Matrix3Xd displacements;
        const Pull pull = m_scan.release(amplitude, pulled.energyDifference, m_control, &displacements);
        m_result.pulls.push_back(pull);
        m_result.evaluations += pull.evaluations;
        m_result.reachedAmplitude = std::max(m_result.reachedAmplitude, amplitude);
        if (m_listener)
            m_listener(pull);
        if (!pull.converged)
            return Verdict::undecided;
        if (pull.distance <= settings().transitionDistance) {
            m_low = amplitude;
            return Verdict::returned;
        }
        m_high = amplitude;
        m_transition = pull;
        m_displacements = std::move(displacements);
        return Verdict::transitioned;
    }

    [[noreturn]] void throwNotAMinimum() const
    {
        std::ostringstream text;
        text << "The packing does not return even from A = " << m_high << " sigma along mode " << m_result.mode
             << directionSign(m_direction) << ": it is no minimum of its potential energy.";
        throw run::NotAMinimum(text.str());
    }

    AnharmonicityScan& m_scan;
    const Eigen::Ref<const Eigen::Matrix3Xd>& m_e;
    Direction m_direction;
    const run::RunControl& m_control;
    const PullListener& m_listener;
    ScanResult& m_result;
    double m_overlapDistance;                                 // sigma
    double m_low = 0;                                         // returned
    double m_high = std::numeric_limits<double>::infinity();  // transitioned
    Pull m_transition{};                                      // from m_high
    Eigen::Matrix3Xd m_displacements;                         // after it
};

AnharmonicityScan::AnharmonicityScan(std::shared_ptr<const quench::InherentStructure> structure,
                                     ScanSettings settings)
    : AnharmonicityScan(
          structure, std::move(settings),
          std::make_shared<const potential::EnergyDifference>(structure->packing, structure->potential()))
{}

AnharmonicityScan::AnharmonicityScan(std::shared_ptr<const quench::InherentStructure> structure,
                                     ScanSettings settings,
                                     std::shared_ptr<const potential::EnergyDifference> energyDifference)
    : m_structure(std::move(structure)),
      m_settings(std::move(settings)),
      m_energyDifference(std::move(energyDifference)),
      m_minimizer(minimizerOf(*m_structure, m_settings))
{}

AnharmonicityScan::~AnharmonicityScan() = default;

ScanResult AnharmonicityScan::run(Eigen::Index k, double omega, const Eigen::Ref<const Eigen::Matrix3Xd>& e,
                                  Direction direction, const run::RunControl& control,
                                  const PullListener& listener)
{
    requireMode(e);
    ScanResult result;
    result.mode = k;
    result.direction = direction;
    result.method = m_settings.method;
    result.minimizer = m_settings.minimizerDescription();
    Search search(*this, e, direction, control, listener, result);
    result.outcome = search.run();
    if (result.outcome == ScanOutcome::transition) {
        result.transition = search.atTransition(omega);
        if (result.transition->rearrangedCount < looseCount &&
            std::abs(result.transition->energyDifference) < looseEnergy)
            result.outcome = ScanOutcome::looseParticle;
    }
    return result;
}

Pull AnharmonicityScan::pull(double amplitude, const Eigen::Ref<const Eigen::Matrix3Xd>& e, Direction direction,
                             const run::RunControl& control, Eigen::Matrix3Xd* displacements)
{
    requireMode(e);
    const auto pulled = pullOnly(amplitude, e, direction);
    return release(amplitude, pulled.energyDifference, control, displacements);
}

void AnharmonicityScan::requireMode(const Eigen::Ref<const Eigen::Matrix3Xd>& e) const
{
    const Eigen::Index particleCount = m_structure->packing.particleCount();
    require(e.cols() == particleCount, "mode's number of particles", e.cols(),
            ("the packing's, " + std::to_string(particleCount)).c_str());
    require(std::abs(e.norm() - 1) <= 1e-8, "mode's norm", e.norm(), "1 to within 1e-8");
}

// Leaves the pulled positions in m_positions.
potential::EnergyDifference::Displaced AnharmonicityScan::pullOnly(double amplitude,
                                                                   const Eigen::Ref<const Eigen::Matrix3Xd>& e,
                                                                   Direction direction)
{
    const Eigen::Matrix3Xd& start = m_structure->packing.positions;
    const double signedAmplitude = direction == Direction::plus ? amplitude : -amplitude;
    m_positions = pulledPositions(start, e, signedAmplitude, m_structure->participantCount());
    m_displacements = m_positions - start;
    return (*m_energyDifference)(m_displacements);
}

// Minimises from m_positions.
Pull AnharmonicityScan::release(double amplitude, double pulledEnergy, const run::RunControl& control,
                                Eigen::Matrix3Xd* displacements)
{
    const quench::MinimizerRecord record =
        std::visit([&](auto& minimizer) { return minimizer.minimize(m_positions, control); }, m_minimizer);
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    Pull pull{amplitude, pulledEnergy, unknown, unknown, record.evaluations, false};
    if (record.outcome != quench::MinimizerOutcome::converged)
        return pull;
    const Eigen::Matrix3Xd& start = m_structure->packing.positions;
    // Rattlers included: they take part in the energy.
    m_displacements = m_positions - start;
    pull.energyDifference = (*m_energyDifference)(m_displacements).energyDifference;
    Eigen::Matrix3Xd field = rearrangement::displacementField(start, m_positions, m_structure->rattlers);
    pull.distance = rearrangement::distance(field);
    pull.converged = true;
    if (displacements)
        *displacements = std::move(field);
    return pull;
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
    const auto energyDifference =
        std::make_shared<const potential::EnergyDifference>(structure->packing, structure->potential());
    ScanPool pool([&] { return std::make_unique<AnharmonicityScan>(structure, settings, energyDifference); });
    std::mutex delivering;
    std::size_t done = 0;
    control.team().forTasks(static_cast<std::ptrdiff_t>(tasks.size()), [&](std::ptrdiff_t number) {
        const ScanTask& task = tasks[static_cast<std::size_t>(number)];
        const Eigen::Index column = task.mode - modes.firstIndex;
        auto scan = pool.take();
        auto result = std::make_shared<const ScanResult>(
            scan->run(task.mode, modes.omega[column], modes.field(column), task.direction, control.withinTask()));
        pool.giveBack(std::move(scan));
        const std::lock_guard lock(delivering);
        deliver(std::move(result));
        control.report(run::Stage::scan, static_cast<double>(++done), total);
    });
}

}  // namespace vitrine::anharmonicity
