#pragma once

#include "core/quench/InherentStructure.h"
#include "core/run/RunControl.h"

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <optional>

namespace vitrine::modes {

/// 6x6 in Voigt's order xx, yy, zz, yz, xz, xy; shear strains count twice (eta_4 = 2 eta_yz).
using VoigtMatrix = Eigen::Matrix<double, 6, 6>;

/// Linear elasticity of an inherent structure at zero temperature, the non-affine part included. Immutable.
///
/// C_IJ = (1/V) d^2 Phi / d eta_I d eta_J, eta the Green-Lagrange strain of the box with the particles minimised
/// at each strain: with n the unit vector and r the length of a pair, t_I = r (n_x n_x, n_y n_y, n_z n_z, n_y n_z,
/// n_x n_z, n_x n_y) and w = phi'' - phi'/r,
///     affine (Born) part        (1/V) sum over pairs of w t_I t_J
///     force of a strain on i    Xi_iI = sum over its pairs (i, j) of w n t_I, n from j to i
///     non-affine part           -(1/V) Xi^T H^+ Xi, H^+ the pseudo-inverse of the Hessian.
///
/// A glass at fixed density is under stress, sigma = (1/V) sum over pairs of phi' r n n^T = -p on average, and
/// then stress does not follow strain with C alone. The moduli below are those of stress against strain at a
/// hydrostatic pressure p (Barron and Klein, Proc. Phys. Soc. 85, 523 (1965)), averaged over all directions
/// (Voigt):
///     K = (1/9) (C_11 + C_22 + C_33 + 2 C_12 + 2 C_13 + 2 C_23) + p/3 = -V dp/dV
///     G = (1/15) (C_11 + C_22 + C_33 - C_12 - C_13 - C_23 + 3 C_44 + 3 C_55 + 3 C_66) - p.
/// They are also what sound follows: c_L^2 = (K + 4G/3)/rho, c_T^2 = G/rho.
/// Rattlers bear nothing: pairs with one are left out, and rho counts participants only, as the modes do.
struct ElasticModuli {
    VoigtMatrix stiffness;        ///< C: the 21 elastic constants, epsilon/sigma^3
    VoigtMatrix affineStiffness;  ///< its affine part
    Eigen::Matrix3d stress;       ///< sigma, tension positive, epsilon/sigma^3
    double pressure = 0;          ///< p = -trace(sigma)/3, epsilon/sigma^3
    double bulk = 0;              ///< K, epsilon/sigma^3
    double shear = 0;             ///< G, epsilon/sigma^3
    double affineBulk = 0;        ///< K and G without the non-affine part
    double affineShear = 0;
    /// The five shear moduli that G is the mean of, ascending: half the eigenvalues of the stress against strain
    /// matrix within the strains that keep the volume. Their spread is the anisotropy; equal in an isotropic body.
    std::array<double, 5> shearModuli{};
    double massDensity = 0;                   ///< rho of the participants, m/sigma^3
    std::optional<double> longitudinalSpeed;  ///< c_L, (epsilon/m)^(1/2); absent where its square is negative
    std::optional<double> transverseSpeed;  ///< c_T, likewise: the packing would shear by itself if the box let it
    std::optional<double> debyeLevel;       ///< A_D of debyeLevel(), (m sigma^2/epsilon)^(3/2)
    std::int64_t iterations = 0;            ///< of the conjugate gradients, all six strains together
    double residual = 0;                    ///< largest |Xi - H x| / |Xi| of the six
};

struct ElasticSettings {
    double tolerance = 1e-10;                      ///< on the residual, from 1e-13 to 1e-3
    std::int64_t largestIterationCount = 100'000;  ///< for each strain
};

/// H^+ Xi comes from conjugate gradients with the Hessian's diagonal blocks as preconditioner: no factorisation,
/// so that memory grows with N only and the call can be cancelled at any time. Reports Stage::moduli in strains
/// done.
/// @throws run::RunCancelled; run::NotAMinimum if the energy falls along some direction, or if the iterations do
/// not reach the tolerance; run::InvalidInput for settings outside their ranges
ElasticModuli elasticModuli(const quench::InherentStructure& structure, const run::RunControl& control,
                            const ElasticSettings& settings = {});

/// Level of Debye's law g = A_D omega^2 normalised to 1, from the speeds of sound:
/// A_D = (1/c_L^3 + 2/c_T^3) / (6 pi^2 n), n = N/V the number density of the participants. (Elastic waves have
/// V omega^2 / (2 pi^2) (1/c_L^3 + 2/c_T^3) modes per frequency, out of 3N.) With Debye's frequency,
/// A_D = 3/omega_D^3.
/// @return (m sigma^2/epsilon)^(3/2)
/// @throws run::InvalidInput for a value that is not above 0
double debyeLevel(double longitudinalSpeed, double transverseSpeed, double numberDensity);

/// Squares of the speeds of the three sound waves in one direction, ascending: eigenvalues of
/// (C_iajb q_a q_b + sigma_ab q_a q_b delta_ij)/rho, exact for any stress and anisotropy, epsilon/m.
/// @param direction of the wave vector; any length above 0
/// @throws run::InvalidInput for a zero direction
Eigen::Vector3d squaredSoundSpeeds(const ElasticModuli& moduli, const Eigen::Vector3d& direction);

}  // namespace vitrine::modes
