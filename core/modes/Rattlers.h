#pragma once

#include "core/model/Packing.h"
#include "core/potential/PairPotential.h"

#include <vector>

namespace vitrine::modes {

/// Particles with fewer than 4 contacts, removed repeatedly until none is left (harmonic system; for
/// Lennard-Jones none is). Ascending indices.
std::vector<Eigen::Index> findRattlers(const model::Packing& packing, const potential::PairPotential& potential);

}  // namespace vitrine::modes
