#pragma once

#include "core/anharmonicity/ScanSearch.h"
#include "core/quench/ReplicaFire.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine::anharmonicity {

/// A scan to be made.
struct PlannedScan {
    Eigen::Index mode;  ///< k
    double omega;
    Eigen::Ref<const Eigen::Matrix3Xd> e;
    Direction direction;
};

/// Makes several scans by FIRE side by side in one thread, a pull in each of the lanes of quench::ReplicaFire.
/// Where there are fewer scans than lanes, the others pull to where the scans may have to pull next. Results do
/// not depend on which scans are made together.
class ScanCrew {
public:
    /// @param ground has to outlive this; its method is FIRE
    ScanCrew(const ScanGround& ground, std::shared_ptr<const quench::ReplicaGround> replicaGround);
    ~ScanCrew();

    /// Makes scans until there are no more.
    /// @param next the next scan to begin, or nothing
    /// @param largestShare how many may be in the making at once, from 1
    /// @throws run::RunCancelled, run::NotAMinimum
    void run(const std::function<std::optional<PlannedScan>()>& next, std::size_t largestShare,
             const run::RunControl& control,
             const std::function<void(std::shared_ptr<const ScanResult>)>& deliver);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vitrine::anharmonicity
