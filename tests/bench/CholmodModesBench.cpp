// Usage: CholmodModesBench [particles] [modes] [seeds]        16,000, 100 and 3 unless given

#include "tests/bench/ModesComparison.h"

int main(int argc, char** argv)
{
    using namespace vitrine;
    return bench::compareModes(
        "Spectra with CHOLMOD",
        [](const quench::InherentStructure& structure, Eigen::Index count) {
            return bench::modesBySpectra(modes::EigenSolver::cholmod, structure, count);
        },
        16'000, argc, argv);
}
