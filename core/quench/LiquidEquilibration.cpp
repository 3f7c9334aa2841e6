#include "core/quench/LiquidEquilibration.h"

#include "core/model/RandomNumbers.h"
#include "core/quench/ParticleMotion.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace vitrine::quench {

namespace {

// Random points, pushed apart by the harmonic repulsion.
Eigen::Matrix3Xd separatedPoints(const model::SampleRecipe& recipe, const FireSettings& settings,
                                 const model::PeriodicBox& box, model::RandomNumbers& random,
                                 const run::RunControl& control)
{
    Eigen::Matrix3Xd positions = random.pointsInCube(recipe.particleCount, box.side);
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
double rescaling(double kineticEnergy, double temperature, double freedoms, const EquilibrationSettings& settings,
                 model::RandomNumbers& random)
{
    const double decay = std::exp(-settings.timeStep / settings.thermostatTime);
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
Statistics blockAverage(const double* first, const double* last, std::int64_t blocks)
{
    std::vector<double> means;
    const std::ptrdiff_t length = (last - first) / blocks;
    for (std::ptrdiff_t block = 0; block < blocks; ++block)
        means.push_back(statisticsOf(first + block * length, first + (block + 1) * length).mean);
    Statistics result = statisticsOf(means.data(), means.data() + means.size());
    result.deviation /= std::sqrt(static_cast<double>(blocks - 1));
    return result;
}

EquilibrationRecord judge(const std::vector<double>& temperatures, const std::vector<double>& energies,
                          const EquilibrationSettings& settings)
{
    const double* begin = energies.data();
    const double* end = begin + energies.size();
    const double* half = begin + energies.size() / 2;
    const double* lastQuarter = begin + energies.size() * 3 / 4;

    EquilibrationRecord record;
    record.timeStep = settings.timeStep;
    record.steps = settings.steps;
    const Statistics temperature =
        statisticsOf(temperatures.data() + temperatures.size() / 2, temperatures.data() + temperatures.size());
    record.meanTemperature = temperature.mean;
    record.temperatureDeviation = temperature.deviation;
    const Statistics energy = statisticsOf(half, end);
    record.meanEnergyPerParticle = energy.mean;
    record.energyDeviation = energy.deviation;
    const Statistics third = blockAverage(half, lastQuarter, settings.blocksPerQuarter);
    const Statistics fourth = blockAverage(lastQuarter, end, settings.blocksPerQuarter);
    record.energyDrift = fourth.mean - third.mean;
    record.energyDriftError = std::hypot(third.deviation, fourth.deviation);
    record.equilibrated = std::abs(record.energyDrift) <= 3 * record.energyDriftError;
    return record;
}

}  // namespace

void EquilibrationSettings::validate() const
{
    const std::int64_t fewestSteps = 4 * blocksPerQuarter * stepsPerMeasurement;
    if (blocksPerQuarter < 2 || blocksPerQuarter > 1000)
        throw run::InvalidInput(fmt::format(
            "The number of blocks in a quarter of the equilibration is {}, but has to be from 2 to 1000.",
            blocksPerQuarter));
    if (stepsPerMeasurement < 1 || stepsPerMeasurement > 1'000'000)
        throw run::InvalidInput(fmt::format(
            "The number of steps between measurements of the equilibration is {}, but has to be from 1 "
            "to 1000000.",
            stepsPerMeasurement));
    if (steps < fewestSteps || steps > 1'000'000'000)
        throw run::InvalidInput(
            fmt::format("The number of steps of the equilibration is {}, but has to be from {}, which gives each "
                        "block a measurement, to 1000000000.",
                        steps, fewestSteps));
    if (!(timeStep > 0 && timeStep <= 1))
        throw run::InvalidInput(fmt::format(
            "The time step of the equilibration is {}, but has to be above 0 and at most 1.", timeStep));
    if (!(thermostatTime > 0 && thermostatTime <= 1000))
        throw run::InvalidInput(
            fmt::format("The thermostat time of the equilibration is {}, but has to be above 0 and at most 1000.",
                        thermostatTime));
}

LiquidSample equilibrateLiquid(const model::SampleRecipe& recipe, const run::RunControl& control,
                               const EquilibrationSettings& settings)
{
    recipe.validate();
    settings.validate();
    const model::PeriodicBox box{recipe.boxSide()};
    const auto count = static_cast<double>(recipe.particleCount);
    const double freedoms = 3 * (count - 1);  // the momentum is conserved
    model::RandomNumbers random(recipe.seed);

    const auto stepCount = static_cast<double>(settings.steps);
    const double timeStep = settings.timeStep;
    control.report(run::Stage::equilibration, 0, stepCount);
    const Eigen::Matrix3Xd start = separatedPoints(recipe, settings.separation, box, random, control);
    ParticleMotion motion(recipe.potential, box);
    motion.place(start, thermalVelocities(recipe.particleCount, recipe.temperature, random), control);

    std::vector<double> temperatures;
    std::vector<double> energies;
    motion.kick(0, control);
    double scale = 1;
    for (std::int64_t step = 1; step <= settings.steps; ++step) {
        control.checkpoint();
        motion.advance(scale, 0.5 * timeStep, timeStep, control);
        const MotionSums sums = motion.kick(0.5 * timeStep, control);
        scale = rescaling(0.5 * sums.speedSquared, recipe.temperature, freedoms, settings, random);
        if (step % settings.stepsPerMeasurement == 0) {
            temperatures.push_back(sums.speedSquared / freedoms);
            energies.push_back(motion.potentialEnergy(control) / count);
        }
        control.report(run::Stage::equilibration, static_cast<double>(step), stepCount);
    }

    LiquidSample sample{{box, {}}, judge(temperatures, energies, settings)};
    motion.copyPositions(sample.packing.positions);
    for (auto position : sample.packing.positions.colwise())
        position = box.wrapped(position);
    return sample;
}

}  // namespace vitrine::quench
