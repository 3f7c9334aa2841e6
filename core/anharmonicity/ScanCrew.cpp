#include "core/anharmonicity/ScanCrew.h"

#include <algorithm>
#include <array>
#include <set>

namespace vitrine::anharmonicity {

using quench::replicaCount;
using quench::ReplicaFire;

class ScanCrew::Impl {
public:
    Impl(const ScanGround& ground, std::shared_ptr<const quench::ReplicaGround> replicaGround)
        : m_ground(ground),
          m_replicas(std::move(replicaGround), ground.settings.minimizer),
          m_single(ground.structure->potential(), ground.structure->packing.box, ground.settings.minimizer)
    {}

    void run(const std::function<std::optional<PlannedScan>()>& next, std::size_t largestShare,
             const run::RunControl& control, const std::function<void(std::shared_ptr<const ScanResult>)>& deliver)
    {
        bool more = true;
        for (;;) {
            while (more && m_scans.size() < std::min(largestShare, replicaCount)) {
                if (const auto planned = next())
                    m_scans.push_back(std::make_unique<Scan>(m_ground, *planned));
                else
                    more = false;
            }
            followStrays(control);
            fillLanes(control);
            if (deliverDone(deliver) > 0)
                continue;
            if (m_scans.empty())
                return;
            for (const ReplicaFire::Ended& ended : m_replicas.step(control))
                end(ended);
        }
    }

private:
    struct Scan {
        Scan(const ScanGround& ground, const PlannedScan& planned)
            : search(ground, planned.mode, planned.omega, planned.e, planned.direction, nobody)
        {}

        const PullListener nobody;
        ScanSearch search;
        std::set<double> pulling;  // amplitudes in lanes
        std::set<double> strays;   // amplitudes that need the other minimiser
    };

    struct Lane {
        Scan* scan = nullptr;
        double amplitude = 0;
    };

    /// Pulls whose particles go too far for the lanes are minimised alone, once it is known that they are needed.
    void followStrays(const run::RunControl& control)
    {
        for (const auto& scan : m_scans)
            while (!scan->search.isDone() && scan->strays.contains(scan->search.candidates(1).front())) {
                minimizeAlone(*scan, scan->search.candidates(1).front(), control);
                dropUnneeded(*scan);
            }
    }

    void minimizeAlone(Scan& scan, double amplitude, const run::RunControl& control)
    {
        const auto pulled = scan.search.pullTo(amplitude);
        if (!pulled)
            return;
        const Eigen::Matrix3Xd& start = m_ground.structure->packing.positions;
        Eigen::Matrix3Xd positions = start + *pulled;
        const quench::MinimizerRecord record = m_single.minimize(positions, control);
        const Eigen::Matrix3Xd displacements = positions - start;
        const bool converged = record.outcome == quench::MinimizerOutcome::converged;
        scan.search.ended(amplitude, converged ? &displacements : nullptr, record.evaluations);
    }

    void fillLanes(const run::RunControl& control)
    {
        for (std::size_t lane = 0; lane < replicaCount; ++lane)
            while (!m_replicas.isRunning(lane) && startOne(lane, control)) {
            }
    }

    /// Gives the lane to the scan that has fewest. @return false if none has a pull to be made in a lane
    bool startOne(std::size_t lane, const run::RunControl& control)
    {
        Scan* chosen = nullptr;
        double amplitude = 0;
        for (const auto& scan : m_scans) {
            if (chosen && chosen->pulling.size() <= scan->pulling.size())
                continue;
            if (const auto candidate = freeCandidate(*scan)) {
                chosen = scan.get();
                amplitude = *candidate;
            }
        }
        if (!chosen)
            return false;
        control.checkpoint();
        const auto pulled = chosen->search.pullTo(amplitude);
        if (!pulled)
            dropUnneeded(*chosen);
        else if (!m_replicas.canStart(*pulled)) {
            chosen->strays.insert(amplitude);
            followStrays(control);
        }
        else {
            m_replicas.start(lane, *pulled);
            m_lanes[lane] = {chosen, amplitude};
            chosen->pulling.insert(amplitude);
        }
        return true;
    }

    static std::optional<double> freeCandidate(const Scan& scan)
    {
        const std::size_t taken = scan.pulling.size() + scan.strays.size();
        for (const double amplitude : scan.search.candidates(taken + 1))
            if (!scan.pulling.contains(amplitude) && !scan.strays.contains(amplitude))
                return amplitude;
        return std::nullopt;
    }

    void end(const ReplicaFire::Ended& ended)
    {
        const auto [scan, amplitude] = m_lanes[ended.lane];
        if (!scan || !scan->pulling.erase(amplitude))
            return;
        m_lanes[ended.lane] = {};
        if (ended.end == ReplicaFire::End::strayed) {
            scan->strays.insert(amplitude);
            return;
        }
        m_replicas.copyDisplacements(ended.lane, m_displacements);
        scan->search.ended(amplitude, ended.end == ReplicaFire::End::converged ? &m_displacements : nullptr,
                           ended.evaluations);
        dropUnneeded(*scan);
    }

    /// Stops the pulls that the last verdict has made needless.
    void dropUnneeded(Scan& scan)
    {
        const std::vector<double> wanted = scan.search.candidates(2 * replicaCount);
        const auto unneeded = [&](double amplitude) {
            return std::ranges::find(wanted, amplitude) == wanted.end();
        };
        for (std::size_t lane = 0; lane < replicaCount; ++lane)
            if (m_lanes[lane].scan == &scan && unneeded(m_lanes[lane].amplitude)) {
                scan.pulling.erase(m_lanes[lane].amplitude);
                m_replicas.stop(lane);
                m_lanes[lane] = {};
            }
        std::erase_if(scan.strays, unneeded);
    }

    std::size_t deliverDone(const std::function<void(std::shared_ptr<const ScanResult>)>& deliver)
    {
        return std::erase_if(m_scans, [&](const std::unique_ptr<Scan>& scan) {
            if (!scan->search.isDone())
                return false;
            deliver(std::make_shared<const ScanResult>(scan->search.result()));
            return true;
        });
    }

    const ScanGround& m_ground;
    quench::ReplicaFire m_replicas;
    quench::FireMinimizer m_single;  // for strays
    std::array<Lane, replicaCount> m_lanes;
    std::vector<std::unique_ptr<Scan>> m_scans;
    Eigen::Matrix3Xd m_displacements;  // scratch
};

ScanCrew::ScanCrew(const ScanGround& ground, std::shared_ptr<const quench::ReplicaGround> replicaGround)
    : m_impl(std::make_unique<Impl>(ground, std::move(replicaGround)))
{}

ScanCrew::~ScanCrew() = default;

void ScanCrew::run(const std::function<std::optional<PlannedScan>()>& next, std::size_t largestShare,
                   const run::RunControl& control,
                   const std::function<void(std::shared_ptr<const ScanResult>)>& deliver)
{
    m_impl->run(next, largestShare, control, deliver);
}

}  // namespace vitrine::anharmonicity
