#include "core/model/ParticleDistances.h"

#include "core/run/Errors.h"

#include <fmt/format.h>

namespace vitrine::model {

namespace {

void requireParticle(const Packing& packing, Eigen::Index particle)
{
    if (particle < 0 || particle >= packing.particleCount())
        throw run::InvalidInput(fmt::format("The particle {} was asked for, but has to be from 0 to {}.", particle,
                                            packing.particleCount() - 1));
}

}  // namespace

double distanceBetween(const Packing& packing, Eigen::Index i, Eigen::Index j)
{
    requireParticle(packing, i);
    requireParticle(packing, j);
    return packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(j)).norm();
}

std::vector<double> distancesFrom(const Packing& packing, Eigen::Index particle)
{
    requireParticle(packing, particle);
    const Eigen::Vector3d origin = packing.positions.col(particle);
    std::vector<double> distances;
    distances.reserve(static_cast<std::size_t>(packing.particleCount()));
    for (Eigen::Index i = 0; i < packing.particleCount(); ++i)
        distances.push_back(packing.box.minimumImage(packing.positions.col(i) - origin).norm());
    return distances;
}

}  // namespace vitrine::model
