#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace vitrine::quench {

/// How particles lie in memory while they move: in slices of eight, one per lane of a wide vector register.
///
/// Coordinates are 64-bit integers in units of side / 2^64. Their differences are exact, however large the box,
/// and overflow wraps them to the nearest image for free. Absolute coordinates in double precision would leave
/// forces of about 1e-11 in Lennard-Jones packings of a few thousand particles (see physics.md, section 2).
inline constexpr std::size_t sliceWidth = 8;

/// Slices whose sums are formed by one thread in one go. Fixed, so that the order of summation never depends on
/// the number of threads; 128 particles are some 3 microseconds of work, little enough to share out 1000
/// particles.
inline constexpr std::size_t slicesPerBlock = 16;

/// Three components for the eight particles of a slice.
template <class T>
struct alignas(64) Slice {
    std::array<T, sliceWidth> x{};
    std::array<T, sliceWidth> y{};
    std::array<T, sliceWidth> z{};
};

/// One particle's coordinates in one half of a cache line: what the force loop loads for a neighbour.
struct alignas(32) FixedPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t z = 0;
    std::int64_t unused = 0;
};

/// Number of a point's place along a curve on which neighbours in space are near each other (Morton), from the
/// upper ten bits of its coordinates.
inline std::uint32_t numberOnCurve(const FixedPoint& point)
{
    // Bits 0, 3, 6, ... of the result are the coordinate's.
    const auto spread = [](std::int64_t coordinate) {
        auto bits = static_cast<std::uint32_t>(static_cast<std::uint64_t>(coordinate) >> 54);
        bits = (bits | bits << 16) & 0x030000ff;
        bits = (bits | bits << 8) & 0x0300f00f;
        bits = (bits | bits << 4) & 0x030c30c3;
        return (bits | bits << 2) & 0x09249249;
    };
    return spread(point.x) | spread(point.y) << 1 | spread(point.z) << 2;
}

/// Neighbours of a slice's particles, as numbers of points: row k has the k-th neighbour of each of the eight.
/// A particle with fewer than the others is filled up with itself, which exerts no force.
struct SliceNeighbors {
    const std::uint32_t* numbers = nullptr;  ///< rows x sliceWidth
    std::size_t rows = 0;
};

}  // namespace vitrine::quench
