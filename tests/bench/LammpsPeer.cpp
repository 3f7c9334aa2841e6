#include "tests/bench/LammpsPeer.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace vitrine::bench {

namespace {

constexpr int tablePoints = 20'000;

void writeAtoms(const std::filesystem::path& file, const model::Packing& packing)
{
    std::ofstream out(file);
    out << fmt::format("atoms\n\n{} atoms\n1 atom types\n", packing.particleCount());
    for (const char axis : {'x', 'y', 'z'})
        out << fmt::format("0 {:.17g} {}lo {}hi\n", packing.box.side, axis, axis);
    out << "\nAtoms\n\n";
    for (Eigen::Index i = 0; i < packing.particleCount(); ++i) {
        const Eigen::Vector3d r = packing.box.wrapped(packing.positions.col(i));
        out << fmt::format("{} 1 {:.17g} {:.17g} {:.17g}\n", i + 1, r.x(), r.y(), r.z());
    }
}

void writeHarmonicTable(const std::filesystem::path& file)
{
    std::ofstream out(file);
    out << fmt::format("HARMONIC\nN {} RSQ 0.001 1.0\n\n", tablePoints);
    for (int k = 0; k < tablePoints; ++k) {
        const double r = std::sqrt(1e-6 + (1 - 1e-6) * k / (tablePoints - 1));
        out << fmt::format("{} {:.15g} {:.15g} {:.15g}\n", k + 1, r, 0.5 * (1 - r) * (1 - r), 1 - r);
    }
}

// The skin by hand, after a few tries on quenches of 16,000 particles.
void writeInput(const std::filesystem::path& file, bool harmonic, const PeerSettings& settings)
{
    std::ofstream out(file);
    out << "units lj\natom_style atomic\nboundary p p p\nread_data atoms.data\nmass 1 1.0\n";
    if (harmonic)
        out << fmt::format("pair_style table linear {}\npair_coeff * * harmonic.table HARMONIC 1.0\n",
                           tablePoints);
    else
        out << "pair_style lj/smooth/linear 2.5\npair_coeff * * 1.0 1.0\n";
    out << fmt::format("neighbor 0.3 bin\ntimestep {:g}\nneigh_modify every 1 delay 0 check yes\n",
                       settings.timeStep);
    out << "min_style fire\nmin_modify tmax 10 norm max\nthermo 100000\n";
    out << fmt::format("minimize 0 {:g} {} {}\n", settings.forceTolerance, settings.stepLimit,
                       2 * settings.stepLimit);
}

std::optional<PeerRun> runInLog(const std::filesystem::path& log, double timeStep)
{
    // LAMMPS (7 Jan 2022)
    // Loop time of 1.234 on 1 procs for 300 steps with 16000 atoms
    // 98.7% CPU use with 1 MPI tasks x 1 OpenMP threads
    //   Stopping criterion = force tolerance
    std::ifstream in(log);
    std::string line;
    PeerRun run{};
    run.timeStep = timeStep;
    bool isTimed = false;
    while (std::getline(in, line)) {
        double percent = 0;
        long long steps = 0;
        if (line.starts_with("LAMMPS ("))
            run.version = line;
        else if (std::sscanf(line.c_str(), "Loop time of %lf on %*d procs for %lld steps", &run.seconds, &steps) ==
                 2)
            run.steps = steps;
        else if (line.find("% CPU use") != std::string::npos && std::sscanf(line.c_str(), "%lf", &percent) == 1) {
            run.seconds *= percent / 100;
            isTimed = true;
        }
        else if (line.find("Stopping criterion = force tolerance") != std::string::npos)
            run.isConverged = true;
    }
    return isTimed ? std::optional(run) : std::nullopt;
}

}  // namespace

std::optional<PeerRun> minimizeWithLammps(const model::Packing& packing, const potential::PairPotential& potential,
                                          const PeerSettings& settings)
{
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / fmt::format("vitrine-bench-{}", ::getpid());
    std::filesystem::create_directories(folder);
    writeAtoms(folder / "atoms.data", packing);
    writeHarmonicTable(folder / "harmonic.table");
    writeInput(folder / "minimize.in", std::holds_alternative<potential::HarmonicPotential>(potential), settings);
    const std::string command = fmt::format(
        "cd '{}' && OMP_NUM_THREADS=1 lmp -in minimize.in -log log.txt > screen.txt 2>&1", folder.string());
    std::optional<PeerRun> run;
    if (std::system(command.c_str()) == 0)
        run = runInLog(folder / "log.txt", settings.timeStep);
    std::filesystem::remove_all(folder);
    return run;
}

}  // namespace vitrine::bench
