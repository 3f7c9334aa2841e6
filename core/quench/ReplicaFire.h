#pragma once

#include "core/model/Packing.h"
#include "core/quench/FireMinimizer.h"
#include "core/quench/ReplicaKernel.h"
#include "core/run/RunControl.h"

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::quench {

/// What is known of a packing before copies of it move: its particles in an order that keeps neighbours near each
/// other in memory, and all pairs that come near enough while no particle goes further than the leash. Shared by
/// the threads; N = 16,000: 10 MB (harmonic), 50 MB (Lennard-Jones).
class ReplicaGround {
public:
    /// @return null where the box is too small for that: edges below 2 (r_c + 0.85 sigma) or so
    /// @throws run::RunCancelled
    static std::shared_ptr<const ReplicaGround> of(const model::Packing& packing,
                                                   const potential::PairPotential& potential,
                                                   const run::RunControl& control);

private:
    friend class ReplicaFire;
    ReplicaGround() = default;

    potential::PairPotential m_potential;
    std::vector<Eigen::Index> m_particles;   // by place in the order
    std::size_t m_firstSummed = 0;           // place; see ReplicaPairs
    std::vector<std::uint32_t> m_first;      // of each place, and the end
    std::vector<ReplicaPartner> m_partners;  // whose numbers are places
    double m_skin = 0;                       // sigma
    double m_leash = 0;                      // sigma
};

/// FIRE for up to eight pulled copies of one packing side by side, each on its own: a copy starts when there is
/// room for it, and ends when it has converged.
///
/// The same algorithm with the same parameters as FireMinimizer's, in another order of summation: results differ
/// by rounding. A pair costs once for all copies and both particles, instead of twice for each: per copy a step
/// takes about half the time (harmonic), a quarter (Lennard-Jones). What one copy does is the same to the last bit
/// whatever the others do.
class ReplicaFire {
public:
    /// @throws run::InvalidInput for settings out of range
    ReplicaFire(std::shared_ptr<const ReplicaGround> ground, const FireSettings& settings);
    ~ReplicaFire();

    /// Whether a pull can be followed here: no particle may go further than the leash, 0.4 sigma (harmonic) or
    /// 0.3.
    bool canStart(const Eigen::Matrix3Xd& displacements) const;

    /// @param lane from 0 to replicaCount - 1, not running
    /// @param displacements u_i from the packing, 3xN, sigma, that canStart(); at rest
    void start(std::size_t lane, const Eigen::Matrix3Xd& displacements);
    void stop(std::size_t lane);
    bool isRunning(std::size_t lane) const;

    /// How a copy ended.
    enum class End {
        converged,
        stepLimit,
        strayed,  ///< a particle went further than the leash: no result, FireMinimizer has to do it
    };
    struct Ended {
        std::size_t lane;
        End end;
        std::int64_t evaluations;
    };

    /// One step of all that run. Those that end stop running, and their displacements are kept until the next
    /// step.
    /// @throws run::RunCancelled
    std::vector<Ended> step(const run::RunControl& control);

    /// 3xN, sigma.
    void copyDisplacements(std::size_t lane, Eigen::Matrix3Xd& displacements) const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vitrine::quench
