#include "core/modes/Rattlers.h"

#include "core/model/NeighborList.h"

namespace vitrine::modes {

std::vector<Eigen::Index> findRattlers(const model::Packing& packing, const potential::PairPotential& potential)
{
    if (!std::holds_alternative<potential::HarmonicPotential>(potential))
        return {};
    // Three contacts cannot hold a particle in three dimensions: fewer than d + 1 leave it a free direction.
    constexpr std::size_t fewestContacts = 4;

    const model::NeighborList neighbors(packing, potential::cutoff(potential));
    const auto count = static_cast<std::size_t>(packing.particleCount());
    std::vector<std::size_t> contactCount(count);
    std::vector<Eigen::Index> loose;  // found and not yet taken away from its neighbours
    for (std::size_t i = 0; i < count; ++i) {
        contactCount[i] = neighbors.of(static_cast<Eigen::Index>(i)).size();
        if (contactCount[i] < fewestContacts)
            loose.push_back(static_cast<Eigen::Index>(i));
    }
    std::vector<bool> isRattler(count, false);
    while (!loose.empty()) {
        const Eigen::Index i = loose.back();
        loose.pop_back();
        isRattler[static_cast<std::size_t>(i)] = true;
        for (const Eigen::Index j : neighbors.of(i))
            if (contactCount[static_cast<std::size_t>(j)]-- == fewestContacts)
                loose.push_back(j);
    }

    std::vector<Eigen::Index> rattlers;
    for (std::size_t i = 0; i < count; ++i)
        if (isRattler[i])
            rattlers.push_back(static_cast<Eigen::Index>(i));
    return rattlers;
}

}  // namespace vitrine::modes
