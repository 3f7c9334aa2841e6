#pragma once

#include "core/potential/PairPotential.h"
#include "core/quench/ParticleSlices.h"

namespace vitrine::quench {

/// Sums over particles that FIRE and the thermostat need (mass 1).
struct MotionSums {
    double power = 0;                ///< F.v, epsilon (epsilon/m)^(1/2)/sigma
    double speedSquared = 0;         ///< v.v, epsilon/m
    double forceSquared = 0;         ///< F.F, epsilon^2/sigma^2
    double largestForceSquared = 0;  ///< max_i f_i.f_i, epsilon^2/sigma^2
    double largestSpeedSquared = 0;  ///< max_i v_i.v_i, epsilon/m

    void add(const MotionSums& other);
};

/// Slices [first, last) of the particles, and what they need to know of the others.
struct SliceRange {
    const FixedPoint* points;         ///< of all particles, by slot
    const SliceNeighbors* neighbors;  ///< by slice, as the following
    Slice<std::int64_t>* positions;
    Slice<double>* velocities;
    Slice<double>* forces;
    double unit;  ///< of the coordinates: side / 2^64, sigma
    std::size_t first;
    std::size_t last;
};

/// Computes the forces F, then v += time F. Vectorised for the processor it runs on.
MotionSums kickSlices(const potential::PairPotential& potential, const SliceRange& slices, double time);

/// Potential energy, each pair counted for both of its particles: twice the energy in all. epsilon
double doubledEnergyOfSlices(const potential::PairPotential& potential, const SliceRange& slices);

/// v = keep v + push F, then r += time v, in positions and points.
/// @param origins where distances are measured from
/// @return the largest squared distance of a particle from its origin, sigma^2
double driftSlices(const SliceRange& slices, double keep, double push, double time, FixedPoint* points,
                   const Slice<std::int64_t>* origins);

}  // namespace vitrine::quench
