#include "core/potential/PotentialEnergy.h"

#include "core/model/NeighborList.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::potential {

std::vector<Contact> contactsWithin(const model::Packing& packing, double range, const run::RunControl& control)
{
    const model::NeighborList neighbors(packing, range, control);
    std::vector<Contact> contacts;
    for (Eigen::Index i = 0; i < packing.particleCount(); ++i)
        for (const Eigen::Index j : neighbors.of(i))
            if (i < j) {
                const Eigen::Vector3d separation =
                    packing.box.minimumImage(packing.positions.col(i) - packing.positions.col(j));
                contacts.push_back({i, j, separation, separation.norm()});
            }
    return contacts;
}

double potentialEnergy(const model::Packing& packing, const PairPotential& potential)
{
    double energy = 0;
    for (const Contact& contact : contactsWithin(packing, cutoff(potential)))
        energy += pairTerms(potential, contact.distance).value;
    return energy;
}

Eigen::Matrix3Xd forces(const model::Packing& packing, const PairPotential& potential)
{
    Eigen::Matrix3Xd result = Eigen::Matrix3Xd::Zero(3, packing.particleCount());
    for (const Contact& contact : contactsWithin(packing, cutoff(potential))) {
        const Eigen::Vector3d onFirst =
            -pairTerms(potential, contact.distance).first / contact.distance * contact.separation;
        result.col(contact.i) += onFirst;
        result.col(contact.j) -= onFirst;
    }
    return result;
}

double pressure(const model::Packing& packing, const PairPotential& potential)
{
    double virial = 0;
    for (const Contact& contact : contactsWithin(packing, cutoff(potential)))
        virial += contact.distance * pairTerms(potential, contact.distance).first;
    return -virial / (3 * packing.box.volume());
}

double largestForce(const Eigen::Matrix3Xd& forces)
{
    if (forces.hasNaN())  // a maximum may pass over it
        return std::numeric_limits<double>::quiet_NaN();
    return forces.cols() == 0 ? 0 : std::sqrt(forces.colwise().squaredNorm().maxCoeff());
}

double closestPairDistance(const model::Packing& packing, const PairPotential& potential)
{
    double closest = std::numeric_limits<double>::infinity();
    for (const Contact& contact : contactsWithin(packing, cutoff(potential)))
        closest = std::min(closest, contact.distance);
    return closest;
}

Surroundings surroundingsOf(const model::Packing& packing, const PairPotential& potential, Eigen::Index particle)
{
    if (particle < 0 || particle >= packing.particleCount())
        throw run::InvalidInput(fmt::format("The particle {} was asked for, but has to be from 0 to {}.", particle,
                                            packing.particleCount() - 1));
    Surroundings surroundings;
    for (Eigen::Index j = 0; j < packing.particleCount(); ++j) {
        const double distance =
            packing.box.minimumImage(packing.positions.col(particle) - packing.positions.col(j)).norm();
        if (j == particle || distance >= cutoff(potential))
            continue;
        ++surroundings.contactCount;
        surroundings.energy += pairTerms(potential, distance).value / 2;
    }
    return surroundings;
}

std::vector<Surroundings> surroundingsOfAll(const model::Packing& packing, const PairPotential& potential,
                                            const run::RunControl& control)
{
    std::vector<Surroundings> all(static_cast<std::size_t>(packing.particleCount()));
    for (const Contact& contact : contactsWithin(packing, cutoff(potential), control)) {
        const double half = pairTerms(potential, contact.distance).value / 2;
        for (const Eigen::Index particle : {contact.i, contact.j}) {
            Surroundings& surroundings = all[static_cast<std::size_t>(particle)];
            ++surroundings.contactCount;
            surroundings.energy += half;
        }
    }
    return all;
}

}  // namespace vitrine::potential
