#pragma once

#include "core/model/Packing.h"

#include <vector>

namespace vitrine::model {

/// |r_i - r_j| by the minimum image, from 0 to L sqrt(3)/2, sigma.
/// @throws run::InvalidInput for a particle that is not there
double distanceBetween(const Packing& packing, Eigen::Index i, Eigen::Index j);

/// Of every particle from one of them, by the minimum image, N of them, sigma; 0 for that one.
/// @throws run::InvalidInput for a particle that is not there
std::vector<double> distancesFrom(const Packing& packing, Eigen::Index particle);

}  // namespace vitrine::model
