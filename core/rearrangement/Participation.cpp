#include "core/rearrangement/Participation.h"

#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vitrine::rearrangement {

std::vector<Eigen::Index> displacedParticles(const Eigen::Matrix3Xd& displacements)
{
    const auto count = static_cast<Eigen::Index>(std::lround(rearrangedParticleCount(displacements)));
    return largestDisplacements(displacements, std::max<Eigen::Index>(count, 1));
}

std::vector<int> displacementCounts(
    const std::vector<std::reference_wrapper<const Eigen::Matrix3Xd>>& rearrangements, Eigen::Index particleCount)
{
    std::vector<int> counts(static_cast<std::size_t>(particleCount));
    for (const Eigen::Matrix3Xd& displacements : rearrangements) {
        if (displacements.cols() != particleCount)
            throw run::InvalidInput(fmt::format(
                "A rearrangement of {} particles was given for a packing of {}: they have to be of one N.",
                displacements.cols(), particleCount));
        for (const Eigen::Index particle : displacedParticles(displacements))
            ++counts[static_cast<std::size_t>(particle)];
    }
    return counts;
}

}  // namespace vitrine::rearrangement
