#include "core/quench/GradientFlow.h"

#include "core/quench/ParticleMotion.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vitrine::quench {

namespace {

void require(bool inRange, const char* name, double value, const char* range)
{
    if (!inRange)
        throw run::InvalidInput(
            fmt::format("The gradient flow's {} is {}, but has to be {}.", name, value, range));
}

}  // namespace

GradientFlowSettings GradientFlowSettings::forPotential(const potential::PairPotential& potential)
{
    GradientFlowSettings settings;
    if (std::holds_alternative<potential::LennardJonesPotential>(potential)) {
        settings.initialTimeStep = 1e-5;
        settings.largestTimeStep = 0.0015;
        settings.handOverForce = 1e-5;  // LJ forces are some hundred times larger
    }
    return settings;
}

void GradientFlowSettings::validate() const
{
    require(errorTolerance >= 1e-4 && errorTolerance <= 0.5, "error tolerance", errorTolerance,
            "from 1e-4 to 0.5");
    require(initialTimeStep > 0 && initialTimeStep <= largestTimeStep, "initial time step", initialTimeStep,
            "above 0 and at most the largest time step");
    require(std::isfinite(largestTimeStep), "largest time step", largestTimeStep, "finite");
    require(largestDisplacement > 0, "largest displacement", largestDisplacement, "above 0");
    require(handOverForce >= 0, "hand-over force", handOverForce, "at least 0");
    require(largestEvaluationCount >= 1, "largest number of evaluations",
            static_cast<double>(largestEvaluationCount), "at least 1");
}

std::string GradientFlowSettings::description() const
{
    return fmt::format("gradient flow tolerance {} dt {}-{} cap {} hand-over {} evaluations {}", errorTolerance,
                       initialTimeStep, largestTimeStep, largestDisplacement, handOverForce,
                       largestEvaluationCount);
}

class GradientFlow::Impl {
public:
    Impl(const potential::PairPotential& potential, const model::PeriodicBox& box,
         const GradientFlowSettings& settings, const FireSettings& finish)
        : m_settings(settings), m_motion(potential, box), m_finish(potential, box, finish)
    {
        m_settings.validate();
    }

    MinimizerRecord minimize(Eigen::Matrix3Xd& positions, const run::RunControl& control,
                             const MinimizerObserver& observer, std::int64_t observeEvery)
    {
        const MinimizerRecord descent = descend(positions, control, observer, observeEvery);
        if (descent.outcome != MinimizerOutcome::converged)
            return descent;
        MinimizerObserver laterObserver;
        if (observer)
            laterObserver = [&](const Eigen::Matrix3Xd& now, std::int64_t evaluations, double maxForce) {
                observer(now, descent.evaluations + evaluations, maxForce);
            };
        MinimizerRecord record = m_finish.minimize(positions, control, laterObserver, observeEvery);
        record.evaluations += descent.evaluations;
        record.listBuilds += descent.listBuilds;
        return record;
    }

private:
    /// Down to the hand-over force: that is this part's "converged".
    MinimizerRecord descend(Eigen::Matrix3Xd& positions, const run::RunControl& control,
                            const MinimizerObserver& observer, std::int64_t observeEvery)
    {
        control.checkpoint();
        m_motion.place(positions, {}, control);
        MinimizerRecord record;
        std::int64_t nextObservation = observeEvery;
        double timeStep = m_settings.initialTimeStep;
        MotionSums here = evaluate(record, control);
        for (;;) {
            record.maxForce = std::sqrt(here.largestForceSquared);
            if (observer && observeEvery > 0 && record.evaluations >= nextObservation) {
                m_motion.copyPositions(positions);
                observer(positions, record.evaluations, record.maxForce);
                nextObservation = record.evaluations + observeEvery;
            }
            if (record.maxForce <= m_settings.handOverForce) {
                record.outcome = MinimizerOutcome::converged;
                break;
            }
            if (record.evaluations >= m_settings.largestEvaluationCount)
                break;
            timeStep =
                std::min({timeStep, m_settings.largestTimeStep, m_settings.largestDisplacement / record.maxForce});
            // Heun: Euler's step with v = F_0 shows F_1, then half of the difference is added.
            m_motion.advance(0, 1, timeStep, control);
            const MotionSums there = evaluate(record, control);
            const double change = there.forceSquared - 2 * there.power + there.speedSquared;
            const double error = std::sqrt(std::max(change, 0.0) / there.speedSquared) / 2;
            if (error <= m_settings.errorTolerance)
                m_motion.advance(-1, 1, timeStep / 2, control);
            else
                m_motion.advance(1, 0, -timeStep, control);  // back, and again with a shorter step
            here = evaluate(record, control);
            timeStep *= std::clamp(0.9 * m_settings.errorTolerance / std::max(error, 1e-12), 0.3, 1.3);
        }
        record.listBuilds = m_motion.listBuilds();
        m_motion.copyPositions(positions);
        return record;
    }

    MotionSums evaluate(MinimizerRecord& record, const run::RunControl& control)
    {
        control.checkpoint();
        ++record.evaluations;
        return m_motion.kick(0, control);
    }

    GradientFlowSettings m_settings;
    ParticleMotion m_motion;
    FireMinimizer m_finish;
};

GradientFlow::GradientFlow(const potential::PairPotential& potential, const model::PeriodicBox& box,
                           const GradientFlowSettings& settings, const FireSettings& finish)
    : m_impl(std::make_unique<Impl>(potential, box, settings, finish))
{}

GradientFlow::~GradientFlow() = default;
GradientFlow::GradientFlow(GradientFlow&&) noexcept = default;
GradientFlow& GradientFlow::operator=(GradientFlow&&) noexcept = default;

MinimizerRecord GradientFlow::minimize(Eigen::Matrix3Xd& positions, const run::RunControl& control,
                                       const MinimizerObserver& observer, std::int64_t observeEvery)
{
    return m_impl->minimize(positions, control, observer, observeEvery);
}

}  // namespace vitrine::quench
