#include "core/modes/NormalModes.h"
#include "core/modes/PhononOrderParameter.h"
#include "core/quench/InherentStructure.h"
#include "core/run/ThreadTeam.h"

#include <sys/resource.h>

#include <cstdio>
#include <ctime>
#include <exception>
#include <string>
#include <vector>

// Lowest modes of one harmonic packing, every solver in the same run:
//
//     ModesBench [N [modes [threads]]]        16,000, 100 and 1 unless given
//
// Prints processor and wall seconds, the ratio to the chebyshev solver's, and how far the frequencies differ.

namespace {

using namespace vitrine;

struct Seconds {
    double processor;
    double wall;
};

double clockSeconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

template <typename Work>
Seconds measured(const Work& work)
{
    const double processor = clockSeconds(CLOCK_PROCESS_CPUTIME_ID);
    const double wall = clockSeconds(CLOCK_MONOTONIC);
    work();
    return {clockSeconds(CLOCK_PROCESS_CPUTIME_ID) - processor, clockSeconds(CLOCK_MONOTONIC) - wall};
}

double peakGigabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1048576;
}

void compareSolvers(Eigen::Index particleCount, Eigen::Index modeCount, int threads)
{
    const run::RunControl control(threads);
    const potential::PairPotential potential = potential::HarmonicPotential{};
    quench::FireSettings minimizer = quench::FireSettings::forPotential(potential);
    minimizer.forceTolerance = 1e-11;
    std::shared_ptr<const quench::InherentStructure> structure;
    const auto recipe = model::SampleRecipe::ofPaper(potential, particleCount, 1);
    const Seconds quench = measured([&] { structure = quench::quenchSample(recipe, minimizer, control); });
    std::printf("harmonic, N = %td, %td modes, %d threads; quench %.2f s\n", particleCount, modeCount, threads,
                quench.wall);

    std::vector<modes::EigenSolver> solvers{modes::EigenSolver::chebyshev, modes::EigenSolver::cholmod};
    if (particleCount <= 5000)
        solvers.push_back(modes::EigenSolver::simplicial);  // minutes above
    modes::NormalModes first;
    Seconds firstTime{};
    for (const modes::EigenSolver solver : solvers) {
        std::shared_ptr<const modes::NormalModes> found;
        const Seconds time = measured([&] {
            found = modes::findNormalModes(*structure, {modeCount, solver}, control);
        });
        if (first.count() == 0) {
            first = *found;
            firstTime = time;
        }
        std::printf(
            "%-10s processor %8.2f s (%5.1fx)  wall %8.2f s (%5.1fx)  peak so far %.2f GB  "
            "residual %.1e  omega differs by %.1e\n    %s\n    %s\n",
            std::string(modes::solverName(solver)).c_str(), time.processor, time.processor / firstTime.processor,
            time.wall, time.wall / firstTime.wall, peakGigabytes(),
            found->residuals.maxCoeff() / found->largestEigenvalue,
            ((found->omega - first.omega).array() / first.omega.array()).abs().maxCoeff(), found->solver.c_str(),
            found->completenessReason.c_str());
    }

    const Seconds order =
        measured([&] { modes::phononOrderParameters(*structure, first.eigenvectors, {}, control); });
    std::printf("phonon order parameter: %.3f s of processor per mode\n",
                order.processor / static_cast<double>(modeCount));
}

}  // namespace

int main(int count, char** arguments)
{
    try {
        compareSolvers(count > 1 ? std::stol(arguments[1]) : 16'000, count > 2 ? std::stol(arguments[2]) : 100,
                       count > 3 ? std::stoi(arguments[3]) : 1);
    }
    catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
