#include "core/modes/NormalModes.h"

#include "core/anharmonicity/CubicExpansion.h"
#include "core/modes/Blas.h"
#include "core/modes/ChebyshevKrylovSolver.h"
#include "core/modes/CholmodFactorisation.h"
#include "core/modes/DenseEigenSolver.h"
#include "core/modes/EigenProblem.h"
#include "core/modes/ParticipationRatio.h"
#include "core/modes/ShiftInvertEigenSolver.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace vitrine::modes {

namespace {

constexpr std::array<std::pair<EigenSolver, std::string_view>, 5> solverNames{{
    {EigenSolver::automatic, "automatic"},
    {EigenSolver::dense, "dense"},
    {EigenSolver::cholmod, "cholmod"},
    {EigenSolver::simplicial, "simplicial"},
    {EigenSolver::chebyshev, "chebyshev"},
}};

constexpr std::array<std::pair<Completeness, std::string_view>, 3> completenessNames{{
    {Completeness::proved, "proved"},
    {Completeness::statistical, "statistical"},
    {Completeness::estimated, "estimated"},
}};

// Below this many particles a full diagonalisation takes a second or two.
constexpr Eigen::Index denseBelow = 600;
// Floating-point operations that the proof by inertia may take: a few seconds.
constexpr double largestProofWork = 5e9;

void requireCount(Eigen::Index count, const quench::InherentStructure& structure, const NormalModes* known)
{
    const Eigen::Index first = known == nullptr ? 1 : known->count() + 1;
    const Eigen::Index most = 3 * structure.participantCount() - 3;
    if (count < first || count > most)
        throw run::InvalidInput(
            fmt::format("The number of modes is {}, but has to be from {} to {}, three for each "
                        "particle that is no rattler, less the three translations.",
                        count, first, most));
}

void requireKnownModesOf(const Hessian& hessian, const NormalModes& known, const Eigen::MatrixXd& vectors,
                         run::ThreadTeam& team)
{
    if (known.firstIndex != 1)
        throw run::InvalidInput(
            fmt::format("The known modes begin with mode {}, but have to begin with mode 1.", known.firstIndex));
    Eigen::VectorXd product(hessian.size());
    for (Eigen::Index k = 0; k < known.count(); ++k) {
        hessian.multiply(vectors.col(k).data(), product.data(), team);
        const double residual = (product - known.omega[k] * known.omega[k] * vectors.col(k)).norm();
        if (!(residual <= 1e-6 * known.largestEigenvalue))
            throw run::InvalidInput(
                fmt::format("The known mode {} does not belong to this packing: its residual is "
                            "{:.3g}, but may be {:.3g} at most.",
                            k + 1, residual, 1e-6 * known.largestEigenvalue));
    }
}

/// Rows of the Hessian out of a field of all particles.
Eigen::MatrixXd participantRows(const Hessian& hessian, const Eigen::MatrixXd& fields)
{
    Eigen::MatrixXd rows(hessian.size(), fields.cols());
    for (Eigen::Index row = 0; row < hessian.blockRows(); ++row)
        rows.middleRows<3>(3 * row) =
            fields.middleRows<3>(3 * hessian.participants()[static_cast<std::size_t>(row)]);
    return rows;
}

/// Fields of all particles, rattlers' rows zero.
Eigen::MatrixXd allRows(const Hessian& hessian, const Eigen::MatrixXd& rows, Eigen::Index particleCount)
{
    Eigen::MatrixXd fields = Eigen::MatrixXd::Zero(3 * particleCount, rows.cols());
    for (Eigen::Index row = 0; row < hessian.blockRows(); ++row)
        fields.middleRows<3>(3 * hessian.participants()[static_cast<std::size_t>(row)]) =
            rows.middleRows<3>(3 * row);
    return fields;
}

/// The three translations, then the known modes.
Eigen::MatrixXd deflatedVectors(const Hessian& hessian, const Eigen::MatrixXd& known)
{
    Eigen::MatrixXd vectors = Eigen::MatrixXd::Zero(hessian.size(), 3 + known.cols());
    const double component = 1 / std::sqrt(static_cast<double>(hessian.blockRows()));
    for (Eigen::Index row = 0; row < hessian.size(); ++row)
        vectors(row, row % 3) = component;
    vectors.rightCols(known.cols()) = known;
    return vectors;
}

EigenSolver chosenSolver(EigenSolver asked, const EigenProblem& problem)
{
    if (asked != EigenSolver::automatic)
        return asked;
    const Eigen::Index particles = problem.hessian.blockRows();
    const bool nearlyAll = 5 * problem.count > problem.available();
    const bool dense = particles < denseBelow || (nearlyAll && particles <= largestDenseParticleCount);
    return dense ? EigenSolver::dense : EigenSolver::chebyshev;
}

EigenPairs solve(EigenSolver solver, const EigenProblem& problem, const run::RunControl& control)
{
    switch (solver) {
        case EigenSolver::cholmod:
            return solveByShiftInvert(problem, Factoriser::cholmod, control);
        case EigenSolver::simplicial:
            return solveByShiftInvert(problem, Factoriser::simplicial, control);
        case EigenSolver::chebyshev:
            return solveByChebyshev(problem, control);
        case EigenSolver::dense:
        case EigenSolver::automatic:
            break;
    }
    return solveDense(problem, control);
}

/// Eigenvalues as Rayleigh quotients, residuals with them, both in ascending order.
struct Refined {
    Eigen::VectorXd values;
    Eigen::VectorXd residuals;
    Eigen::MatrixXd vectors;
};

Refined refined(const Hessian& hessian, EigenPairs& pairs, const run::RunControl& control)
{
    const Eigen::Index count = pairs.values.size();
    Eigen::VectorXd values(count);
    Eigen::VectorXd residuals(count);
    Eigen::VectorXd product(hessian.size());
    for (Eigen::Index k = 0; k < count; ++k) {
        control.checkpoint();
        pairs.vectors.col(k).normalize();
        hessian.multiply(pairs.vectors.col(k).data(), product.data(), control.team());
        values[k] = pairs.vectors.col(k).dot(product);
        residuals[k] = (product - values[k] * pairs.vectors.col(k)).norm();
    }
    std::vector<Eigen::Index> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](Eigen::Index a, Eigen::Index b) { return values[a] < values[b]; });
    if (std::is_sorted(order.begin(), order.end()))
        return {values, residuals, std::move(pairs.vectors)};
    return {values(order), residuals(order), pairs.vectors(Eigen::all, order)};
}

struct Proof {
    Completeness completeness;
    std::string reason;
    std::optional<double> countedBelow;  ///< omega^2
};

/// What the solver itself knows, where the inertia takes too long.
Proof withoutInertia(const EigenPairs& pairs, const Refined& found)
{
    if (pairs.hidden.lowest == 0)
        return {
            Completeness::estimated,
            "Not proved, since the factorisation for it would take longer than the search, or cannot tell modes "
            "without stiffness apart; " +
                pairs.search + ".",
            std::nullopt};
    const double reach = std::max(0.0, found.values[pairs.hidden.lowest - 1]);
    return {
        Completeness::statistical,
        fmt::format("A second search from random vectors beside the modes found met none lower than omega = "
                    "{:.6g}, mode {} of this search: had one been missed, it would have shown but for a chance "
                    "below {:.0e}.",
                    std::sqrt(reach), pairs.hidden.lowest, std::max(pairs.hidden.probability, 1e-30)),
        reach};
}

/// Counts the eigenvalues below the highest one found, by the inertia of a factorisation where that is quick.
Proof completeness(const EigenProblem& problem, const EigenPairs& pairs, const Refined& found,
                   const run::RunControl& control)
{
    if (pairs.allFound)
        return {Completeness::proved, "No mode is missing: " + pairs.search + ".", std::nullopt};
    // First just above the highest one; where copies of it were left out, just below.
    const double highest = found.values.maxCoeff();
    const double margin = 1e-7 * std::abs(highest) + 1e-12 * pairs.largestEigenvalue;
    for (const double shift : {highest + margin, highest - margin}) {
        if (shift < -negativeBeyondRounding(pairs.largestEigenvalue))
            break;  // modes without stiffness: rounding puts them on either side
        control.report(run::Stage::factorisation, 0, 1);
        control.checkpoint();
        const SingleThreadedBlas blas;
        const CholmodFactorisation factor(problem.hessian, shift, CholmodFactorisation::Kind::signs,
                                          largestProofWork);
        control.report(run::Stage::factorisation, 1, 1);
        if (!factor.succeeded())
            break;
        const Eigen::Index below = factor.eigenvaluesBelowShift();
        const Eigen::Index expected = problem.deflated.cols() + (found.values.array() < shift).count();
        if (below == expected)
            return {
                Completeness::proved,
                fmt::format("No mode is missing: the inertia of H - sigma, sigma = {:.6g}, counts {} eigenvalues "
                            "below sigma, as many as were found.",
                            shift, below),
                shift};
        if (shift < highest)
            throw run::Error(
                fmt::format("The solver {} missed {} of the {} modes below omega^2 = {:.6g}; "
                            "use another solver.",
                            pairs.solver, below - expected, below - 3, shift));
    }
    return withoutInertia(pairs, found);
}

/// The factor that makes tau <= 0, or where tau is 0 to rounding the first large component positive.
double signOf(const Eigen::Ref<const Eigen::VectorXd>& e, double tau, double largestTau)
{
    if (std::abs(tau) > 1e-12 * largestTau)
        return tau > 0 ? -1 : 1;
    const double large = 1e-3 * e.cwiseAbs().maxCoeff();
    for (const double component : e)
        if (std::abs(component) > large)
            return component < 0 ? -1 : 1;
    return 1;
}

}  // namespace

std::string_view solverName(EigenSolver solver)
{
    return std::find_if(solverNames.begin(), solverNames.end(),
                        [&](const auto& entry) { return entry.first == solver; })
        ->second;
}

EigenSolver solverFromName(std::string_view name)
{
    for (const auto& [solver, solverName] : solverNames)
        if (solverName == name)
            return solver;
    throw run::InvalidInput(fmt::format(
        "The eigenvalue solver \"{}\" is unknown; automatic, dense, cholmod, simplicial and chebyshev are known.",
        name));
}

std::string_view completenessName(Completeness completeness)
{
    return std::find_if(completenessNames.begin(), completenessNames.end(),
                        [&](const auto& entry) { return entry.first == completeness; })
        ->second;
}

Completeness completenessFromName(std::string_view name)
{
    for (const auto& [completeness, completenessName] : completenessNames)
        if (completenessName == name)
            return completeness;
    throw run::InvalidInput(fmt::format(
        "The kind of completeness \"{}\" is unknown; proved, statistical and estimated are known.", name));
}

std::shared_ptr<const NormalModes> findNormalModes(const quench::InherentStructure& structure,
                                                   const ModeSettings& settings, const run::RunControl& control,
                                                   const NormalModes* known)
{
    requireCount(settings.count, structure, known);
    const Eigen::Index particleCount = structure.packing.particleCount();
    const Eigen::Index knownCount = known == nullptr ? 0 : known->count();
    if (known != nullptr && known->eigenvectors.rows() != 3 * particleCount)
        throw run::InvalidInput(fmt::format("The known modes are of {} particles, but the packing holds {}.",
                                            known->eigenvectors.rows() / 3, particleCount));

    control.report(run::Stage::hessian, 0, 1);
    control.checkpoint();
    const Hessian hessian(structure);
    control.report(run::Stage::hessian, 1, 1);

    Eigen::MatrixXd knownVectors(hessian.size(), 0);
    if (known != nullptr) {
        knownVectors = participantRows(hessian, known->eigenvectors);
        requireKnownModesOf(hessian, *known, knownVectors, control.team());
    }
    const EigenProblem problem{hessian, settings.count - knownCount, deflatedVectors(hessian, knownVectors)};
    EigenPairs pairs = solve(chosenSolver(settings.solver, problem), problem, control);
    const Refined found = refined(hessian, pairs, control);
    requireMinimum(found.values[0], pairs.largestEigenvalue);
    const Proof proof = completeness(problem, pairs, found, control);

    auto modes = std::make_shared<NormalModes>();
    modes->firstIndex = knownCount + 1;
    modes->omega = found.values.cwiseMax(0).cwiseSqrt();
    modes->eigenvectors = allRows(hessian, found.vectors, particleCount);
    modes->residuals = found.residuals;
    modes->tau = anharmonicity::thirdDerivatives(structure, modes->eigenvectors, control.team());
    modes->participation.resize(modes->count());
    const double largestTau = modes->tau.cwiseAbs().maxCoeff();
    for (Eigen::Index k = 0; k < modes->count(); ++k) {
        const double sign = signOf(modes->eigenvectors.col(k), modes->tau[k], largestTau);
        modes->eigenvectors.col(k) *= sign;
        modes->tau[k] *= sign;
        modes->participation[k] = participationRatio(modes->field(k), structure.participantCount());
    }
    modes->largestEigenvalue = pairs.largestEigenvalue;
    modes->solver = pairs.solver;
    modes->completeness = proof.completeness;
    modes->completenessReason = proof.reason;
    if (proof.completeness == Completeness::statistical)
        modes->missProbability = pairs.hidden.probability;
    if (proof.countedBelow)
        modes->countedBelow = std::sqrt(std::max(0.0, *proof.countedBelow));
    return modes;
}

}  // namespace vitrine::modes
