#pragma once

#include "core/quench/InherentStructure.h"
#include "core/run/ThreadTeam.h"

#include <Eigen/Core>

#include <optional>

namespace vitrine::anharmonicity {

/// Third derivative of the energy along a field, Eq. (A2): with d = e_i - e_j, d_n = d . n, d_t^2 = d^2 - d_n^2,
/// n = (r_i - r_j)/r, tau = sum over pairs of [ phi''' d_n^3 + 3 (phi''/r - phi'/r^2) d_n d_t^2 ].
/// Pairs with a rattler are left out.
/// @param e 3xN, dimensionless, unit norm
/// @return epsilon/sigma^3
/// @throws run::InvalidInput if e has another number of columns than there are particles
double thirdDerivative(const quench::InherentStructure& structure, const Eigen::Ref<const Eigen::Matrix3Xd>& e);

/// The same for many fields at once, faster: the pairs are looked up once.
/// @param fields 3NxM, one field per column, in the order x1 y1 z1 x2 ...
/// @return M values, each the same as thirdDerivative's to the last bit, for any number of threads
Eigen::VectorXd thirdDerivatives(const quench::InherentStructure& structure,
                                 const Eigen::Ref<const Eigen::MatrixXd>& fields, run::ThreadTeam& team);

/// Amplitude of the saddle of the cubic expansion, Eq. (A3): A_c = 2 omega^2 / (|tau| sqrt(N)), sigma.
/// @throws run::InvalidInput if participantCount is below 1
/// @return nothing where tau is 0: the expansion has no saddle
std::optional<double> thirdOrderCriticalAmplitude(double omega, double tau, Eigen::Index participantCount);

}  // namespace vitrine::anharmonicity
