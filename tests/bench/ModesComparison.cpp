#include "tests/bench/ModesComparison.h"

#include "core/model/SampleRecipe.h"
#include "tests/bench/Measurement.h"

#include <fmt/format.h>

#include <cstdlib>
#include <exception>
#include <vector>

namespace vitrine::bench {

namespace {

std::shared_ptr<const quench::InherentStructure> structureOf(Eigen::Index particleCount, std::uint64_t seed)
{
    const potential::PairPotential harmonic = potential::HarmonicPotential{};
    const run::RunControl control(run::ThreadTeam::hardwareThreads());
    return quench::quenchSample(model::SampleRecipe::ofPaper(harmonic, particleCount, seed),
                                quench::FireSettings::forPotential(harmonic), control);
}

/// @return the ratio of CPU times, or nothing where there is no peer
std::optional<double> compareSeed(const std::string& peerName, const ModesPeer& peer, Eigen::Index particleCount,
                                  Eigen::Index modeCount, std::uint64_t seed)
{
    const auto structure = structureOf(particleCount, seed);
    std::shared_ptr<const modes::NormalModes> own;
    const Cost cost = measured([&] {
        own = modes::findNormalModes(*structure, {modeCount, modes::EigenSolver::chebyshev}, run::RunControl());
    });
    fmt::print("seed {}: {:.2f} s, residuals up to {:.1e} omega_max^2, {}\n    {}\n", seed, cost.processor,
               own->residuals.maxCoeff() / own->largestEigenvalue, own->solver, own->completenessReason);
    std::fflush(stdout);
    const auto other = peer(*structure, modeCount);
    if (!other) {
        fmt::print("    {} is not installed: nothing to compare with\n", peerName);
        return std::nullopt;
    }
    const double ratio = other->seconds / cost.processor;
    fmt::print("    {}: {:.2f} s: {:.2f}x; omega differs by {:.1e} at most, relative\n", other->settings,
               other->seconds, ratio, ((other->omega - own->omega).array() / own->omega.array()).abs().maxCoeff());
    std::fflush(stdout);
    return ratio;
}

}  // namespace

int compareModes(const std::string& peerName, const ModesPeer& peer, Eigen::Index particleCount, int argumentCount,
                 char** arguments)
{
    try {
        if (argumentCount > 1)
            particleCount = std::atol(arguments[1]);
        const Eigen::Index modeCount = argumentCount > 2 ? std::atol(arguments[2]) : 100;
        const std::uint64_t seedCount = argumentCount > 3 ? std::strtoull(arguments[3], nullptr, 10) : 3;
        fmt::print("Lowest {} modes from the Hessian, harmonic, N = {}, one thread, against {}; {}\n", modeCount,
                   particleCount, peerName, conditions());
        std::vector<double> ratios;
        for (std::uint64_t seed = 1; seed <= seedCount; ++seed)
            if (const auto ratio = compareSeed(peerName, peer, particleCount, modeCount, seed))
                ratios.push_back(*ratio);
        if (!ratios.empty())
            fmt::print("median {:.2f}x\n", median(ratios));
        return 0;
    }
    catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}

std::optional<PeerModes> modesBySpectra(modes::EigenSolver solver, const quench::InherentStructure& structure,
                                        Eigen::Index count)
{
    std::shared_ptr<const modes::NormalModes> found;
    const Cost cost = measured([&] {
        found = modes::findNormalModes(structure, {count, solver}, run::RunControl());
    });
    return PeerModes{cost.processor, found->omega, found->solver};
}

}  // namespace vitrine::bench
