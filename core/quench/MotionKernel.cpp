#include "core/quench/MotionKernel.h"

#include <algorithm>

// Highway compiles the part between its BEFORE and AFTER once for each instruction set and picks one at run time.
// Scalable vectors are left out, for slices have fixed widths; SSSE3 alone is no processor of today.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/quench/MotionKernel.cpp"
#include <hwy/foreach_target.h>
// foreach_target has to come first, then Highway
#include <hwy/highway.h>
// clang-format off
#include "core/quench/VectorPairTerms.inc"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace vitrine::quench::HWY_NAMESPACE {

using Integers = hn::RebindToSigned<Reals>;
using Integer = hn::Vec<Integers>;

constexpr Integers integers;

struct Integers3 {
    Integer x, y, z;
};

HWY_INLINE Reals3 load(const Slice<double>& slice, std::size_t lane)
{
    return {hn::Load(reals, &slice.x[lane]), hn::Load(reals, &slice.y[lane]), hn::Load(reals, &slice.z[lane])};
}

HWY_INLINE Integers3 load(const Slice<std::int64_t>& slice, std::size_t lane)
{
    return {hn::Load(integers, &slice.x[lane]), hn::Load(integers, &slice.y[lane]),
            hn::Load(integers, &slice.z[lane])};
}

HWY_INLINE void store(const Reals3& v, Slice<double>& slice, std::size_t lane)
{
    hn::Store(v.x, reals, &slice.x[lane]);
    hn::Store(v.y, reals, &slice.y[lane]);
    hn::Store(v.z, reals, &slice.z[lane]);
}

HWY_INLINE void store(const Integers3& v, Slice<std::int64_t>& slice, std::size_t lane)
{
    hn::Store(v.x, integers, &slice.x[lane]);
    hn::Store(v.y, integers, &slice.y[lane]);
    hn::Store(v.z, integers, &slice.z[lane]);
}

// The coordinates of as many points as there are lanes. Whole points are loaded and transposed in registers:
// gather instructions are slow on many processors, and very slow on those with a remedy against Downfall.
HWY_INLINE Integers3 loadPoints(const FixedPoint* points, const std::uint32_t* slots)
{
#if HWY_TARGET <= HWY_AVX3
    const hn::Half<Integers> four;
    const auto two = [&](std::size_t low, std::size_t high) HWY_ATTR {
        return hn::Combine(integers, hn::Load(four, &points[slots[high]].x),
                           hn::Load(four, &points[slots[low]].x));
    };
    const auto p04 = two(0, 4);
    const auto p15 = two(1, 5);
    const auto p26 = two(2, 6);
    const auto p37 = two(3, 7);
    const auto xz01 = hn::InterleaveLower(integers, p04, p15);  // x0 x1 | z0 z1 | x4 x5 | z4 z5
    const auto xz23 = hn::InterleaveLower(integers, p26, p37);
    const auto y01 = hn::InterleaveUpper(integers, p04, p15);  // y0 y1 | - | y4 y5 | -
    const auto y23 = hn::InterleaveUpper(integers, p26, p37);
    return {hn::OddEvenBlocks(hn::SwapAdjacentBlocks(xz23), xz01),
            hn::OddEvenBlocks(hn::SwapAdjacentBlocks(y23), y01),
            hn::OddEvenBlocks(xz23, hn::SwapAdjacentBlocks(xz01))};
#elif HWY_TARGET == HWY_AVX2
    const auto p0 = hn::Load(integers, &points[slots[0]].x);
    const auto p1 = hn::Load(integers, &points[slots[1]].x);
    const auto p2 = hn::Load(integers, &points[slots[2]].x);
    const auto p3 = hn::Load(integers, &points[slots[3]].x);
    const auto xz01 = hn::InterleaveLower(integers, p0, p1);  // x0 x1 | z0 z1
    const auto xz23 = hn::InterleaveLower(integers, p2, p3);
    const auto y01 = hn::InterleaveUpper(integers, p0, p1);
    const auto y23 = hn::InterleaveUpper(integers, p2, p3);
    return {hn::ConcatLowerLower(integers, xz23, xz01), hn::ConcatLowerLower(integers, y23, y01),
            hn::ConcatUpperUpper(integers, xz23, xz01)};
#else
    Slice<std::int64_t> gathered;
    for (std::size_t lane = 0; lane < laneCount; ++lane) {
        gathered.x[lane] = points[slots[lane]].x;
        gathered.y[lane] = points[slots[lane]].y;
        gathered.z[lane] = points[slots[lane]].z;
    }
    return load(gathered, 0);
#endif
}

// Separation in units of the coordinates; the subtraction wraps to the nearest image.
HWY_INLINE Reals3 separation(const Integers3& from, const Integers3& to)
{
    return {hn::ConvertTo(reals, hn::Sub(to.x, from.x)), hn::ConvertTo(reals, hn::Sub(to.y, from.y)),
            hn::ConvertTo(reals, hn::Sub(to.z, from.z))};
}

// Below this squared distance a pair is not told from a particle and itself, sigma^2: a particle that fills up a
// row of its own neighbours is at distance 0, where this keeps the factor finite and thus the force 0.
constexpr double smallestSquare = 1e-20;

// Calls visit(separation, square, 1/r) for each row of neighbours; the separation in units of the coordinates.
template <class Visit>
HWY_INLINE void forEachRow(const SliceRange& slices, std::size_t slice, std::size_t lane, Visit visit)
{
    const Integers3 here = load(slices.positions[slice], lane);
    const Real squaredUnit = hn::Set(reals, slices.unit * slices.unit);
    const Real smallest = hn::Set(reals, smallestSquare);
    const SliceNeighbors neighbors = slices.neighbors[slice];
    const std::uint32_t* slots = neighbors.numbers + lane;
    for (std::size_t row = 0; row < neighbors.rows; ++row, slots += sliceWidth) {
        const Reals3 d = separation(loadPoints(slices.points, slots), here);
        const Real square = hn::Max(hn::Mul(dot(d, d), squaredUnit), smallest);
        visit(d, square, inverseRoot(square));
    }
}

template <class Terms>
MotionSums kick(const SliceRange& slices, double time)
{
    const Real unit = hn::Set(reals, slices.unit);
    const Real kickTime = hn::Set(reals, time);
    const Real zero = hn::Zero(reals);
    Real power = zero;
    Real speedSquared = zero;
    Real forceSquared = zero;
    Real largestForceSquared = zero;
    Real largestSpeedSquared = zero;
    for (std::size_t slice = slices.first; slice < slices.last; ++slice)
        for (std::size_t lane = 0; lane < sliceWidth; lane += laneCount) {
            Reals3 f{zero, zero, zero};
            forEachRow(slices, slice, lane, [&](const Reals3& d, Real square, Real inverse) HWY_ATTR {
                const Real factor = Terms::forceFactor(square, inverse);
                f = {hn::MulAdd(factor, d.x, f.x), hn::MulAdd(factor, d.y, f.y), hn::MulAdd(factor, d.z, f.z)};
            });
            f = {hn::Mul(f.x, unit), hn::Mul(f.y, unit), hn::Mul(f.z, unit)};
            Reals3 v = load(slices.velocities[slice], lane);
            v = {hn::MulAdd(kickTime, f.x, v.x), hn::MulAdd(kickTime, f.y, v.y), hn::MulAdd(kickTime, f.z, v.z)};
            store(f, slices.forces[slice], lane);
            store(v, slices.velocities[slice], lane);
            const Real ff = dot(f, f);
            const Real vv = dot(v, v);
            power = hn::Add(power, dot(f, v));
            forceSquared = hn::Add(forceSquared, ff);
            speedSquared = hn::Add(speedSquared, vv);
            largestForceSquared = hn::Max(largestForceSquared, ff);
            largestSpeedSquared = hn::Max(largestSpeedSquared, vv);
        }
    return {hn::GetLane(hn::SumOfLanes(reals, power)), hn::GetLane(hn::SumOfLanes(reals, speedSquared)),
            hn::GetLane(hn::SumOfLanes(reals, forceSquared)),
            hn::GetLane(hn::MaxOfLanes(reals, largestForceSquared)),
            hn::GetLane(hn::MaxOfLanes(reals, largestSpeedSquared))};
}

template <class Terms>
double doubledEnergy(const SliceRange& slices)
{
    Real energy = hn::Zero(reals);
    for (std::size_t slice = slices.first; slice < slices.last; ++slice)
        for (std::size_t lane = 0; lane < sliceWidth; lane += laneCount)
            forEachRow(slices, slice, lane, [&](const Reals3&, Real square, Real inverse) HWY_ATTR {
                const auto isPair = hn::Gt(square, hn::Set(reals, smallestSquare));
                energy = hn::Add(energy, hn::IfThenElseZero(isPair, Terms::value(square, inverse)));
            });
    return hn::GetLane(hn::SumOfLanes(reals, energy));
}

MotionSums kickSlices(const potential::PairPotential& potential, const SliceRange& slices, double time)
{
    if (std::holds_alternative<potential::HarmonicPotential>(potential))
        return kick<HarmonicTerms>(slices, time);
    return kick<LennardJonesTerms>(slices, time);
}

double doubledEnergyOfSlices(const potential::PairPotential& potential, const SliceRange& slices)
{
    if (std::holds_alternative<potential::HarmonicPotential>(potential))
        return doubledEnergy<HarmonicTerms>(slices);
    return doubledEnergy<LennardJonesTerms>(slices);
}

double driftSlices(const SliceRange& slices, double keep, double push, double time, FixedPoint* points,
                   const Slice<std::int64_t>* origins)
{
    const Real keepShare = hn::Set(reals, keep);
    const Real pushTime = hn::Set(reals, push);
    const Real driftTime = hn::Set(reals, time / slices.unit);
    Real farthest = hn::Zero(reals);
    for (std::size_t slice = slices.first; slice < slices.last; ++slice)
        for (std::size_t lane = 0; lane < sliceWidth; lane += laneCount) {
            const Reals3 f = load(slices.forces[slice], lane);
            Reals3 v = load(slices.velocities[slice], lane);
            v = {hn::MulAdd(pushTime, f.x, hn::Mul(keepShare, v.x)),
                 hn::MulAdd(pushTime, f.y, hn::Mul(keepShare, v.y)),
                 hn::MulAdd(pushTime, f.z, hn::Mul(keepShare, v.z))};
            store(v, slices.velocities[slice], lane);
            Integers3 r = load(slices.positions[slice], lane);
            r = {hn::Add(r.x, hn::ConvertTo(integers, hn::Mul(driftTime, v.x))),
                 hn::Add(r.y, hn::ConvertTo(integers, hn::Mul(driftTime, v.y))),
                 hn::Add(r.z, hn::ConvertTo(integers, hn::Mul(driftTime, v.z)))};
            store(r, slices.positions[slice], lane);
            hn::StoreInterleaved4(r.x, r.y, r.z, hn::Zero(integers), integers,
                                  &points[slice * sliceWidth + lane].x);
            const Reals3 way = separation(load(origins[slice], lane), r);
            farthest = hn::Max(farthest, dot(way, way));
        }
    return hn::GetLane(hn::MaxOfLanes(reals, farthest)) * slices.unit * slices.unit;
}

}  // namespace vitrine::quench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vitrine::quench {

HWY_EXPORT(kickSlices);
HWY_EXPORT(doubledEnergyOfSlices);
HWY_EXPORT(driftSlices);

void MotionSums::add(const MotionSums& other)
{
    power += other.power;
    speedSquared += other.speedSquared;
    forceSquared += other.forceSquared;
    largestForceSquared = std::max(largestForceSquared, other.largestForceSquared);
    largestSpeedSquared = std::max(largestSpeedSquared, other.largestSpeedSquared);
}

MotionSums kickSlices(const potential::PairPotential& potential, const SliceRange& slices, double time)
{
    return HWY_DYNAMIC_DISPATCH(kickSlices)(potential, slices, time);
}

double doubledEnergyOfSlices(const potential::PairPotential& potential, const SliceRange& slices)
{
    return HWY_DYNAMIC_DISPATCH(doubledEnergyOfSlices)(potential, slices);
}

double driftSlices(const SliceRange& slices, double keep, double push, double time, FixedPoint* points,
                   const Slice<std::int64_t>* origins)
{
    return HWY_DYNAMIC_DISPATCH(driftSlices)(slices, keep, push, time, points, origins);
}

}  // namespace vitrine::quench
#endif
