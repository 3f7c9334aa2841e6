#include "core/study/formats/ScanFile.h"

#include "core/run/Errors.h"
#include "core/study/formats/Hdf5File.h"
#include "core/study/formats/PieceHeader.h"

#include <fmt/format.h>

#include <limits>

namespace vitrine::study::formats {

namespace {
constexpr std::int64_t largestParticleCount = 8'388'608;
constexpr std::uint64_t largestPullCount = 1'000'000;
const std::string pullsGroup = "/vitrine/pulls";
const std::string transitionGroup = "/vitrine/transition";

template <typename Value>
void addColumn(Hdf5Builder& file, const std::string& name, const std::vector<anharmonicity::Pull>& pulls,
               Value (*valueOf)(const anharmonicity::Pull&))
{
    std::vector<Value> column;
    for (const anharmonicity::Pull& pull : pulls)
        column.push_back(valueOf(pull));
    file.addDataset(pullsGroup + "/" + name, column, {column.size()});
}

void addPulls(Hdf5Builder& file, const std::vector<anharmonicity::Pull>& pulls)
{
    using anharmonicity::Pull;
    file.addGroup(pullsGroup);
    addColumn<double>(file, "amplitude", pulls, [](const Pull& pull) { return pull.amplitude; });
    addColumn<double>(file, "pulled_energy", pulls, [](const Pull& pull) { return pull.pulledEnergy; });
    addColumn<double>(file, "distance", pulls, [](const Pull& pull) { return pull.distance; });
    addColumn<double>(file, "energy_difference", pulls, [](const Pull& pull) { return pull.energyDifference; });
    addColumn<std::int64_t>(file, "evaluations", pulls, [](const Pull& pull) { return pull.evaluations; });
    addColumn<std::int64_t>(file, "converged", pulls,
                            [](const Pull& pull) { return std::int64_t(pull.converged ? 1 : 0); });
}

std::vector<anharmonicity::Pull> readPulls(const Hdf5Reader& file)
{
    const Shape shape = file.shape(pullsGroup + "/amplitude");
    if (shape.size() != 1 || shape.front() > largestPullCount)
        file.refuse("its table of pulls is no table");
    const auto amplitude = file.numbers(pullsGroup + "/amplitude", shape);
    const auto pulledEnergy = file.numbers(pullsGroup + "/pulled_energy", shape);
    const auto distance = file.numbers(pullsGroup + "/distance", shape);
    const auto energyDifference = file.numbers(pullsGroup + "/energy_difference", shape);
    const auto evaluations = file.integers(pullsGroup + "/evaluations", shape);
    const auto converged = file.integers(pullsGroup + "/converged", shape);
    std::vector<anharmonicity::Pull> pulls;
    for (std::size_t i = 0; i < shape.front(); ++i)
        pulls.push_back(
            {amplitude[i], pulledEnergy[i], distance[i], energyDifference[i], evaluations[i], converged[i] != 0});
    return pulls;
}

void addTransition(Hdf5Builder& file, const anharmonicity::ScanResult::AtTransition& at)
{
    file.addGroup(transitionGroup);
    file.setAttribute(transitionGroup, "low_amplitude", at.lowAmplitude);
    file.setAttribute(transitionGroup, "critical_amplitude", at.criticalAmplitude);
    file.setAttribute(transitionGroup, "barrier", at.barrier);
    file.setAttribute(transitionGroup, "harmonic_barrier", at.harmonicBarrier);
    file.setAttribute(transitionGroup, "distance", at.distance);
    file.setAttribute(transitionGroup, "energy_difference", at.energyDifference);
    file.setAttribute(transitionGroup, "rearranged_count", at.rearrangedCount);
    file.setAttribute(transitionGroup, "overlap", at.overlap);
    file.setAttribute(transitionGroup, "particles", std::int64_t(at.displacements.cols()));
    const auto count = static_cast<std::uint64_t>(at.displacements.cols());
    file.addDataset(transitionGroup + "/displacements", {at.displacements.data(), 3 * count}, {count, 3});
}

anharmonicity::ScanResult::AtTransition readTransition(const Hdf5Reader& file)
{
    anharmonicity::ScanResult::AtTransition at{};
    at.lowAmplitude = file.number(transitionGroup, "low_amplitude");
    at.criticalAmplitude = file.number(transitionGroup, "critical_amplitude");
    at.barrier = file.number(transitionGroup, "barrier");
    at.harmonicBarrier = file.number(transitionGroup, "harmonic_barrier");
    at.distance = file.number(transitionGroup, "distance");
    at.energyDifference = file.number(transitionGroup, "energy_difference");
    at.rearrangedCount = file.number(transitionGroup, "rearranged_count");
    at.overlap = file.number(transitionGroup, "overlap");
    return at;
}

std::string hashOf(const DecaySummary& decay)
{
    return sha256(fmt::format("{} {} {}\n{}\n", decay.exponent.value_or(0), decay.error.value_or(0),
                              decay.noExponentReason, decay.rule));
}

void addDecay(Hdf5Builder& file, const DecaySummary& decay)
{
    if (decay.exponent && decay.error) {
        file.setAttribute(transitionGroup, "decay_exponent", *decay.exponent);
        file.setAttribute(transitionGroup, "decay_exponent_error", *decay.error);
    }
    else
        file.setAttribute(transitionGroup, "no_decay_exponent", decay.noExponentReason);
    file.setAttribute(transitionGroup, "decay_rule", decay.rule);
    file.setAttribute(transitionGroup, "decay_content", hashOf(decay));
}

DecaySummary readDecay(const Hdf5Reader& file)
{
    DecaySummary decay;
    if (file.hasAttribute(transitionGroup, "decay_exponent")) {
        decay.exponent = file.number(transitionGroup, "decay_exponent");
        decay.error = file.number(transitionGroup, "decay_exponent_error");
    }
    else
        decay.noExponentReason = file.text(transitionGroup, "no_decay_exponent");
    decay.rule = file.text(transitionGroup, "decay_rule");
    if (hashOf(decay) != file.text(transitionGroup, "decay_content"))
        file.refuse("its decay exponent is not the one that was written: it is damaged");
    return decay;
}

anharmonicity::Direction directionFromName(const Hdf5Reader& file, const std::string& name)
{
    if (name == "plus")
        return anharmonicity::Direction::plus;
    if (name == "minus")
        return anharmonicity::Direction::minus;
    file.refuse("its direction is \"" + name + "\", but has to be plus or minus");
}

anharmonicity::ScanOutcome readOutcome(const Hdf5Reader& file)
{
    try {
        return anharmonicity::outcomeFromName(file.text("/vitrine", "outcome"));
    }
    catch (const run::InvalidInput& error) {
        file.refuse(std::string("its outcome: ") + error.what());
    }
}

quench::MinimizerKind readMethod(const Hdf5Reader& file)
{
    try {
        return quench::minimizerFromName(file.text("/vitrine", "method"));
    }
    catch (const run::InvalidInput& error) {
        file.refuse(std::string("its method: ") + error.what());
    }
}

ScanSummary readVerdict(const Hdf5Reader& file)
{
    ScanSummary summary;
    summary.identity = readPieceHeader(file, "scan");
    anharmonicity::ScanResult& result = summary.result;
    result.mode = readCount(file, "/vitrine", "mode", 1, 3 * largestParticleCount);
    result.direction = directionFromName(file, file.text("/vitrine", "direction"));
    result.outcome = readOutcome(file);
    result.reachedAmplitude = file.number("/vitrine", "reached_amplitude");
    result.evaluations = readCount(file, "/vitrine", "evaluations", 0, std::numeric_limits<std::int64_t>::max());
    result.minimizer = file.text("/vitrine", "minimizer");
    result.method = readMethod(file);
    if (file.hasGroup(transitionGroup))
        result.transition = readTransition(file);
    if (summaryHash(result) != file.text("/vitrine", "summary"))
        file.refuse("its numbers are not those that were written: it is damaged");
    return summary;
}

/// The shape of the displacement field, which is there.
Shape fieldShape(const Hdf5Reader& file)
{
    const Shape shape = {
        static_cast<std::uint64_t>(readCount(file, transitionGroup, "particles", 1, largestParticleCount)), 3};
    if (file.shape(transitionGroup + "/displacements") != shape)
        file.refuse("its displacement field is not one of its particles");
    return shape;
}
}  // namespace

std::vector<std::byte> scanFile(const anharmonicity::ScanResult& result, const std::string& fingerprint,
                                const std::optional<DecaySummary>& decay)
{
    Hdf5Builder file;
    addPieceHeader(file, "scan", {fingerprint, contentHash(result)});
    file.setAttribute("/vitrine", "summary", summaryHash(result));
    file.setAttribute("/vitrine", "mode", std::int64_t(result.mode));
    file.setAttribute("/vitrine", "direction",
                      std::string(result.direction == anharmonicity::Direction::plus ? "plus" : "minus"));
    file.setAttribute("/vitrine", "outcome", std::string(anharmonicity::outcomeName(result.outcome)));
    file.setAttribute("/vitrine", "reached_amplitude", result.reachedAmplitude);
    file.setAttribute("/vitrine", "evaluations", result.evaluations);
    file.setAttribute("/vitrine", "method", std::string(quench::minimizerName(result.method)));
    file.setAttribute("/vitrine", "minimizer", result.minimizer);
    addPulls(file, result.pulls);
    if (result.transition)
        addTransition(file, *result.transition);
    if (decay)
        addDecay(file, *decay);
    return file.image();
}

anharmonicity::ScanResult readScan(const std::filesystem::path& path)
{
    const Hdf5Reader file(path);
    ScanSummary summary = readVerdict(file);
    summary.result.pulls = readPulls(file);
    if (auto& at = summary.result.transition) {
        const Shape shape = fieldShape(file);
        at->displacements.resize(3, static_cast<Eigen::Index>(shape.front()));
        file.read(transitionGroup + "/displacements", shape, {at->displacements.data(), elementCount(shape)});
    }
    if (contentHash(summary.result) != summary.identity.content)
        file.refuse("its numbers are not those that were written: it is damaged");
    return std::move(summary.result);
}

ScanSummary readScanSummary(const std::filesystem::path& path)
{
    const Hdf5Reader file(path);
    ScanSummary summary = readVerdict(file);
    if (!summary.result.transition)
        return summary;
    fieldShape(file);
    summary.decay = readDecay(file);
    return summary;
}

}  // namespace vitrine::study::formats
