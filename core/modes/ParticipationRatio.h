#pragma once

#include <Eigen/Core>

namespace vitrine::modes {

/// Participation ratio P_k, Eq. (4).
/// @param e eigenvector, 3xN, dimensionless, unit norm; zero for rattlers
/// @param participantCount N of the formula: particles that are no rattlers
/// @return dimensionless, from 1/N (one particle) to 1 (all alike); 2/3 for a plane wave
/// @throws run::InvalidInput if N is 0 or |e| differs from 1 by more than 1e-8
double participationRatio(const Eigen::Ref<const Eigen::Matrix3Xd>& e, Eigen::Index participantCount);

}  // namespace vitrine::modes
