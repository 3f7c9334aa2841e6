#pragma once

#include "core/model/Packing.h"
#include "core/model/SampleRecipe.h"
#include "core/quench/FireMinimizer.h"
#include "core/run/RunControl.h"

#include <cstdint>

namespace vitrine::quench {

/// How a liquid is made; all that decides it beside the recipe.
struct EquilibrationSettings {
    /// 25 Lennard-Jones time units of the defaults: at T = 2 and density 0.997 the energy has forgotten a random
    /// start after about one.
    std::int64_t steps = 5000;
    std::int64_t stepsPerMeasurement = 10;
    double timeStep = 0.005;            ///< sigma (m/epsilon)^(1/2)
    double thermostatTime = 0.1;        ///< relaxation of the kinetic energy, same unit
    std::int64_t blocksPerQuarter = 5;  ///< of the measurements, for the error of the drift
    /// Random points are pushed apart by the harmonic repulsion first, until overlaps are a small part of the
    /// energy of a liquid: it stays finite where Lennard-Jones does not.
    FireSettings separation{.forceTolerance = 0.05, .largestEvaluationCount = 1000};

    /// @throws run::InvalidInput naming value and range: as many measurements as blocks in each quarter, steps up
    /// to 1e9, time step and thermostat time above 0 and up to 1 and 1000
    void validate() const;
};

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
/// @throws run::RunCancelled, run::InvalidInput
LiquidSample equilibrateLiquid(const model::SampleRecipe& recipe, const run::RunControl& control,
                               const EquilibrationSettings& settings = {});

}  // namespace vitrine::quench
