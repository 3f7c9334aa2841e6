#include "core/study/formats/H5mdPacking.h"

#include "core/run/Errors.h"
#include "core/study/formats/Hdf5File.h"
#include "core/study/formats/PieceHeader.h"
#include "core/study/formats/PlanJson.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::study::formats {

namespace {
constexpr std::int64_t largestParticleCount = 8'388'608;

// The whole packing is one frame, at step 0 and time 0: the first length of each shape is 1.
void addFrame(Hdf5Builder& file, const std::string& element, std::span<const double> values, const Shape& shape)
{
    file.addGroup(element);
    file.addDataset(element + "/value", values, shape);
    if (element == "/particles/glass/position") {
        file.addDataset(element + "/step", std::array<std::int64_t, 1>{0}, {1});
        file.addDataset(element + "/time", std::array<double, 1>{0}, {1});
    }
    else {
        file.addHardLink("/particles/glass/position/step", element + "/step");
        file.addHardLink("/particles/glass/position/time", element + "/time");
    }
}

void addParticles(Hdf5Builder& file, const model::Packing& packing)
{
    const auto count = static_cast<std::size_t>(packing.particleCount());
    file.addGroup("/particles");
    file.addGroup("/particles/glass");
    addFrame(file, "/particles/glass/position", {packing.positions.data(), 3 * count}, {1, count, 3});

    file.addGroup("/particles/glass/box");
    file.setAttribute("/particles/glass/box", "dimension", std::int64_t(3));
    file.setAttribute("/particles/glass/box", "boundary", std::vector<std::string>(3, "periodic"));
    const double side = packing.box.side;
    addFrame(file, "/particles/glass/box/edges", std::array{side, 0.0, 0.0, 0.0, side, 0.0, 0.0, 0.0, side},
             {1, 3, 3});

    std::vector<std::int64_t> ids(count);
    for (std::size_t i = 0; i < count; ++i)
        ids[i] = static_cast<std::int64_t>(i) + 1;
    file.addDataset("/particles/glass/id", ids, {count});
    file.addDataset("/particles/glass/species", std::vector<std::int64_t>(count, 1), {count});
    file.addDataset("/particles/glass/mass", std::vector<double>(count, 1.0), {count});
}

void addEquilibration(Hdf5Builder& file, const quench::EquilibrationRecord& record)
{
    const std::string group = "/vitrine/equilibration";
    file.addGroup(group);
    file.setAttribute(group, "time_step", record.timeStep);
    file.setAttribute(group, "steps", record.steps);
    file.setAttribute(group, "mean_temperature", record.meanTemperature);
    file.setAttribute(group, "temperature_deviation", record.temperatureDeviation);
    file.setAttribute(group, "mean_energy_per_particle", record.meanEnergyPerParticle);
    file.setAttribute(group, "energy_deviation", record.energyDeviation);
    file.setAttribute(group, "energy_drift", record.energyDrift);
    file.setAttribute(group, "energy_drift_error", record.energyDriftError);
    file.setAttribute(group, "equilibrated", std::int64_t(record.equilibrated ? 1 : 0));
}

quench::EquilibrationRecord readEquilibration(const Hdf5Reader& file)
{
    const std::string group = "/vitrine/equilibration";
    quench::EquilibrationRecord record;
    record.timeStep = file.number(group, "time_step");
    record.steps = file.integer(group, "steps");
    record.meanTemperature = file.number(group, "mean_temperature");
    record.temperatureDeviation = file.number(group, "temperature_deviation");
    record.meanEnergyPerParticle = file.number(group, "mean_energy_per_particle");
    record.energyDeviation = file.number(group, "energy_deviation");
    record.energyDrift = file.number(group, "energy_drift");
    record.energyDriftError = file.number(group, "energy_drift_error");
    record.equilibrated = file.integer(group, "equilibrated") != 0;
    return record;
}

void checkPositions(const Hdf5Reader& file, std::uint64_t particleCount)
{
    if (file.shape("/particles/glass/position/value") != Shape{1, particleCount, 3})
        file.refuse("its positions are not those of " + std::to_string(particleCount) + " particles");
}

model::Packing readFrame(const Hdf5Reader& file, std::uint64_t particleCount)
{
    checkPositions(file, particleCount);
    model::Packing packing;
    const std::vector<double> edges = file.numbers("/particles/glass/box/edges/value", Shape{1, 3, 3});
    packing.box.side = edges.front();
    if (!(packing.box.side > 0) || !std::isfinite(packing.box.side))
        file.refuse("its box has no positive edge");
    packing.positions.resize(3, static_cast<Eigen::Index>(particleCount));
    file.read("/particles/glass/position/value", {1, particleCount, 3},
              {packing.positions.data(), 3 * particleCount});
    return packing;
}

std::vector<Eigen::Index> readRattlers(const Hdf5Reader& file, std::uint64_t particleCount)
{
    const Shape shape = file.shape("/vitrine/rattlers");
    if (shape.size() != 1 || shape.front() > particleCount)
        file.refuse("its list of rattlers has another shape than a list");
    const std::vector<std::int64_t> list = file.integers("/vitrine/rattlers", shape);
    std::vector<Eigen::Index> rattlers(list.begin(), list.end());
    const bool ascending = std::ranges::adjacent_find(rattlers, std::ranges::greater_equal{}) == rattlers.end();
    if (!ascending || (!rattlers.empty() &&
                       (rattlers.front() < 0 || rattlers.back() >= static_cast<Eigen::Index>(particleCount))))
        file.refuse("its list of rattlers names no particles");
    return rattlers;
}

model::SampleRecipe readRecipe(const Hdf5Reader& file)
{
    try {
        return recipeFromText(file.text("/vitrine", "recipe"));
    }
    catch (const run::InvalidInput& error) {
        file.refuse(std::string("its recipe: ") + error.what());
    }
}
}  // namespace

std::vector<std::byte> h5mdFile(const quench::InherentStructure& structure, const std::string& fingerprint)
{
    Hdf5Builder file;
    addPieceHeader(file, "structure", {fingerprint, contentHash(structure)});
    addParticles(file, structure.packing);

    file.addGroup("/observables");
    addFrame(file, "/observables/potential_energy", std::array{structure.energy}, {1});
    addFrame(file, "/observables/pressure", std::array{structure.pressure}, {1});

    file.setAttribute("/vitrine", "recipe", recipeText(structure.recipe));
    file.setAttribute("/vitrine", "minimizer", structure.minimizer);
    file.setAttribute("/vitrine", "converged",
                      std::int64_t(structure.record.outcome == quench::MinimizerOutcome::converged ? 1 : 0));
    file.setAttribute("/vitrine", "evaluations", structure.record.evaluations);
    file.setAttribute("/vitrine", "list_builds", structure.record.listBuilds);
    file.setAttribute("/vitrine", "largest_force_of_minimizer", structure.record.maxForce);
    file.setAttribute("/vitrine", "energy", structure.energy);
    file.setAttribute("/vitrine", "pressure", structure.pressure);
    file.setAttribute("/vitrine", "largest_force", structure.maxForce);
    file.setAttribute("/vitrine", "contacts", std::int64_t(structure.contactCount));
    file.setAttribute("/vitrine", "particles", std::int64_t(structure.packing.particleCount()));
    file.setAttribute("/vitrine", "participants", std::int64_t(structure.participantCount()));
    file.addDataset("/vitrine/rattlers",
                    std::vector<std::int64_t>(structure.rattlers.begin(), structure.rattlers.end()),
                    {structure.rattlers.size()});
    if (structure.equilibration)
        addEquilibration(file, *structure.equilibration);
    return file.image();
}

std::shared_ptr<const quench::InherentStructure> readStructure(const std::filesystem::path& path)
{
    const Hdf5Reader file(path);
    const PieceIdentity identity = readPieceHeader(file, "structure");
    const auto count =
        static_cast<std::uint64_t>(readCount(file, "/vitrine", "particles", 1, largestParticleCount));
    auto structure = std::make_shared<quench::InherentStructure>();
    structure->recipe = readRecipe(file);
    structure->packing = readFrame(file, count);
    structure->minimizer = file.text("/vitrine", "minimizer");
    structure->record.outcome = file.integer("/vitrine", "converged") != 0 ? quench::MinimizerOutcome::converged
                                                                           : quench::MinimizerOutcome::stepLimit;
    structure->record.evaluations = file.integer("/vitrine", "evaluations");
    structure->record.listBuilds = file.integer("/vitrine", "list_builds");
    structure->record.maxForce = file.number("/vitrine", "largest_force_of_minimizer");
    structure->energy = file.number("/vitrine", "energy");
    structure->pressure = file.number("/vitrine", "pressure");
    structure->maxForce = file.number("/vitrine", "largest_force");
    structure->contactCount = file.integer("/vitrine", "contacts");
    structure->rattlers = readRattlers(file, count);
    if (file.hasGroup("/vitrine/equilibration"))
        structure->equilibration = readEquilibration(file);
    if (contentHash(*structure) != identity.content)
        file.refuse("its numbers are not those that were written: it is damaged");
    if (structure->recipe.origin == model::Origin::imported &&
        structure->recipe.contentHash != contentHash(structure->packing))
        file.refuse("its packing is not the one that its recipe names");
    return structure;
}

StructureSummary readStructureSummary(const std::filesystem::path& path)
{
    const Hdf5Reader file(path);
    StructureSummary summary;
    summary.identity = readPieceHeader(file, "structure");
    summary.particleCount = readCount(file, "/vitrine", "particles", 1, largestParticleCount);
    summary.participantCount = readCount(file, "/vitrine", "participants", 0, summary.particleCount);
    checkPositions(file, static_cast<std::uint64_t>(summary.particleCount));
    const auto rattlers = readRattlers(file, static_cast<std::uint64_t>(summary.particleCount));
    if (summary.participantCount != summary.particleCount - static_cast<Eigen::Index>(rattlers.size()))
        file.refuse("its number of participants is not that of its particles without rattlers");
    if (file.hasGroup("/vitrine/equilibration"))
        summary.equilibration = readEquilibration(file);
    return summary;
}

}  // namespace vitrine::study::formats
