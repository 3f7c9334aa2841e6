#pragma once

#include "core/model/Packing.h"
#include "core/potential/PairPotential.h"

#include <cstdint>
#include <optional>
#include <string>

namespace vitrine::bench {

/// What LAMMPS' FIRE did.
struct PeerRun {
    double seconds;       ///< CPU time of its loop, which other programs on the machine hardly change
    std::int64_t steps;   ///< force evaluations but the first
    double timeStep;      ///< that it was given, sigma (m/epsilon)^(1/2)
    bool isConverged;     ///< the force tolerance was met
    std::string version;  ///< "LAMMPS (7 Jan 2022)"
};

/// What LAMMPS minimises with; it leaves more to choose than its results depend on.
struct PeerSettings {
    double timeStep;            ///< sigma (m/epsilon)^(1/2); FIRE lets it grow tenfold
    double forceTolerance = 0;  ///< on max_i |f_i|, epsilon/sigma; 0: all steps are made
    std::int64_t stepLimit = 1'000'000;
};

/// Lets LAMMPS minimise the same packing with its FIRE, on one thread: lj/smooth/linear for Lennard-Jones, a table
/// of 20,000 points for the harmonic system (it has no faster form of it in its standard build).
/// @return nothing if there is no program lmp on the PATH or it failed
std::optional<PeerRun> minimizeWithLammps(const model::Packing& packing, const potential::PairPotential& potential,
                                          const PeerSettings& settings);

}  // namespace vitrine::bench
