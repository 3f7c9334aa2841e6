#include "core/anharmonicity/CubicExpansion.h"

#include "core/potential/PotentialEnergy.h"
#include "core/run/Errors.h"

#include <cmath>
#include <string>
#include <vector>

namespace vitrine::anharmonicity {

namespace {

/// What the third derivative needs to know of a pair.
struct CubicPair {
    Eigen::Index i;
    Eigen::Index j;
    Eigen::Vector3d n;  ///< (r_i - r_j)/r
    double along;       ///< phi'''
    double across;      ///< 3 (phi''/r - phi'/r^2)
};

std::vector<CubicPair> cubicPairs(const quench::InherentStructure& structure)
{
    std::vector<char> isRattler(static_cast<std::size_t>(structure.packing.particleCount()), 0);
    for (const Eigen::Index rattler : structure.rattlers)
        isRattler[static_cast<std::size_t>(rattler)] = 1;
    std::vector<CubicPair> pairs;
    const double range = potential::cutoff(structure.potential());
    for (const potential::Contact& contact : potential::contactsWithin(structure.packing, range)) {
        if (isRattler[static_cast<std::size_t>(contact.i)] != 0 ||
            isRattler[static_cast<std::size_t>(contact.j)] != 0)
            continue;
        const double r = contact.distance;
        const potential::PairTerms terms = potential::pairTerms(structure.potential(), r);
        pairs.push_back({contact.i, contact.j, contact.separation / r, terms.third,
                         3 * (terms.second / r - terms.first / (r * r))});
    }
    return pairs;
}

double sumOver(const std::vector<CubicPair>& pairs, const Eigen::Ref<const Eigen::Matrix3Xd>& e)
{
    double sum = 0;
    for (const CubicPair& pair : pairs) {
        const Eigen::Vector3d d = e.col(pair.i) - e.col(pair.j);
        const double along = d.dot(pair.n);
        const double acrossSquared = d.squaredNorm() - along * along;
        sum += pair.along * along * along * along + pair.across * along * acrossSquared;
    }
    return sum;
}

void requireParticles(Eigen::Index given, Eigen::Index particles)
{
    if (given != particles)
        throw run::InvalidInput("The field holds " + std::to_string(given) + " particles, but the packing holds " +
                                std::to_string(particles) + ".");
}

}  // namespace

double thirdDerivative(const quench::InherentStructure& structure, const Eigen::Ref<const Eigen::Matrix3Xd>& e)
{
    requireParticles(e.cols(), structure.packing.particleCount());
    return sumOver(cubicPairs(structure), e);
}

Eigen::VectorXd thirdDerivatives(const quench::InherentStructure& structure,
                                 const Eigen::Ref<const Eigen::MatrixXd>& fields, run::ThreadTeam& team)
{
    requireParticles(fields.rows() / 3, structure.packing.particleCount());
    const std::vector<CubicPair> pairs = cubicPairs(structure);
    Eigen::VectorXd tau(fields.cols());
    team.forTasks(fields.cols(), [&](std::ptrdiff_t column) {
        const double* const field = fields.col(column).data();
        tau[column] = sumOver(pairs, Eigen::Map<const Eigen::Matrix3Xd>(field, 3, fields.rows() / 3));
    });
    return tau;
}

std::optional<double> thirdOrderCriticalAmplitude(double omega, double tau, Eigen::Index participantCount)
{
    if (participantCount < 1)
        throw run::InvalidInput("A critical amplitude of " + std::to_string(participantCount) +
                                " particles is asked for, but at least 1 is needed.");
    if (tau == 0)
        return std::nullopt;
    return 2 * omega * omega / (std::abs(tau) * std::sqrt(static_cast<double>(participantCount)));
}

}  // namespace vitrine::anharmonicity
