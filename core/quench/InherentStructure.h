#pragma once

#include "core/model/Packing.h"
#include "core/model/SampleRecipe.h"
#include "core/quench/FireMinimizer.h"
#include "core/quench/LiquidEquilibration.h"
#include "core/run/RunControl.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::quench {

/// A packing at a minimum of its potential energy, with what is known about it. Immutable once built.
struct InherentStructure {
    model::SampleRecipe recipe;
    model::Packing packing;  ///< positions inside the box
    std::string minimizer;   ///< FireSettings::description(), or "none" for an import that was at a minimum
    MinimizerRecord record;
    double energy = 0;                                 ///< Phi, epsilon
    double pressure = 0;                               ///< p, epsilon/sigma^3
    double maxForce = 0;                               ///< max_i |f_i| at the positions as stored, epsilon/sigma
    Eigen::Index contactCount = 0;                     ///< pairs with r < r_c
    std::vector<Eigen::Index> rattlers;                ///< ascending; harmonic only
    std::optional<EquilibrationRecord> equilibration;  ///< liquid origin only

    const potential::PairPotential& potential() const { return recipe.potential; }
    /// N of the mode analysis: particles that are no rattlers.
    Eigen::Index participantCount() const
    {
        return packing.particleCount() - static_cast<Eigen::Index>(rattlers.size());
    }
};

/// The quench of a recipe: start positions (random, a liquid equilibrated by molecular dynamics, or a perfect
/// lattice), then FIRE.
/// @param equilibration used for Origin::liquid only
/// @throws run::InvalidInput for Origin::imported, run::RunCancelled,
/// run::NotAMinimum when the step limit was reached or the lattice of a crystal is not stable
std::shared_ptr<const InherentStructure> quenchSample(const model::SampleRecipe& recipe,
                                                      const FireSettings& settings, const run::RunControl& control,
                                                      const EquilibrationSettings& equilibration = {});

/// A packing from elsewhere as an inherent structure.
/// @param minimise run FIRE first; otherwise the packing has to be at a minimum already
/// @throws run::NotAMinimum if it is not: max_i |f_i| > 1e-9; run::InvalidInput if it is not of the recipe
std::shared_ptr<const InherentStructure> adoptPacking(const model::SampleRecipe& recipe,
                                                      const model::Packing& packing, const FireSettings& settings,
                                                      bool minimise, const run::RunControl& control);

}  // namespace vitrine::quench
