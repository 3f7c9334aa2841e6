#pragma once

#include "core/anharmonicity/ScanProtocol.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine::anharmonicity {

/// What the scans of one packing share.
struct ScanGround {
    std::shared_ptr<const quench::InherentStructure> structure;
    ScanSettings settings;
    std::shared_ptr<const potential::EnergyDifference> energyDifference;
};

/// What a pull came to, from where its minimisation ended.
/// @param displacements there, 3xN, not freed of their mean; null if it did not converge
/// @param field if not null: becomes Delta r_i (3xN, mean removed, rattlers' columns zero)
Pull evaluatedPull(const ScanGround& ground, double amplitude, double pulledEnergy,
                   const Eigen::Matrix3Xd* displacements, std::int64_t evaluations, Eigen::Matrix3Xd* field);

/// The search for A_c along one mode in one direction: says where to pull, and takes what came of it, in any
/// order. Pulls that turn out not to be needed are as if they had not been made.
class ScanSearch {
public:
    /// @param ground, e, listener have to outlive this
    ScanSearch(const ScanGround& ground, Eigen::Index k, double omega, const Eigen::Ref<const Eigen::Matrix3Xd>& e,
               Direction direction, const PullListener& listener);

    bool isDone() const { return m_protocol.isDone(); }

    /// The amplitude whose verdict is needed next, and after it others whose verdicts may be.
    std::vector<double> candidates(std::size_t count) const;

    /// Pulls to a candidate. @return the displacements to minimise from, 3xN, sigma; nothing if particles overlap:
    /// that is a verdict
    std::optional<Eigen::Matrix3Xd> pullTo(double amplitude);

    /// @param displacements as evaluatedPull()
    /// @throws run::NotAMinimum if the system does not even return from A = 1e-12 sigma
    void ended(double amplitude, const Eigen::Matrix3Xd* displacements, std::int64_t evaluations);

    /// To be asked for once, when done.
    ScanResult result();

private:
    struct Known {
        PullVerdict verdict;
        std::optional<Pull> pull;
        Eigen::Matrix3Xd field;  // after a transition
    };

    void advance();
    [[noreturn]] void throwNotAMinimum() const;
    ScanResult::AtTransition atTransition();

    const ScanGround& m_ground;
    double m_omega;
    Eigen::Ref<const Eigen::Matrix3Xd> m_e;
    const PullListener& m_listener;
    ScanProtocol m_protocol;
    ScanResult m_result;
    std::map<double, double> m_pulledEnergies;
    std::map<double, Known> m_known;
};

}  // namespace vitrine::anharmonicity
