#include "core/quench/SliceNeighborList.h"

#include <algorithm>
#include <cmath>
#include <numeric>

// The same choice of instruction sets as in MotionKernel.cpp.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/quench/SliceNeighborList.cpp"
#include <hwy/foreach_target.h>
// foreach_target has to come first
#include <hwy/highway.h>

#ifndef VITRINE_SLICE_NEIGHBOR_LIST_TYPES
#define VITRINE_SLICE_NEIGHBOR_LIST_TYPES
namespace vitrine::quench {

// Particles to search among. Coordinates are the upper 32 bits of the fixed-point ones, whose differences wrap to
// the nearest image. The arrays are readable up to searchWidth beyond count.
struct Crowd {
    const std::int32_t* x;
    const std::int32_t* y;
    const std::int32_t* z;
    const std::uint32_t* slots;
    std::size_t count;
};

struct Place {
    std::int32_t x;
    std::int32_t y;
    std::int32_t z;
};

// Lanes of 32 bits in the widest register.
constexpr std::size_t searchWidth = 16;

}  // namespace vitrine::quench
#endif

HWY_BEFORE_NAMESPACE();
namespace vitrine::quench::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Integers = hn::CappedTag<std::int32_t, searchWidth>;
using Floats = hn::RebindToFloat<Integers>;
using Numbers = hn::RebindToUnsigned<Integers>;

constexpr Integers integers;
constexpr Floats floats;
constexpr Numbers numbers;

// Squared distance from a place, in units of (side / 2^32)^2.
HWY_INLINE hn::Vec<Floats> squaredDistance(const Crowd& crowd, std::size_t k, const Place& from)
{
    const auto along = [k](const std::int32_t* coordinates, std::int32_t origin) HWY_ATTR {
        return hn::ConvertTo(floats, hn::Sub(hn::LoadU(integers, coordinates + k), hn::Set(integers, origin)));
    };
    const auto dx = along(crowd.x, from.x);
    const auto dy = along(crowd.y, from.y);
    const auto dz = along(crowd.z, from.z);
    return hn::MulAdd(dx, dx, hn::MulAdd(dy, dy, hn::Mul(dz, dz)));
}

// Writes the slots of those that are nearer than the range to one of the places.
// @param found writable up to searchWidth beyond the result
// @return how many were found
std::size_t selectNearAny(const Crowd& crowd, const Place* places, std::size_t placeCount, float squaredRange,
                          std::uint32_t* found)
{
    std::size_t foundCount = 0;
    for (std::size_t k = 0; k < crowd.count; k += hn::Lanes(integers)) {
        auto nearest = squaredDistance(crowd, k, places[0]);
        for (std::size_t place = 1; place < placeCount; ++place)
            nearest = hn::Min(nearest, squaredDistance(crowd, k, places[place]));
        const auto isNear = hn::RebindMask(numbers, hn::Lt(nearest, hn::Set(floats, squaredRange)));
        const auto chosen = hn::And(isNear, hn::FirstN(numbers, crowd.count - k));
        foundCount += hn::CompressStore(hn::LoadU(numbers, crowd.slots + k), chosen, numbers, found + foundCount);
    }
    return foundCount;
}

// The same for one place, leaving out the particle that is there.
std::size_t selectNear(const Crowd& crowd, const Place& place, std::uint32_t self, float squaredRange,
                       std::uint32_t* found)
{
    std::size_t foundCount = 0;
    for (std::size_t k = 0; k < crowd.count; k += hn::Lanes(integers)) {
        const auto isNear =
            hn::RebindMask(numbers, hn::Lt(squaredDistance(crowd, k, place), hn::Set(floats, squaredRange)));
        const auto slots = hn::LoadU(numbers, crowd.slots + k);
        const auto isOther = hn::And(hn::Ne(slots, hn::Set(numbers, self)), hn::FirstN(numbers, crowd.count - k));
        foundCount += hn::CompressStore(slots, hn::And(isNear, isOther), numbers, found + foundCount);
    }
    return foundCount;
}

}  // namespace vitrine::quench::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vitrine::quench {

HWY_EXPORT(selectNearAny);
HWY_EXPORT(selectNear);

namespace {

std::int32_t upperHalf(std::int64_t coordinate)
{
    return static_cast<std::int32_t>(coordinate >> 32);
}

Place placeOf(const FixedPoint& point)
{
    return {upperHalf(point.x), upperHalf(point.y), upperHalf(point.z)};
}

// Range squared, in units of (side / 2^32)^2; wider by more than the rounding of coordinates cut to 32 bits and of
// single precision, for boxes of up to 2^14 ranges.
float squaredSearchRange(double range)
{
    return static_cast<float>(std::pow(std::ldexp(range * (1 + 1e-5), 32), 2));
}

// floor(perSide * coordinate / side)
std::uint32_t cellCoordinate(std::int64_t coordinate, std::uint32_t perSide)
{
    const std::uint64_t upper = static_cast<std::uint64_t>(coordinate) >> 32;
    return static_cast<std::uint32_t>((upper * perSide) >> 32);
}

// Cells of about four particles: with fewer there would be many short searches, with more many in vain.
std::uint32_t cellsPerSide(std::size_t particleCount)
{
    return static_cast<std::uint32_t>(
        std::max(1.0, std::round(std::cbrt(static_cast<double>(particleCount) / 4))));
}

// Cells that a search has to visit along one axis, and on from the other end of the box.
struct CellInterval {
    std::uint32_t first;
    std::uint32_t count;
};

// All cells within a range of any of the places along one axis.
CellInterval cellsNear(std::span<const Place> places, std::int32_t Place::*coordinate, std::int64_t range,
                       std::uint32_t perSide)
{
    // Places are measured from the first, by nearest image.
    const auto from = static_cast<std::uint32_t>(places[0].*coordinate);
    std::int32_t lowest = 0;
    std::int32_t highest = 0;
    for (const Place& place : places) {
        const auto way = static_cast<std::int32_t>(static_cast<std::uint32_t>(place.*coordinate) - from);
        lowest = std::min(lowest, way);
        highest = std::max(highest, way);
    }
    constexpr std::int64_t side = std::int64_t{1} << 32;
    const std::int64_t begin = std::int64_t{from} + lowest - range;
    const std::int64_t end = std::int64_t{from} + highest + range;
    if (end - begin >= side)
        return {0, perSide};
    // One box up, as begin can be below 0 and the division is to round down.
    const std::int64_t first = ((begin + side) * perSide) / side;
    const std::int64_t last = ((end + side) * perSide) / side;
    return {static_cast<std::uint32_t>(first % perSide),
            static_cast<std::uint32_t>(std::min<std::int64_t>(last - first + 1, perSide))};
}

}  // namespace

void SliceNeighborList::findCandidates(std::span<const FixedPoint> points, std::size_t particleCount, double range,
                                       run::ThreadTeam& team)
{
    m_particleCount = particleCount;
    m_slices.resize(points.size() / sliceWidth);
    m_candidates.resize((m_slices.size() + slicesPerBlock - 1) / slicesPerBlock);
    m_neighbors.resize(m_candidates.size());
    sortIntoCells(points);
    team.forBlocks(static_cast<std::ptrdiff_t>(m_candidates.size()), [&](std::ptrdiff_t block) {
        findCandidatesOfBlock(static_cast<std::size_t>(block), points, range);
    });
}

void SliceNeighborList::findNeighbors(std::span<const FixedPoint> points, double range, run::ThreadTeam& team)
{
    team.forBlocks(static_cast<std::ptrdiff_t>(m_neighbors.size()), [&](std::ptrdiff_t block) {
        findNeighborsOfBlock(static_cast<std::size_t>(block), points, squaredSearchRange(range));
    });
}

std::size_t SliceNeighborList::slicesIn(std::size_t block) const
{
    return std::min(slicesPerBlock, m_slices.size() - block * slicesPerBlock);
}

void SliceNeighborList::sortIntoCells(std::span<const FixedPoint> points)
{
    const std::uint32_t perSide = cellsPerSide(m_particleCount);
    m_cells.perSide = perSide;
    m_cells.first.assign(std::size_t{perSide} * perSide * perSide + 1, 0);
    m_cellOf.resize(m_particleCount);
    for (std::size_t slot = 0; slot < m_particleCount; ++slot) {
        const FixedPoint& point = points[slot];
        m_cellOf[slot] =
            (cellCoordinate(point.z, perSide) * perSide + cellCoordinate(point.y, perSide)) * perSide +
            cellCoordinate(point.x, perSide);
        ++m_cells.first[m_cellOf[slot]];
    }
    // The end of each cell's particles, which moves to their beginning while they are filled in.
    std::partial_sum(m_cells.first.begin(), m_cells.first.end(), m_cells.first.begin());
    m_cells.x.resize(m_particleCount + searchWidth);
    m_cells.y.resize(m_particleCount + searchWidth);
    m_cells.z.resize(m_particleCount + searchWidth);
    m_cells.slots.resize(m_particleCount + searchWidth);
    for (std::size_t slot = m_particleCount; slot-- > 0;) {
        const std::uint32_t place = --m_cells.first[m_cellOf[slot]];
        m_cells.x[place] = upperHalf(points[slot].x);
        m_cells.y[place] = upperHalf(points[slot].y);
        m_cells.z[place] = upperHalf(points[slot].z);
        m_cells.slots[place] = static_cast<std::uint32_t>(slot);
    }
}

void SliceNeighborList::findCandidatesOfBlock(std::size_t block, std::span<const FixedPoint> points, double range)
{
    const auto select = HWY_DYNAMIC_DISPATCH(selectNearAny);
    const float squaredRange = squaredSearchRange(range);
    const auto wholeRange = static_cast<std::int64_t>(std::ceil(std::ldexp(range, 32))) + 1;
    const std::uint32_t perSide = m_cells.perSide;
    BlockEntries& candidates = m_candidates[block];
    std::size_t end = 0;

    const auto search = [&](std::span<const Place> places, std::size_t firstCell, std::size_t lastCell) {
        const std::size_t begin = m_cells.first[firstCell];
        const std::size_t count = m_cells.first[lastCell] - begin;
        if (candidates.slots.size() < end + count + searchWidth)
            candidates.slots.resize(2 * (end + count + searchWidth));
        const Crowd crowd{&m_cells.x[begin], &m_cells.y[begin], &m_cells.z[begin], &m_cells.slots[begin], count};
        end += select(crowd, places.data(), places.size(), squaredRange, &candidates.slots[end]);
    };
    for (std::size_t number = 0; number < slicesIn(block); ++number) {
        const std::size_t firstSlot = (block * slicesPerBlock + number) * sliceWidth;
        std::array<Place, sliceWidth> places{};
        const std::size_t placeCount = std::min(sliceWidth, m_particleCount - firstSlot);
        std::transform(&points[firstSlot], &points[firstSlot] + placeCount, places.begin(), placeOf);
        const std::span<const Place> occupied(places.data(), placeCount);

        const CellInterval x = cellsNear(occupied, &Place::x, wholeRange, perSide);
        const CellInterval y = cellsNear(occupied, &Place::y, wholeRange, perSide);
        const CellInterval z = cellsNear(occupied, &Place::z, wholeRange, perSide);
        const std::size_t before =
            std::min(x.count, perSide - x.first);  // cells along x up to the face of the box
        for (std::uint32_t dz = 0; dz < z.count; ++dz)
            for (std::uint32_t dy = 0; dy < y.count; ++dy) {
                const std::size_t row =
                    ((z.first + dz) % perSide * std::size_t{perSide} + (y.first + dy) % perSide) * perSide;
                search(occupied, row + x.first, row + x.first + before);
                search(occupied, row, row + x.count - before);
            }
        candidates.begin[number + 1] = end;
    }
}

void SliceNeighborList::findNeighborsOfBlock(std::size_t block, std::span<const FixedPoint> points,
                                             float squaredRange)
{
    const auto select = HWY_DYNAMIC_DISPATCH(selectNear);
    const BlockEntries& candidates = m_candidates[block];
    BlockEntries& neighbors = m_neighbors[block];
    // Scratch, kept from block to block: to make it anew would take a tenth of the time.
    thread_local std::vector<std::int32_t> x, y, z;
    thread_local std::vector<std::uint32_t> found;
    std::array<std::size_t, sliceWidth> foundCount{};
    std::size_t end = 0;
    for (std::size_t number = 0; number < slicesIn(block); ++number) {
        const std::uint32_t* slots = &candidates.slots[candidates.begin[number]];
        const std::size_t count = candidates.begin[number + 1] - candidates.begin[number];
        const std::size_t room = count + searchWidth;
        if (x.size() < room) {
            x.resize(2 * room);
            y.resize(2 * room);
            z.resize(2 * room);
            found.resize(2 * room * sliceWidth);
        }
        for (std::size_t k = 0; k < count; ++k) {
            const FixedPoint& point = points[slots[k]];
            x[k] = upperHalf(point.x);
            y[k] = upperHalf(point.y);
            z[k] = upperHalf(point.z);
        }
        const Crowd crowd{x.data(), y.data(), z.data(), slots, count};
        const std::size_t firstSlot = (block * slicesPerBlock + number) * sliceWidth;
        foundCount.fill(0);
        for (std::size_t lane = 0; lane < sliceWidth && firstSlot + lane < m_particleCount; ++lane)
            foundCount[lane] =
                select(crowd, placeOf(points[firstSlot + lane]), static_cast<std::uint32_t>(firstSlot + lane),
                       squaredRange, &found[lane * room]);

        const std::size_t rows = *std::max_element(foundCount.begin(), foundCount.end());
        if (neighbors.slots.size() < end + rows * sliceWidth)
            neighbors.slots.resize(2 * (end + rows * sliceWidth));
        for (std::size_t lane = 0; lane < sliceWidth; ++lane) {
            std::uint32_t* entry = neighbors.slots.data() + end + lane;
            for (std::size_t row = 0; row < foundCount[lane]; ++row, entry += sliceWidth)
                *entry = found[lane * room + row];
            for (std::size_t row = foundCount[lane]; row < rows; ++row, entry += sliceWidth)
                *entry = static_cast<std::uint32_t>(firstSlot + lane);
        }
        end += rows * sliceWidth;
        neighbors.begin[number + 1] = end;
    }
    for (std::size_t number = 0; number < slicesIn(block); ++number)
        m_slices[block * slicesPerBlock + number] = {
            neighbors.slots.data() + neighbors.begin[number],
            (neighbors.begin[number + 1] - neighbors.begin[number]) / sliceWidth};
}

}  // namespace vitrine::quench
#endif
