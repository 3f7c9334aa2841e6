#pragma once

#include "core/potential/PairPotential.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace vitrine::quench {

/// Copies of a packing that move side by side, one in each lane of a wide vector register.
inline constexpr std::size_t replicaCount = 8;

/// A number for each copy.
using ReplicaValues = std::array<double, replicaCount>;

/// One particle of all copies.
struct alignas(64) ReplicaParticle {
    ReplicaValues way[3]{};       ///< from its place in the packing, sigma
    ReplicaValues velocity[3]{};  ///< sigma/time
    ReplicaValues force[3]{};     ///< epsilon/sigma
};

/// The other particle of a pair.
struct ReplicaPartner {
    double separation[3];  ///< r_i - r_j in the packing, nearest image, sigma
    std::int64_t number;   ///< j, below i
};

/// Particles that move before those are summed whose forces are whole by then.
inline constexpr std::size_t replicasPerRound = 64;

/// Pairs near enough to interact in one of the copies: those of particle i from first[i] to first[i + 1].
struct ReplicaPairs {
    const std::uint32_t* first;
    const ReplicaPartner* partners;
    std::size_t particleCount;
    /// The sums go from this particle to the last, then from the first to this one.
    std::size_t firstSummed;
    /// For each round: the end of the particles from firstSummed on whose partners have all moved by then.
    const std::uint32_t* wholeAfter;
};

/// A step of each copy: v += kick F, then v = keep v + push F, then r += time v.
struct alignas(64) ReplicaStep {
    ReplicaValues kick{};
    ReplicaValues keep{};
    ReplicaValues push{};
    ReplicaValues time{};
};

/// MotionSums of each copy, and the largest squared way of a particle, sigma^2.
struct alignas(64) ReplicaSums {
    ReplicaValues power{};
    ReplicaValues speedSquared{};
    ReplicaValues forceSquared{};
    ReplicaValues largestForceSquared{};
    ReplicaValues largestSpeedSquared{};
    ReplicaValues largestWaySquared{};
};

/// Makes the step; the forces are zero after it.
void driftReplicas(ReplicaParticle* particles, std::size_t particleCount, const ReplicaStep& step);

/// Makes the step, computes the forces after it, and sums up, in one go: a particle moves just before it meets its
/// partners, which have moved before, and is summed soon after the last one met it, so that memory is read once
/// for all. The forces on a particle are added up in the order of the particles, and a pair that does not interact
/// in a copy adds exactly nothing there: each copy's motion is the same to the last bit whatever the others do,
/// and however far the pairs reach.
/// @return the sums as they are after v += kick F, which is left for the next step to do
ReplicaSums moveReplicas(const potential::PairPotential& potential, const ReplicaPairs& pairs,
                         ReplicaParticle* particles, const ReplicaStep& step, const ReplicaValues& kick);

/// Whether a pair is nearer than a distance in one of the copies.
/// @param separation in the packing, sigma
bool isNearInSomeReplica(const double* separation, const ReplicaParticle& a, const ReplicaParticle& b,
                         double squaredDistance);

}  // namespace vitrine::quench
