#include "core/quench/FireMinimizer.h"

#include "core/quench/FireInertia.h"
#include "core/quench/ParticleMotion.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vitrine::quench {

namespace {

template <typename Value>
void require(bool inRange, const char* name, Value value, const char* range)
{
    if (!inRange)
        throw run::InvalidInput(fmt::format("FIRE's {} is {}, but has to be {}.", name, value, range));
}

// Decades of force from the start down to the tolerance.
class ForceProgress {
public:
    explicit ForceProgress(double tolerance) : m_tolerance(tolerance) {}

    void report(double maxForce, const run::RunControl& control)
    {
        if (m_first <= 0)
            m_first = std::max(maxForce, m_tolerance);
        const double total = std::log10(m_first / m_tolerance);
        const double done = maxForce > 0 ? std::log10(m_first / maxForce) : total;
        m_done = std::clamp(done, m_done, total);  // the force rises now and then; progress does not fall back
        control.report(run::Stage::quench, m_done, total);
    }

private:
    double m_tolerance;
    double m_first = 0;
    double m_done = 0;
};

}  // namespace

FireSettings FireSettings::forPotential(const potential::PairPotential& potential)
{
    FireSettings settings;
    if (std::holds_alternative<potential::LennardJonesPotential>(potential)) {
        settings.initialTimeStep = 0.004;
        settings.largestTimeStep = 0.04;
    }
    return settings;
}

void FireSettings::validate() const
{
    require(initialTimeStep > 0 && initialTimeStep <= largestTimeStep, "initial time step", initialTimeStep,
            "above 0 and at most the largest time step");
    require(largestTimeStep <= 10, "largest time step", largestTimeStep, "at most 10 sigma (m/epsilon)^(1/2)");
    require(initialMixing >= 0 && initialMixing <= 1, "initial mixing", initialMixing, "from 0 to 1");
    require(timeStepGrowth >= 1 && timeStepGrowth <= 10, "time step growth", timeStepGrowth, "from 1 to 10");
    require(timeStepCut > 0 && timeStepCut <= 1, "time step cut", timeStepCut, "above 0 and at most 1");
    require(mixingDecay >= 0 && mixingDecay <= 1, "mixing decay", mixingDecay, "from 0 to 1");
    require(stepsBeforeGrowth >= 0, "number of steps before growth", stepsBeforeGrowth, "at least 0");
    require(largestDisplacement > 0 && largestDisplacement <= 1, "largest displacement", largestDisplacement,
            "above 0 and at most 1 sigma");
    require(forceTolerance > 0 && std::isfinite(forceTolerance), "force tolerance", forceTolerance,
            "above 0 epsilon/sigma");
    require(largestEvaluationCount >= 1, "largest number of evaluations", largestEvaluationCount, "at least 1");
}

// Numbers in the fewest digits that read back exactly: settings that differ have descriptions that differ.
std::string FireSettings::description() const
{
    return fmt::format(
        "FIRE dt {}-{} alpha {} f_inc {} f_dec {} f_alpha {} N_min {} cap {} force {} evaluations "
        "{}",
        initialTimeStep, largestTimeStep, initialMixing, timeStepGrowth, timeStepCut, mixingDecay,
        stepsBeforeGrowth, largestDisplacement, forceTolerance, largestEvaluationCount);
}

class FireMinimizer::Impl {
public:
    Impl(const potential::PairPotential& potential, const model::PeriodicBox& box, FireSettings settings)
        : m_settings(settings), m_motion(potential, box)
    {
        m_settings.validate();
    }

    MinimizerRecord minimize(Eigen::Matrix3Xd& positions, const run::RunControl& control,
                             const MinimizerObserver& observer, std::int64_t observeEvery)
    {
        control.checkpoint();
        m_motion.place(positions, {}, control);
        FireInertia inertia(m_settings);
        ForceProgress progress(m_settings.forceTolerance);
        MinimizerRecord record;
        Eigen::Matrix3Xd observed;
        MotionSums sums = m_motion.kick(0, control);
        for (record.evaluations = 1;; ++record.evaluations) {
            control.checkpoint();
            record.maxForce = std::sqrt(sums.largestForceSquared);
            progress.report(record.maxForce, control);
            if (observer && observeEvery > 0 && record.evaluations % observeEvery == 0) {
                m_motion.copyPositions(observed);
                observer(observed, record.evaluations, record.maxForce);
            }
            if (record.maxForce <= m_settings.forceTolerance) {
                record.outcome = MinimizerOutcome::converged;
                break;
            }
            if (record.evaluations >= m_settings.largestEvaluationCount) {
                record.outcome = MinimizerOutcome::stepLimit;
                break;
            }
            // The first step starts from rest: there is no velocity to judge yet.
            if (record.evaluations > 1)
                inertia.judge(sums);
            const double halfStep = 0.5 * inertia.timeStep();
            const double push = inertia.push() + halfStep;
            m_motion.advance(inertia.keep(), push, inertia.driftTime(push, sums), control);
            sums = m_motion.kick(halfStep, control);
        }
        record.listBuilds = m_motion.listBuilds();
        m_motion.copyPositions(positions);
        return record;
    }

    const FireSettings& settings() const { return m_settings; }

private:
    FireSettings m_settings;
    ParticleMotion m_motion;
};

FireMinimizer::FireMinimizer(const potential::PairPotential& potential, const model::PeriodicBox& box,
                             FireSettings settings)
    : m_impl(std::make_unique<Impl>(potential, box, settings))
{}

FireMinimizer::~FireMinimizer() = default;
FireMinimizer::FireMinimizer(FireMinimizer&&) noexcept = default;
FireMinimizer& FireMinimizer::operator=(FireMinimizer&&) noexcept = default;

MinimizerRecord FireMinimizer::minimize(Eigen::Matrix3Xd& positions, const run::RunControl& control,
                                        const MinimizerObserver& observer, std::int64_t observeEvery)
{
    return m_impl->minimize(positions, control, observer, observeEvery);
}

const FireSettings& FireMinimizer::settings() const
{
    return m_impl->settings();
}

}  // namespace vitrine::quench
