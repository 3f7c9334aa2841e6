#include "core/quench/ReplicaKernel.h"

#include <algorithm>

// The same choice of instruction sets as in MotionKernel.cpp.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/quench/ReplicaKernel.cpp"
#include <hwy/foreach_target.h>
// foreach_target has to come first, then Highway
#include <hwy/highway.h>
// clang-format off
#include "core/quench/VectorPairTerms.inc"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace vitrine::quench::HWY_NAMESPACE {

HWY_INLINE Reals3 load(const ReplicaValues* values, std::size_t lane)
{
    return {hn::Load(reals, &values[0][lane]), hn::Load(reals, &values[1][lane]),
            hn::Load(reals, &values[2][lane])};
}

HWY_INLINE void store(const Reals3& v, ReplicaValues* values, std::size_t lane)
{
    hn::Store(v.x, reals, &values[0][lane]);
    hn::Store(v.y, reals, &values[1][lane]);
    hn::Store(v.z, reals, &values[2][lane]);
}

HWY_INLINE Reals3 separationOf(const double* atRest, const Reals3& first, const Reals3& second)
{
    return {hn::Add(hn::Set(reals, atRest[0]), hn::Sub(first.x, second.x)),
            hn::Add(hn::Set(reals, atRest[1]), hn::Sub(first.y, second.y)),
            hn::Add(hn::Set(reals, atRest[2]), hn::Sub(first.z, second.z))};
}

struct Step {
    Real kick, keep, push, time;
};

HWY_INLINE Step load(const ReplicaStep& step, std::size_t lane)
{
    return {hn::Load(reals, &step.kick[lane]), hn::Load(reals, &step.keep[lane]),
            hn::Load(reals, &step.push[lane]), hn::Load(reals, &step.time[lane])};
}

HWY_INLINE Real drifted(const Step& step, Real force, Real& velocity, Real way)
{
    velocity = hn::MulAdd(step.kick, force, velocity);
    velocity = hn::MulAdd(step.push, force, hn::Mul(step.keep, velocity));
    return hn::MulAdd(step.time, velocity, way);
}

// Returns the particle's way after the step; its force is left to the caller.
HWY_INLINE Reals3 drift(ReplicaParticle& particle, const Step& step, std::size_t lane)
{
    const Reals3 f = load(particle.force, lane);
    Reals3 v = load(particle.velocity, lane);
    Reals3 r = load(particle.way, lane);
    r = {drifted(step, f.x, v.x, r.x), drifted(step, f.y, v.y, r.y), drifted(step, f.z, v.z, r.z)};
    store(v, particle.velocity, lane);
    store(r, particle.way, lane);
    return r;
}

void driftReplicas(ReplicaParticle* particles, std::size_t particleCount, const ReplicaStep& step)
{
    const Real zero = hn::Zero(reals);
    for (std::size_t lane = 0; lane < replicaCount; lane += laneCount) {
        const Step own = load(step, lane);
        for (std::size_t i = 0; i < particleCount; ++i) {
            drift(particles[i], own, lane);
            store({zero, zero, zero}, particles[i].force, lane);
        }
    }
}

// No initialisers: the constructor they make is compiled without the vector instructions.
struct Sums {
    Real power, speedSquared, forceSquared, largestForceSquared, largestSpeedSquared, largestWaySquared;
};

template <class Terms>
HWY_INLINE void move(const ReplicaPairs& pairs, std::size_t begin, std::size_t end, ReplicaParticle* particles,
                     const Step& step, std::size_t lane, Sums& sums)
{
    const Real zero = hn::Zero(reals);
    Real farthest = sums.largestWaySquared;
    for (std::size_t i = begin; i < end; ++i) {
        const Reals3 here = drift(particles[i], step, lane);
        farthest = hn::Max(farthest, dot(here, here));
        Reals3 f{zero, zero, zero};
        const ReplicaPartner* const last = pairs.partners + pairs.first[i + 1];
        for (const ReplicaPartner* partner = pairs.partners + pairs.first[i]; partner != last; ++partner) {
            ReplicaParticle& other = particles[partner->number];
            const Reals3 d = separationOf(partner->separation, here, load(other.way, lane));
            const Real square = dot(d, d);
            const Real factor = Terms::forceFactor(square, inverseRoot(square));
            f = {hn::MulAdd(factor, d.x, f.x), hn::MulAdd(factor, d.y, f.y), hn::MulAdd(factor, d.z, f.z)};
            const Reals3 g = load(other.force, lane);
            store({hn::NegMulAdd(factor, d.x, g.x), hn::NegMulAdd(factor, d.y, g.y),
                   hn::NegMulAdd(factor, d.z, g.z)},
                  other.force, lane);
        }
        store(f, particles[i].force, lane);
    }
    sums.largestWaySquared = farthest;
}

HWY_INLINE void add(const ReplicaParticle* particles, std::size_t begin, std::size_t end, Real kick,
                    std::size_t lane, Sums& sums)
{
    Sums sum = sums;
    for (std::size_t i = begin; i < end; ++i) {
        const Reals3 f = load(particles[i].force, lane);
        Reals3 v = load(particles[i].velocity, lane);
        v = {hn::MulAdd(kick, f.x, v.x), hn::MulAdd(kick, f.y, v.y), hn::MulAdd(kick, f.z, v.z)};
        const Real ff = dot(f, f);
        const Real vv = dot(v, v);
        sum.power = hn::Add(sum.power, dot(f, v));
        sum.forceSquared = hn::Add(sum.forceSquared, ff);
        sum.speedSquared = hn::Add(sum.speedSquared, vv);
        sum.largestForceSquared = hn::Max(sum.largestForceSquared, ff);
        sum.largestSpeedSquared = hn::Max(sum.largestSpeedSquared, vv);
    }
    sums = sum;
}

template <class Terms>
HWY_INLINE Sums moveLanes(const ReplicaPairs& pairs, ReplicaParticle* particles, const ReplicaStep& step,
                          const ReplicaValues& kick, std::size_t lane)
{
    const Step own = load(step, lane);
    const Real ownKick = hn::LoadU(reals, &kick[lane]);
    const Real zero = hn::Zero(reals);
    Sums sums{zero, zero, zero, zero, zero, zero};
    std::size_t summed = pairs.firstSummed;
    for (std::size_t begin = 0, round = 0; begin < pairs.particleCount; begin += replicasPerRound, ++round) {
        move<Terms>(pairs, begin, std::min(pairs.particleCount, begin + replicasPerRound), particles, own, lane,
                    sums);
        add(particles, summed, pairs.wholeAfter[round], ownKick, lane, sums);
        summed = pairs.wholeAfter[round];
    }
    add(particles, 0, pairs.firstSummed, ownKick, lane, sums);
    return sums;
}

ReplicaSums moveReplicas(const potential::PairPotential& potential, const ReplicaPairs& pairs,
                         ReplicaParticle* particles, const ReplicaStep& step, const ReplicaValues& kick)
{
    ReplicaSums all;
    const bool harmonic = std::holds_alternative<potential::HarmonicPotential>(potential);
    for (std::size_t lane = 0; lane < replicaCount; lane += laneCount) {
        const Sums sums = harmonic ? moveLanes<HarmonicTerms>(pairs, particles, step, kick, lane)
                                   : moveLanes<LennardJonesTerms>(pairs, particles, step, kick, lane);
        hn::Store(sums.power, reals, &all.power[lane]);
        hn::Store(sums.speedSquared, reals, &all.speedSquared[lane]);
        hn::Store(sums.forceSquared, reals, &all.forceSquared[lane]);
        hn::Store(sums.largestForceSquared, reals, &all.largestForceSquared[lane]);
        hn::Store(sums.largestSpeedSquared, reals, &all.largestSpeedSquared[lane]);
        hn::Store(sums.largestWaySquared, reals, &all.largestWaySquared[lane]);
    }
    return all;
}

bool isNearInSomeReplica(const double* separation, const ReplicaParticle& a, const ReplicaParticle& b,
                         double squaredDistance)
{
    for (std::size_t lane = 0; lane < replicaCount; lane += laneCount) {
        const Reals3 d = separationOf(separation, load(a.way, lane), load(b.way, lane));
        if (!hn::AllFalse(reals, hn::Lt(dot(d, d), hn::Set(reals, squaredDistance))))
            return true;
    }
    return false;
}

}  // namespace vitrine::quench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vitrine::quench {

HWY_EXPORT(driftReplicas);
HWY_EXPORT(moveReplicas);
HWY_EXPORT(isNearInSomeReplica);

void driftReplicas(ReplicaParticle* particles, std::size_t particleCount, const ReplicaStep& step)
{
    HWY_DYNAMIC_DISPATCH(driftReplicas)(particles, particleCount, step);
}

ReplicaSums moveReplicas(const potential::PairPotential& potential, const ReplicaPairs& pairs,
                         ReplicaParticle* particles, const ReplicaStep& step, const ReplicaValues& kick)
{
    return HWY_DYNAMIC_DISPATCH(moveReplicas)(potential, pairs, particles, step, kick);
}

bool isNearInSomeReplica(const double* separation, const ReplicaParticle& a, const ReplicaParticle& b,
                         double squaredDistance)
{
    return HWY_DYNAMIC_DISPATCH(isNearInSomeReplica)(separation, a, b, squaredDistance);
}

}  // namespace vitrine::quench
#endif
