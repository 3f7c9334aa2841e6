#pragma once

#include "core/quench/InherentStructure.h"

#include <Eigen/Core>

#include <optional>

namespace vitrine::anharmonicity {

/// Third derivative of the energy along a field, Eq. (A2): with d = e_i - e_j, d_n = d . n, d_t^2 = d^2 - d_n^2,
/// n = (r_i - r_j)/r, tau = sum over pairs of [ phi''' d_n^3 + 3 (phi''/r - phi'/r^2) d_n d_t^2 ].
/// Pairs with a rattler are left out.
/// @param e 3xN, dimensionless, unit norm
/// @return epsilon/sigma^3
double thirdDerivative(const quench::InherentStructure& structure, const Eigen::Ref<const Eigen::Matrix3Xd>& e);

/// Amplitude of the saddle of the cubic expansion, Eq. (A3): A_c = 2 omega^2 / (|tau| sqrt(N)), sigma.
/// @return nothing where tau is 0: the expansion has no saddle
std::optional<double> thirdOrderCriticalAmplitude(double omega, double tau, Eigen::Index participantCount);

}  // namespace vitrine::anharmonicity
