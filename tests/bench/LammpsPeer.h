#pragma once

#include "core/model/Packing.h"
#include "core/potential/PairPotential.h"

#include <cstdint>
#include <optional>

namespace vitrine::bench {

/// What LAMMPS' FIRE did.
struct PeerRun {
    double seconds;      ///< CPU time of its loop, which other programs on the machine hardly change
    std::int64_t steps;  ///< force evaluations but the first
};

/// Lets LAMMPS minimise the same packing with its FIRE, on one thread: lj/smooth/linear for Lennard-Jones, a table
/// of 20,000 points for the harmonic system (it has no faster form of it in its standard build).
/// @return nothing if there is no program lmp on the PATH or it failed
std::optional<PeerRun> minimizeWithLammps(const model::Packing& packing, const potential::PairPotential& potential,
                                          double forceTolerance, std::int64_t stepLimit);

}  // namespace vitrine::bench
