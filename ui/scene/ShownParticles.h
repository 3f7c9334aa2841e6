#pragma once

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <vector>

namespace vitrine::scene {

/// Which particles are drawn, and how far beyond the box their periodic images are.
struct ShownParticles {
    std::vector<std::uint8_t> mask;  ///< 1 for each particle that is drawn, 0 for one that is not; empty: all are
    Eigen::Vector3d imageDepth = Eigen::Vector3d::Zero();  ///< on either side, in sides of the box, from 0 to 1
    double boxSide = 0;                                    ///< sigma

    bool isPart() const { return !mask.empty(); }
    bool shows(Eigen::Index particle) const
    {
        return mask.empty() || mask[static_cast<std::size_t>(particle)] != 0;
    }
    bool hasImages() const { return (imageDepth.array() > 0).any(); }

    /// Calls visit(offset) for each image of a place that is drawn, the place itself left out.
    /// @param place inside the box, sigma; offsets are whole sides of the box, sigma
    template <typename Visit>
    void forEachImage(const Eigen::Vector3f& place, Visit visit) const
    {
        if (!hasImages())
            return;
        const auto side = static_cast<float>(boxSide);
        std::array<std::array<float, 3>, 3> shifts{};
        std::array<unsigned, 3> counts{1, 1, 1};  // the first shift is 0
        for (unsigned axis = 0; axis < 3; ++axis) {
            const float depth = static_cast<float>(imageDepth[axis]) * side;
            if (place[axis] < depth)
                shifts[axis][counts[axis]++] = side;
            if (place[axis] > side - depth)
                shifts[axis][counts[axis]++] = -side;
        }
        for (unsigned i = 0; i < counts[0]; ++i)
            for (unsigned j = 0; j < counts[1]; ++j)
                for (unsigned k = 0; k < counts[2]; ++k)
                    if (i + j + k > 0)
                        visit(Eigen::Vector3f(shifts[0][i], shifts[1][j], shifts[2][k]));
    }
};

/// How much of an image's colour is the background's.
inline constexpr double imageFading = 0.6;

}  // namespace vitrine::scene
