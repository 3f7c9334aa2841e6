#pragma once

#include "core/model/Packing.h"
#include "core/potential/PairPotential.h"
#include "core/run/RunControl.h"

#include <vector>

namespace vitrine::potential {

/// A pair within the cutoff: i < j, and the minimum-image separation r_i - r_j.
struct Contact {
    Eigen::Index i;
    Eigen::Index j;
    Eigen::Vector3d separation;  ///< r_i - r_j, sigma
    double distance;             ///< sigma
};

/// All pairs with r < range strictly, in ascending order of (i, j).
/// @param range sigma; at most L/2
/// @throws run::InvalidInput if range > L/2, run::RunCancelled
std::vector<Contact> contactsWithin(const model::Packing& packing, double range,
                                    const run::RunControl& control = run::RunControl());

/// Phi = sum over pairs of phi(r_ij), epsilon. Plain double precision, the readable reference.
double potentialEnergy(const model::Packing& packing, const PairPotential& potential);

/// f_i = -dPhi/dr_i, 3xN, epsilon/sigma.
Eigen::Matrix3Xd forces(const model::Packing& packing, const PairPotential& potential);

/// Virial pressure p = -(1/3V) sum over pairs of r phi'(r), no kinetic part, epsilon/sigma^3.
double pressure(const model::Packing& packing, const PairPotential& potential);

/// max_i |f_i|, Euclidean norm on a particle, epsilon/sigma; NaN if a force is NaN (particles at one place).
double largestForce(const Eigen::Matrix3Xd& forces);

/// The closest pair's distance, sigma; infinity if no pair is within the potential's range.
double closestPairDistance(const model::Packing& packing, const PairPotential& potential);

/// What one particle has to do with the others.
struct Surroundings {
    Eigen::Index contactCount = 0;  ///< particles with r < r_c
    double energy = 0;              ///< its half of phi(r) of each, epsilon: Phi is the sum over all particles
};

/// One particle's, in a time proportional to N.
/// @throws run::InvalidInput for a particle that is not there
Surroundings surroundingsOf(const model::Packing& packing, const PairPotential& potential, Eigen::Index particle);

/// Every particle's, through one list of neighbours, in the order of the particles.
/// @throws run::InvalidInput if the potential's range is above L/2, run::RunCancelled
std::vector<Surroundings> surroundingsOfAll(const model::Packing& packing, const PairPotential& potential,
                                            const run::RunControl& control = run::RunControl());

}  // namespace vitrine::potential
