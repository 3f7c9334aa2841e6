#pragma once

#include "core/model/Packing.h"
#include "core/potential/PairPotential.h"
#include "core/quench/InherentStructure.h"

#include <Eigen/Core>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::test {

/// One pull and its minimisation in a reference scan.
struct ReferencePull {
    double amplitude;         ///< A, sigma
    double distance;          ///< |Delta r|, sigma
    double energyDifference;  ///< Delta Phi, epsilon
    double rearrangedCount;   ///< N_rearr; NaN in the log up to the transition, which does not record it
    std::int64_t evaluations;
};

/// What pushing along one mode did in the reference: a group scan/modeNNN_plus or _minus.
struct ReferenceScan {
    Eigen::Index mode;               ///< k
    int sign;                        ///< +1 or -1 times the eigenvector
    std::vector<ReferencePull> log;  ///< in the order in which they were made; empty where not recorded

    /// Where a transition was found: all at A_hi.
    struct AtTransition {
        double lowAmplitude;               ///< A_lo, sigma
        double highAmplitude;              ///< A_hi, sigma
        double distance;                   ///< dr, sigma
        double energyDifference;           ///< dPhi, epsilon
        double rearrangedCount;            ///< N_rearr
        double overlap;                    ///< I
        double barrier;                    ///< epsilon
        double harmonicBarrier;            ///< epsilon
        double closestPulledPair;          ///< rmin_pulled, sigma
        Eigen::Matrix3Xd displacements;    ///< rounded to single precision, sigma
        double gradientAmplitude;          ///< cg_A_hi: A_hi of a conjugate-gradient minimiser, sigma; may be NaN
        double gradientDistance;           ///< cg_dr, sigma
        double gradientEnergyDifference;   ///< cg_dPhi, epsilon
        std::vector<ReferencePull> above;  ///< pulls to larger A
    };
    std::optional<AtTransition> transition;
};

/// The modes of the reference, row k - 1 for mode k.
struct ReferenceModes {
    Eigen::VectorXd omega;              ///< 60
    Eigen::VectorXd allOmega;           ///< 3N - 3
    Eigen::VectorXd kappa;              ///< omega^2
    Eigen::VectorXd participation;      ///< P
    Eigen::VectorXd phononOrder;        ///< O: threshold on each of L, T1, T2
    Eigen::VectorXd phononOrderSummed;  ///< O_Tsum: threshold on L and on T1 + T2
    Eigen::VectorXd phononOrderNm10;    ///< O_Nm10: as O, N_m = 10
    Eigen::VectorXd phononOrderLowest;  ///< O_Nm0_n2max3: no threshold, |n|^2 <= 3
    Eigen::VectorXd thresholdDistance;  ///< smallest |term/threshold - 1| of O
    Eigen::VectorXd thresholdDistanceNm10;
    Eigen::VectorXd tau;                  ///< <= 0
    Eigen::VectorXd thirdOrderAmplitude;  ///< Ac_A3, sigma
    Eigen::Vector3d zeroEigenvalues;
};

/// An independent implementation's results for one packing; see tests/data/README.md.
struct ReferenceCase {
    model::Packing packing;
    potential::PairPotential potential;
    std::uint64_t seed;
    double energy;
    double pressure;
    double maxForce;
    Eigen::Index contactCount;
    Eigen::Index rattlerCount;
    ReferenceModes modes;
    std::vector<Eigen::Index> scannedModes;             ///< k of scannedEigenvectors
    std::vector<Eigen::Matrix3Xd> scannedEigenvectors;  ///< with tau <= 0
    std::vector<ReferenceScan> scans;                   ///< ascending mode, minus before plus

    /// N = 1000, packing fraction 0.73.
    static ReferenceCase harmonic();
    /// N = 1000, number density 0.997.
    static ReferenceCase lennardJones();
    /// @throws run::UnreadableFile
    static ReferenceCase read(const std::filesystem::path& file);

    /// e_k. @throws run::InvalidInput if mode k was not scanned
    const Eigen::Matrix3Xd& eigenvector(Eigen::Index k) const;
    /// @throws run::InvalidInput if there is no such scan
    const ReferenceScan& scan(Eigen::Index k, int sign) const;
    /// The packing as an inherent structure, its numbers those of the reference.
    quench::InherentStructure structure() const;
};

}  // namespace vitrine::test
