// Against scipy's eigsh in shift-invert mode, where a Python on the PATH or in /usr/bin has scipy.
// Usage: ScipyModesBench [particles] [modes] [seeds]        8,000, 100 and 3 unless given

#include "core/modes/Hessian.h"
#include "tests/bench/ModesComparison.h"

#include <Eigen/SparseCore>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

using namespace vitrine;

namespace {

// Prints CPU seconds, versions and the eigenvalues, the three translations first. Shift and tolerance are those of
// our shift-invert solvers; everything else is scipy's default.
constexpr const char* script = R"(import sys, time, numpy, scipy, scipy.sparse, scipy.sparse.linalg
count = int(sys.argv[1])
start, rows, values = (numpy.fromfile(name, kind) for name, kind in
                       (("start", numpy.int32), ("rows", numpy.int32), ("values", numpy.float64)))
lower = scipy.sparse.csc_matrix((values, rows, start))
hessian = (lower + scipy.sparse.tril(lower, -1).T).tocsc()
begin = time.process_time()
found, _ = scipy.sparse.linalg.eigsh(hessian, k=count + 3, sigma=-1e-4, which="LM", tol=1e-11)
print(time.process_time() - begin)
print("scipy %s, numpy %s, eigsh, sigma -1e-4, tol 1e-11" % (scipy.__version__, numpy.__version__))
print(*("%.17g" % value for value in sorted(found)))
)";

template <typename Number>
void write(const std::filesystem::path& file, const Number* numbers, Eigen::Index count)
{
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(numbers), static_cast<std::streamsize>(sizeof(Number)) * count);
}

std::string pythonWithScipy()
{
    for (const std::string python : {"python3", "/usr/bin/python3"})
        if (std::system((python + " -c 'import scipy.sparse.linalg' > /dev/null 2>&1").c_str()) == 0)
            return python;
    return {};
}

std::optional<bench::PeerModes> modesByScipy(const quench::InherentStructure& structure, Eigen::Index count)
{
    const std::string python = pythonWithScipy();
    if (python.empty())
        return std::nullopt;
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / fmt::format("vitrine-bench-{}", ::getpid());
    std::filesystem::create_directories(folder);
    Eigen::SparseMatrix<double> lower = modes::Hessian(structure).lowerTriangle();
    lower.makeCompressed();
    write(folder / "start", lower.outerIndexPtr(), lower.outerSize() + 1);
    write(folder / "rows", lower.innerIndexPtr(), lower.nonZeros());
    write(folder / "values", lower.valuePtr(), lower.nonZeros());
    std::ofstream(folder / "modes.py") << script;
    const std::string command =
        fmt::format("cd '{}' && OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 {} modes.py {} > found", folder.string(),
                    python, count);
    std::optional<bench::PeerModes> modes;
    if (std::system(command.c_str()) == 0) {
        modes.emplace();
        std::ifstream in(folder / "found");
        in >> modes->seconds >> std::ws;
        std::getline(in, modes->settings);
        modes->omega.resize(count);
        double value = 0;
        for (Eigen::Index k = -3; k < count && in >> value; ++k)
            if (k >= 0)
                modes->omega[k] = std::sqrt(value);
    }
    std::filesystem::remove_all(folder);
    return modes;
}

}  // namespace

int main(int argc, char** argv)
{
    return bench::compareModes("scipy", modesByScipy, 8'000, argc, argv);
}
