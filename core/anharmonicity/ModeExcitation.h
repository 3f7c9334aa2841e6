#pragma once

#include "core/model/Packing.h"

#include <Eigen/Core>

namespace vitrine::anharmonicity {

/// Pulls a packing along a mode, Eq. (5): r_i = r_0i + A sqrt(N) e_i.
/// @param amplitude A, sigma; negative pulls against the mode
/// @param participantCount N of the formula: particles that are no rattlers
Eigen::Matrix3Xd pulledPositions(const Eigen::Matrix3Xd& positions, const Eigen::Ref<const Eigen::Matrix3Xd>& e,
                                 double amplitude, Eigen::Index participantCount);

}  // namespace vitrine::anharmonicity
