// Usage: SimplicialModesBench [particles] [modes] [seeds]        4,000, 100 and 3 unless given

#include "tests/bench/ModesComparison.h"

int main(int argc, char** argv)
{
    using namespace vitrine;
    return bench::compareModes(
        "Spectra with Eigen's SimplicialLDLT",
        [](const quench::InherentStructure& structure, Eigen::Index count) {
            return bench::modesBySpectra(modes::EigenSolver::simplicial, structure, count);
        },
        4'000, argc, argv);
}
