#include "core/quench/LiquidEquilibration.h"

#include "core/model/RandomNumbers.h"
#include "core/quench/FireMinimizer.h"
#include "core/quench/ParticleMotion.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vitrine::quench {

namespace {

// 25 Lennard-Jones time units: at T = 2 and density 0.997 the energy has forgotten a random start after about one.
constexpr std::int64_t stepCount = 5000;
constexpr std::int64_t stepsPerMeasurement = 10;
constexpr double timeStep = 0.005;      // sigma (m/epsilon)^(1/2)
constexpr double thermostatTime = 0.1;  // relaxation of the kinetic energy, same unit
constexpr std::int64_t blocksPerQuarter = 5;

// Random points, pushed apart by the harmonic repulsion: it stays finite where Lennard-Jones does not.
Eigen::Matrix3Xd separatedPoints(const model::SampleRecipe& recipe, const model::PeriodicBox& box,
                                 model::RandomNumbers& random, const run::RunControl& control)
{
    Eigen::Matrix3Xd positions = random.pointsInCube(recipe.particleCount, box.side);
    FireSettings settings;
    settings.forceTolerance = 0.05;  // overlaps of a few per cent: a small part of the energy of a liquid
    settings.largestEvaluationCount = 1000;
    FireMinimizer(potential::HarmonicPotential{}, box, settings).minimize(positions, control);
    return positions;
}

Eigen::Matrix3Xd thermalVelocities(Eigen::Index count, double temperature, model::RandomNumbers& random)
{
    Eigen::Matrix3Xd velocities(3, count);
    for (double& component : velocities.reshaped())
        component = random.normal();
    velocities.colwise() -= velocities.rowwise().mean().eval();
    velocities *= std::sqrt(3 * static_cast<double>(count - 1) * temperature / velocities.squaredNorm());
    return velocities;
}

// Stochastic rescaling of all velocities, which samples the canonical ensemble: Bussi, Donadio and Parrinello,
// J. Chem. Phys. 126, 014101 (2007), Eq. (A7).
double rescaling(double kineticEnergy, double temperature, double freedoms, model::RandomNumbers& random)
{
    const double decay = std::exp(-timeStep / thermostatTime);
    const double share = (1 - decay) * 0.5 * temperature / kineticEnergy;  // of one degree of freedom
    const double r = random.normal();
    const double others = random.normalSquares(freedoms - 1);
    return std::sqrt(decay + share * (r * r + others) + 2 * r * std::sqrt(decay * share));
}

struct Statistics {
    double mean = 0;
    double deviation = 0;
};

Statistics statisticsOf(const double* first, const double* last)
{
    Statistics result;
    const auto count = static_cast<double>(last - first);
    for (const double* value = first; value != last; ++value)
        result.mean += *value / count;
    for (const double* value = first; value != last; ++value)
        result.deviation += (*value - result.mean) * (*value - result.mean) / count;
    result.deviation = std::sqrt(result.deviation);
    return result;
}

// Mean of a quarter of the run with the standard error that its blocks' means show.
Statistics blockAverage(const double* first, const double* last)
{
    std::vector<double> means;
    const std::ptrdiff_t length = (last - first) / blocksPerQuarter;
    for (std::ptrdiff_t block = 0; block < blocksPerQuarter; ++block)
        means.push_back(statisticsOf(first + block * length, first + (block + 1) * length).mean);
    Statistics result = statisticsOf(means.data(), means.data() + means.size());
    result.deviation /= std::sqrt(static_cast<double>(blocksPerQuarter - 1));
    return result;
}

EquilibrationRecord judge(const std::vector<double>& temperatures, const std::vector<double>& energies)
{
    const double* begin = energies.data();
    const double* end = begin + energies.size();
    const double* half = begin + energies.size() / 2;
    const double* lastQuarter = begin + energies.size() * 3 / 4;

    EquilibrationRecord record;
    record.timeStep = timeStep;
    record.steps = stepCount;
    const Statistics temperature =
        statisticsOf(temperatures.data() + temperatures.size() / 2, temperatures.data() + temperatures.size());
    record.meanTemperature = temperature.mean;
    record.temperatureDeviation = temperature.deviation;
    const Statistics energy = statisticsOf(half, end);
    record.meanEnergyPerParticle = energy.mean;
    record.energyDeviation = energy.deviation;
    const Statistics third = blockAverage(half, lastQuarter);
    const Statistics fourth = blockAverage(lastQuarter, end);
    record.energyDrift = fourth.mean - third.mean;
    record.energyDriftError = std::hypot(third.deviation, fourth.deviation);
    record.equilibrated = std::abs(record.energyDrift) <= 3 * record.energyDriftError;
    return record;
}

}  // namespace

LiquidSample equilibrateLiquid(const model::SampleRecipe& recipe, const run::RunControl& control)
{
    recipe.validate();
    const model::PeriodicBox box{recipe.boxSide()};
    const auto count = static_cast<double>(recipe.particleCount);
    const double freedoms = 3 * (count - 1);  // the momentum is conserved
    model::RandomNumbers random(recipe.seed);

    control.report(run::Stage::equilibration, 0, stepCount);
    const Eigen::Matrix3Xd start = separatedPoints(recipe, box, random, control);
    ParticleMotion motion(recipe.potential, box);
    motion.place(start, thermalVelocities(recipe.particleCount, recipe.temperature, random), control);

    std::vector<double> temperatures;
    std::vector<double> energies;
    motion.kick(0, control);
    double scale = 1;
    for (std::int64_t step = 1; step <= stepCount; ++step) {
        control.checkpoint();
        motion.advance(scale, 0.5 * timeStep, timeStep, control);
        const MotionSums sums = motion.kick(0.5 * timeStep, control);
        scale = rescaling(0.5 * sums.speedSquared, recipe.temperature, freedoms, random);
        if (step % stepsPerMeasurement == 0) {
            temperatures.push_back(sums.speedSquared / freedoms);
            energies.push_back(motion.potentialEnergy(control) / count);
        }
        control.report(run::Stage::equilibration, static_cast<double>(step), stepCount);
    }

    LiquidSample sample{{box, {}}, judge(temperatures, energies)};
    motion.copyPositions(sample.packing.positions);
    for (auto position : sample.packing.positions.colwise())
        position = box.wrapped(position);
    return sample;
}

}  // namespace vitrine::quench
