#pragma once

#include "core/model/Packing.h"
#include "core/model/SampleRecipe.h"
#include "core/run/RunControl.h"

#include <cstdint>

namespace vitrine::quench {

/// What the molecular dynamics before a Lennard-Jones quench did; part of the sample's record.
struct EquilibrationRecord {
    double timeStep = 0;  ///< sigma (m/epsilon)^(1/2)
    std::int64_t steps = 0;
    double meanTemperature = 0;        ///< over the second half, epsilon/k_B
    double temperatureDeviation = 0;   ///< standard deviation over the second half
    double meanEnergyPerParticle = 0;  ///< potential energy over the second half, epsilon
    double energyDeviation = 0;        ///< standard deviation of it over the second half
    double energyDrift = 0;            ///< difference of the means of the third and the fourth quarter
    double energyDriftError = 0;       ///< its standard error from block averages
    bool equilibrated = false;         ///< |energyDrift| <= 3 energyDriftError
};

struct LiquidSample {
    model::Packing packing;
    EquilibrationRecord record;
};

/// A liquid at the recipe's temperature and density: random start with overlaps pushed apart, then molecular
/// dynamics (velocity Verlet with a thermostat).
/// @throws run::RunCancelled
LiquidSample equilibrateLiquid(const model::SampleRecipe& recipe, const run::RunControl& control);

}  // namespace vitrine::quench
