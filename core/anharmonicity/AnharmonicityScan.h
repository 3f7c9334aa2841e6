#pragma once

#include "core/modes/NormalModes.h"
#include "core/potential/EnergyDifference.h"
#include "core/quench/ConjugateGradients.h"
#include "core/quench/FireMinimizer.h"
#include "core/quench/GradientFlow.h"
#include "core/quench/InherentStructure.h"
#include "core/quench/MinimizerKind.h"
#include "core/run/RunControl.h"

#include <Eigen/Core>

#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vitrine::anharmonicity {

/// Below, the pull drowns in the rounding of the coordinates (1e-15 to 1e-14 sigma); sigma.
inline constexpr double smallestAmplitude = 1e-12;

/// Along e_k (plus: the direction with tau <= 0) or against it.
enum class Direction { plus, minus };

/// "+" or "-".
std::string_view directionSign(Direction direction);

/// Nothing for other texts, such as the empty sign of a mode without a scan.
std::optional<Direction> directionFromSign(std::string_view sign);

struct ScanSettings {
    double firstAmplitude = 1e-4;    ///< lowest A of the grid, sigma; lowered by decades if it already transitions
    int pointsPerDecade = 10;        ///< of the logarithmic grid, at least 10
    double largestAmplitude = 1.0;   ///< A_max: where the scan gives up, sigma
    double bracketTolerance = 1e-3;  ///< bisection in log A ends at A_hi/A_lo - 1 <= this; at least 1e-4
    double transitionDistance = 1e-4;  ///< |Delta r| above which the system has transitioned, sigma
    double overlapDistance = 0.8;      ///< Lennard-Jones: a closer pair in the pulled state is an overlap, sigma
    quench::MinimizerKind method = quench::MinimizerKind::fire;  ///< which of the following goes down
    quench::FireSettings minimizer;                              ///< FIRE; finishes the gradient flow too
    quench::GradientFlowSettings gradientFlow;
    quench::ConjugateGradientSettings conjugateGradients;

    /// Grid from far below any transition expected at this N (see the README's decisions): 1e-4 (harmonic) and
    /// 2e-3 (Lennard-Jones) at N = 1000, and as many whole decades lower as N is decades larger, rounded up.
    static ScanSettings forSample(const potential::PairPotential& potential, Eigen::Index particleCount);

    /// @throws run::InvalidInput naming value and range
    void validate() const;

    /// All that decides the path of the minimiser chosen, in one line: "FIRE dt 0.05-0.5 ...".
    std::string minimizerDescription() const;
};

enum class ScanOutcome {
    transition,     ///< the system went to another minimum
    looseParticle,  ///< it did, but only a nearly loose particle moved in its cage at no cost:
                    ///< N_rearr < 2 and |Delta Phi| < 1e-12 epsilon
    noTransition,   ///< it returned from every A up to A_max
    overlap,        ///< it returned from every A until a pair came nearer than the overlap distance
    notConverged,   ///< a minimisation reached its step limit: no verdict
};

/// "transition", "loose-particle", "no-transition", "overlap", "not-converged": the table's words.
std::string_view outcomeName(ScanOutcome outcome);
/// @throws run::InvalidInput for an unknown name
ScanOutcome outcomeFromName(std::string_view name);

/// One pull and the minimisation after it: a row of the log, a point of Fig. 2.
struct Pull {
    double amplitude;         ///< A, sigma
    double pulledEnergy;      ///< Phi(r_0 + A sqrt(N) e) - Phi(r_0), epsilon: the barrier of Eq. (8) if A = A_c
    double distance;          ///< |Delta r|, Eq. (6), mean displacement removed, sigma; NaN if not converged
    double energyDifference;  ///< Phi(r_1) - Phi(r_0), Eq. (7) with its sign, epsilon; NaN if not converged
    std::int64_t evaluations;
    bool converged;
};

/// One scan among those of a packing: the same mode and direction may be scanned by several minimisers.
struct ScanKey {
    Eigen::Index mode;  ///< k
    Direction direction;
    quench::MinimizerKind method = quench::MinimizerKind::fire;
    auto operator<=>(const ScanKey&) const = default;
};

/// What pushing along one mode in one direction did. Immutable once built.
struct ScanResult {
    Eigen::Index mode = 1;  ///< k
    Direction direction = Direction::plus;
    quench::MinimizerKind method = quench::MinimizerKind::fire;
    ScanOutcome outcome = ScanOutcome::notConverged;
    double reachedAmplitude = 0;  ///< largest A minimised from, sigma: short of the overlap where there was one
    std::vector<Pull> pulls;      ///< in the order in which they were made
    std::int64_t evaluations = 0;
    std::string minimizer;  ///< ScanSettings::minimizerDescription()

    ScanKey key() const { return {mode, direction, method}; }

    /// The rest only where the outcome is transition or looseParticle.
    struct AtTransition {
        double lowAmplitude;             ///< A_lo of the bracket, returned, sigma
        double criticalAmplitude;        ///< A_c = A_hi of the bracket, transitioned, sigma
        double barrier;                  ///< Eq. (8) at A_c, epsilon; not the saddle's
        double harmonicBarrier;          ///< omega^2 A_c^2 N / 2, epsilon
        double distance;                 ///< |Delta r| at A_c, sigma
        double energyDifference;         ///< Delta Phi at A_c, signed, epsilon
        double rearrangedCount;          ///< N_rearr, Eq. (9)
        double overlap;                  ///< I, Eq. (10)
        Eigen::Matrix3Xd displacements;  ///< Delta r_i, 3xN, mean removed, rattlers' columns zero, sigma
    };
    std::optional<AtTransition> transition;
};

/// Called after each pull, from the thread that made it.
using PullListener = std::function<void(const Pull&)>;

struct ScanGround;

/// Raises A along one mode until the system does not come back, then brackets A_c (Sec. II C).
///
/// The grid goes up from firstAmplitude to the first A that does not return; if that is the first of all, it
/// starts anew decades lower, so that the low end of every bracket was seen to return. One thread; several objects
/// may scan different modes at once.
class AnharmonicityScan {
public:
    /// @throws run::InvalidInput for settings out of range
    AnharmonicityScan(std::shared_ptr<const quench::InherentStructure> structure, ScanSettings settings);
    /// The same for one of several scans of a structure, which share what is known of its pairs.
    AnharmonicityScan(std::shared_ptr<const quench::InherentStructure> structure, ScanSettings settings,
                      std::shared_ptr<const potential::EnergyDifference> energyDifference);
    ~AnharmonicityScan();

    /// @param e 3xN, unit norm; @param k its index, only recorded; @param omega its frequency
    /// @throws run::InvalidInput for an e of another size or norm, run::RunCancelled
    /// @throws run::NotAMinimum if the system does not even return from A = 1e-12 sigma
    ScanResult run(Eigen::Index k, double omega, const Eigen::Ref<const Eigen::Matrix3Xd>& e, Direction direction,
                   const run::RunControl& control, const PullListener& listener = {});

    /// One pull to A along +-e and its minimisation, also from overlapping particles.
    /// @param displacements if not null and the minimisation converged: becomes Delta r_i (3xN, mean removed)
    /// @param observer watches the minimisation, every so many evaluations
    /// @throws run::InvalidInput for an e of another size or norm, run::RunCancelled
    Pull pull(double amplitude, const Eigen::Ref<const Eigen::Matrix3Xd>& e, Direction direction,
              const run::RunControl& control, Eigen::Matrix3Xd* displacements = nullptr,
              const quench::MinimizerObserver& observer = {}, std::int64_t observeEvery = 0);

private:
    void requireMode(const Eigen::Ref<const Eigen::Matrix3Xd>& e) const;
    quench::MinimizerRecord minimize(const Eigen::Matrix3Xd& displacements, const run::RunControl& control,
                                     Eigen::Matrix3Xd& after, const quench::MinimizerObserver& observer = {},
                                     std::int64_t observeEvery = 0);

    std::unique_ptr<const ScanGround> m_ground;
    std::variant<quench::FireMinimizer, quench::GradientFlow, quench::ConjugateGradients> m_minimizer;
};

struct ScanTask {
    Eigen::Index mode;  ///< k
    Direction direction;
    auto operator<=>(const ScanTask&) const = default;
};

/// Scans many modes and signs side by side on the control's threads, delivering each result as it comes.
/// Reports Stage::scan in tasks done.
///
/// By FIRE several scans go on at once in each thread, too (quench::ReplicaFire): the same protocol, minimisations
/// and verdicts as AnharmonicityScan's, each to its end, in less than half the time; numbers differ by rounding.
/// @param deliver called from the scanning threads, never two at once
/// Each result is the same for any number of threads; only the order of delivery varies.
/// @throws run::InvalidInput for a mode that is not among those given, and for a task given twice
/// @throws run::RunCancelled; what was delivered stays valid
void scanModes(const std::shared_ptr<const quench::InherentStructure>& structure, const modes::NormalModes& modes,
               const std::vector<ScanTask>& tasks, const ScanSettings& settings, const run::RunControl& control,
               const std::function<void(std::shared_ptr<const ScanResult>)>& deliver);

}  // namespace vitrine::anharmonicity
