#include "core/potential/EnergyDifference.h"

#include "core/potential/PotentialEnergy.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::potential {

namespace {
// Beyond the cutoff, sigma: pairs of particles that move by less than half of it stay among the known pairs.
constexpr double margin = 0.4;

// Particles that moved further are compared with all others one by one: up to this many that is quicker than
// looking for all pairs anew (N = 16,000: 0.5 ms each against 30 ms, harmonic, and 250 ms, Lennard-Jones).
constexpr std::size_t mostFarMoved = 64;

constexpr double outside = std::numeric_limits<double>::infinity();

/// A pair before and after; the change of r^2 is known better than from subtracting the squares.
struct Stretch {
    double squareBefore;
    double squareAfter;
    double squareChange;
};

// (1/2)(1 - r_1)^2 - (1/2)(1 - r_0)^2 = -(1/2)(r_1 - r_0)(2 - r_0 - r_1)
double valueChange(const HarmonicPotential&, const Stretch& pair)
{
    const double before = std::sqrt(pair.squareBefore);
    const double after = std::sqrt(pair.squareAfter);
    return -0.5 * (pair.squareChange / (before + after)) * (2 - before - after);
}

// With q = r^2 and s = q^-3: 4 (s_1 - s_0)(s_1 + s_0 - 1) - (r_1 - r_0) u'(r_c),
// s_1 - s_0 = -(q_1 - q_0)(q_0^2 + q_0 q_1 + q_1^2) s_0 s_1.
double valueChange(const LennardJonesPotential&, const Stretch& pair)
{
    const double q0 = pair.squareBefore;
    const double q1 = pair.squareAfter;
    const double s0 = 1 / (q0 * q0 * q0);
    const double s1 = 1 / (q1 * q1 * q1);
    const double sChange = -pair.squareChange * (q0 * q0 + q0 * q1 + q1 * q1) * s0 * s1;
    return 4 * sChange * (s0 + s1 - 1) -
           pair.squareChange / (std::sqrt(q0) + std::sqrt(q1)) * LennardJonesPotential::slopeShift;
}

/// Adds up pairs' changes of energy, with Neumaier's compensation.
template <typename Potential>
class PairSum {
public:
    explicit PairSum(const Potential& potential) : m_potential(potential) {}

    void add(const Stretch& pair)
    {
        constexpr double square = Potential::cutoff * Potential::cutoff;
        const bool before = pair.squareBefore < square;
        const bool after = pair.squareAfter < square;
        if (after)
            m_closestSquare = std::min(m_closestSquare, pair.squareAfter);
        if (before && after)
            add(valueChange(m_potential, pair));
        else if (before)
            add(-m_potential(std::sqrt(pair.squareBefore)).value);
        else if (after)
            add(m_potential(std::sqrt(pair.squareAfter)).value);
    }

    EnergyDifference::Displaced result() const { return {m_sum + m_compensation, std::sqrt(m_closestSquare)}; }

private:
    void add(double term)
    {
        const double sum = m_sum + term;
        m_compensation += std::abs(m_sum) >= std::abs(term) ? (m_sum - sum) + term : (term - sum) + m_sum;
        m_sum = sum;
    }

    const Potential& m_potential;
    double m_sum = 0;
    double m_compensation = 0;
    double m_closestSquare = std::numeric_limits<double>::infinity();
};

/// @param separation to the nearest image before
Stretch stretched(const model::PeriodicBox& box, const Eigen::Vector3d& separation, const Eigen::Vector3d& change)
{
    const Eigen::Vector3d after = separation + change;
    if (after.cwiseAbs().maxCoeff() <= box.side / 2)
        return {separation.squaredNorm(), after.squaredNorm(), change.dot(2 * separation + change)};
    // Another image is the nearest now: squares as different as those may be subtracted.
    const double squareAfter = box.minimumImage(after).squaredNorm();
    return {separation.squaredNorm(), squareAfter, squareAfter - separation.squaredNorm()};
}
}  // namespace

EnergyDifference::EnergyDifference(model::Packing packing, const PairPotential& potential,
                                   const run::RunControl& control)
    : m_packing(std::move(packing)),
      m_potential(potential),
      m_reach(std::min(cutoff(potential) + margin, m_packing.box.side / 2))
{
    const std::vector<Contact> contacts = contactsWithin(m_packing, m_reach, control);
    m_pairs.reserve(contacts.size());
    for (const Contact& contact : contacts)
        m_pairs.emplace_back(static_cast<std::int32_t>(contact.i), static_cast<std::int32_t>(contact.j));
}

EnergyDifference::Displaced EnergyDifference::operator()(const Eigen::Matrix3Xd& displacements) const
{
    const std::vector<Eigen::Index> far = farMoved(displacements);
    return std::visit(
        [&](const auto& potential) {
            return far.size() <= mostFarMoved ? fewFarMoved(potential, displacements, far)
                                              : manyFarMoved(potential, displacements);
        },
        m_potential);
}

// Those without which no two particles can come into range that are not among the known pairs. Ascending.
std::vector<Eigen::Index> EnergyDifference::farMoved(const Eigen::Matrix3Xd& displacements) const
{
    const double limit = (m_reach - cutoff(m_potential)) / 2;
    std::vector<Eigen::Index> far;
    for (Eigen::Index i = 0; i < displacements.cols(); ++i)
        if (displacements.col(i).squaredNorm() >= limit * limit)
            far.push_back(i);
    return far;
}

template <typename Potential>
EnergyDifference::Displaced EnergyDifference::fewFarMoved(const Potential& potential,
                                                          const Eigen::Matrix3Xd& displacements,
                                                          const std::vector<Eigen::Index>& far) const
{
    const Eigen::Matrix3Xd& positions = m_packing.positions;
    const model::PeriodicBox& box = m_packing.box;
    PairSum sum(potential);
    for (const auto& [i, j] : m_pairs)
        sum.add(stretched(box, box.minimumImage(positions.col(i) - positions.col(j)),
                          displacements.col(i) - displacements.col(j)));
    for (const Eigen::Index i : far)
        for (Eigen::Index j = 0; j < positions.cols(); ++j) {
            const Eigen::Vector3d separation = positions.col(i) - positions.col(j);
            const Eigen::Vector3d after =
                box.minimumImage(separation + displacements.col(i) - displacements.col(j));
            const bool seenFromJ = j <= i && (j == i || std::binary_search(far.begin(), far.end(), j));
            if (after.squaredNorm() < Potential::cutoff * Potential::cutoff && !seenFromJ &&
                box.minimumImage(separation).norm() >= m_reach)
                sum.add({outside, after.squaredNorm(), 0});
        }
    return sum.result();
}

template <typename Potential>
EnergyDifference::Displaced EnergyDifference::manyFarMoved(const Potential& potential,
                                                           const Eigen::Matrix3Xd& displacements) const
{
    const Eigen::Matrix3Xd& positions = m_packing.positions;
    const std::vector<Contact> contacts =
        contactsWithin({m_packing.box, positions + displacements}, Potential::cutoff);
    PairSum sum(potential);
    auto contact = contacts.begin();
    const auto addNewContactsBefore = [&](const Pair& pair) {
        for (; contact != contacts.end() && Pair(contact->i, contact->j) < pair; ++contact)
            sum.add({outside, contact->separation.squaredNorm(), 0});
    };
    for (const Pair& pair : m_pairs) {
        addNewContactsBefore(pair);
        const auto [i, j] = pair;
        const Eigen::Vector3d separation = m_packing.box.minimumImage(positions.col(i) - positions.col(j));
        const bool touches = contact != contacts.end() && contact->i == i && contact->j == j;
        if (!touches) {
            sum.add({separation.squaredNorm(), outside, 0});
            continue;
        }
        sum.add(stretched(m_packing.box, separation, displacements.col(i) - displacements.col(j)));
        ++contact;
    }
    constexpr std::int32_t last = std::numeric_limits<std::int32_t>::max();
    addNewContactsBefore({last, last});
    return sum.result();
}

}  // namespace vitrine::potential
