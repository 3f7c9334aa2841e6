#include "core/quench/InherentStructure.h"

#include "core/model/RandomNumbers.h"
#include "core/modes/LatticeDispersion.h"
#include "core/modes/Rattlers.h"
#include "core/potential/PotentialEnergy.h"
#include "core/quench/QuenchWatcher.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <cmath>

namespace vitrine::quench {

namespace {

// A packing from elsewhere counts as a minimum below this residual force, epsilon/sigma.
constexpr double largestForceOfImport = 1e-9;
// Evaluations between two states that a watcher may have.
constexpr std::int64_t watchEvery = 20;

void wrap(model::Packing& packing)
{
    for (auto position : packing.positions.colwise())
        position = packing.box.wrapped(position);
}

void minimise(InherentStructure& structure, const FireSettings& settings, const run::RunControl& control,
              const QuenchWatcher* watcher = nullptr)
{
    FireMinimizer minimizer(structure.potential(), structure.packing.box, settings);
    const auto watch = [&](const Eigen::Matrix3Xd& positions, std::int64_t evaluations, double maxForce) {
        if (watcher->wants())
            watcher->tell({{structure.packing.box, positions}, evaluations, maxForce});
    };
    structure.record = minimizer.minimize(structure.packing.positions, control,
                                          watcher ? MinimizerObserver(watch) : MinimizerObserver(), watchEvery);
    structure.minimizer = settings.description();
    if (structure.record.outcome != MinimizerOutcome::converged)
        throw run::NotAMinimum(fmt::format(
            "After {} force evaluations the largest force is {:.3g}, but has to be at most {:.3g}: the step limit "
            "is too low or the time step {} too long for this system.",
            structure.record.evaluations, structure.record.maxForce, settings.forceTolerance,
            settings.largestTimeStep));
}

void analyse(InherentStructure& structure)
{
    const model::Packing& packing = structure.packing;
    const potential::PairPotential& potential = structure.potential();
    structure.energy = potential::potentialEnergy(packing, potential);
    structure.pressure = potential::pressure(packing, potential);
    structure.maxForce = potential::largestForce(potential::forces(packing, potential));
    structure.contactCount =
        static_cast<Eigen::Index>(potential::contactsWithin(packing, potential::cutoff(potential)).size());
    structure.rattlers = modes::findRattlers(packing, potential);
}

void requirePackingOf(const model::SampleRecipe& recipe, const model::Packing& packing)
{
    if (packing.particleCount() != recipe.particleCount)
        throw run::InvalidInput(fmt::format("The packing holds {} particles, but its recipe says {}.",
                                            packing.particleCount(), recipe.particleCount));
    // A density as N/L^3 gives L back to rounding.
    if (!(std::abs(packing.box.side - recipe.boxSide()) <= 1e-9 * recipe.boxSide()))
        throw run::InvalidInput(fmt::format("The packing's box has side {}, but its recipe says {}.",
                                            packing.box.side, recipe.boxSide()));
    if (potential::closestPairDistance(packing, recipe.potential) == 0)
        throw run::InvalidInput(
            "Two particles are at the same place, but have to be apart: the force between them has no direction.");
}

/// All forces vanish in a perfect lattice, stable or not, so that the minimiser would accept either.
void requireStableLattice(const model::SampleRecipe& recipe)
{
    const double edge = model::latticeConstant(recipe.lattice, recipe.numberDensity);
    const auto spectrum = modes::latticeSpectrum(recipe.lattice, recipe.cellsPerSide, edge, recipe.potential);
    if (!spectrum.isStable())
        throw run::NotAMinimum(fmt::format(
            "The {} lattice is not stable at number density {:.4g}: its lowest omega^2 is {:.3g} at wave vector "
            "({:.3g}, {:.3g}, {:.3g}), but has to be above 0.",
            model::latticeName(recipe.lattice), recipe.numberDensity, spectrum.squaredFrequencies[0],
            spectrum.softestWaveVector.x(), spectrum.softestWaveVector.y(), spectrum.softestWaveVector.z()));
}

}  // namespace

std::shared_ptr<const InherentStructure> quenchSample(const model::SampleRecipe& recipe,
                                                      const FireSettings& settings, const run::RunControl& control,
                                                      const EquilibrationSettings& equilibration,
                                                      const QuenchWatcher& watcher)
{
    recipe.validate();
    auto structure = std::make_shared<InherentStructure>();
    structure->recipe = recipe;
    switch (recipe.origin) {
        case model::Origin::random:
            structure->packing.box = {recipe.boxSide()};
            structure->packing.positions =
                model::RandomNumbers(recipe.seed).pointsInCube(recipe.particleCount, recipe.boxSide());
            break;
        case model::Origin::liquid: {
            LiquidSample liquid = equilibrateLiquid(recipe, control, equilibration);
            structure->packing = std::move(liquid.packing);
            structure->equilibration = liquid.record;
            break;
        }
        case model::Origin::imported:
            throw run::InvalidInput(
                "The origin is \"imported\", but only random, liquid and crystal samples can be made anew.");
        case model::Origin::crystal:
            requireStableLattice(recipe);
            structure->packing = model::crystalPacking(recipe.lattice, recipe.cellsPerSide, recipe.numberDensity);
            break;
    }
    minimise(*structure, settings, control, watcher.tell ? &watcher : nullptr);
    wrap(structure->packing);
    analyse(*structure);
    return structure;
}

std::shared_ptr<const InherentStructure> quenchSample(const model::SampleRecipe& recipe,
                                                      const FireSettings& settings, const run::RunControl& control,
                                                      const EquilibrationSettings& equilibration)
{
    return quenchSample(recipe, settings, control, equilibration, QuenchWatcher());
}

std::shared_ptr<const InherentStructure> adoptPacking(const model::SampleRecipe& recipe,
                                                      const model::Packing& packing, const FireSettings& settings,
                                                      bool minimiseFirst, const run::RunControl& control)
{
    recipe.validate();
    requirePackingOf(recipe, packing);
    auto structure = std::make_shared<InherentStructure>();
    structure->recipe = recipe;
    structure->packing = packing;
    if (minimiseFirst)
        minimise(*structure, settings, control);
    wrap(structure->packing);
    analyse(*structure);
    if (!minimiseFirst) {
        if (!(structure->maxForce <= largestForceOfImport))
            throw run::NotAMinimum(
                fmt::format("The largest force is {:.3g}, but a minimum of the energy has at most {:g}; it can be "
                            "minimised on "
                            "import.",
                            structure->maxForce, largestForceOfImport));
        structure->minimizer = "none";
        structure->record.outcome = MinimizerOutcome::converged;
        structure->record.maxForce = structure->maxForce;
    }
    return structure;
}

}  // namespace vitrine::quench
