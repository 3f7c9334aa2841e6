#include "core/quench/ConjugateGradients.h"

#include "core/quench/ParticleMotion.h"
#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::quench {

namespace {

void require(bool inRange, const char* name, double value, const char* range)
{
    if (!inRange)
        throw run::InvalidInput(
            fmt::format("The conjugate gradients' {} is {}, but has to be {}.", name, value, range));
}

// Where along a line the force on it vanishes, from F.d at the places tried. That is above 0 at the start, and the
// first sign change is looked for.
class LineSearch {
public:
    LineSearch(double startSlope, double tolerance, double farthest)
        : m_lowSlope(startSlope), m_smallEnough(tolerance * startSlope), m_farthest(farthest)
    {}

    /// Whether the search ends at place t, where F.d is slope.
    bool endsAt(double t, double slope)
    {
        if (std::abs(slope) <= m_smallEnough || (slope > 0 && t >= m_farthest))
            return true;
        if (slope > 0) {
            m_before = m_low;
            m_beforeSlope = m_lowSlope;
            m_low = t;
            m_lowSlope = slope;
        }
        else {
            m_high = t;
            m_highSlope = slope;
        }
        return m_high < infinity && m_high - m_low <= smallestWidth * m_high;
    }

    /// The next place to try.
    double next() const { return m_high < infinity ? between() : beyond(); }

private:
    static constexpr double infinity = std::numeric_limits<double>::infinity();
    static constexpr double smallestWidth = 1e-8;  // of a bracket: a jump of the force, or rounding

    // The secant's zero, kept off the ends of the bracket so that it shrinks.
    double between() const
    {
        const double share = m_lowSlope / (m_lowSlope - m_highSlope);
        return m_low + std::clamp(share, 0.1, 0.9) * (m_high - m_low);
    }

    // Likewise, at least half as far again and at most three times as far.
    double beyond() const
    {
        const double fall = m_beforeSlope - m_lowSlope;
        const double step = fall > 0 ? (m_low - m_before) * m_lowSlope / fall : infinity;
        return std::min(std::clamp(m_low + step, 1.5 * m_low, 3 * m_low), m_farthest);
    }

    double m_low = 0;
    double m_lowSlope;
    double m_high = infinity;
    double m_highSlope = 0;
    double m_before = 0;  // what m_low was before
    double m_beforeSlope = 0;
    double m_smallEnough;
    double m_farthest;
};

}  // namespace

ConjugateGradientSettings ConjugateGradientSettings::forPotential(const potential::PairPotential& potential)
{
    ConjugateGradientSettings settings;
    if (std::holds_alternative<potential::LennardJonesPotential>(potential))
        settings.firstStep = 1e-3;
    return settings;
}

void ConjugateGradientSettings::validate() const
{
    require(lineTolerance >= 1e-3 && lineTolerance <= 0.5, "line tolerance", lineTolerance, "from 1e-3 to 0.5");
    require(firstStep > 0 && firstStep <= 100, "first step", firstStep, "above 0 and at most 100 sigma^2/epsilon");
    require(largestDisplacement > 0 && largestDisplacement <= 1, "largest displacement", largestDisplacement,
            "above 0 and at most 1 sigma");
    require(forceTolerance > 0 && std::isfinite(forceTolerance), "force tolerance", forceTolerance,
            "above 0 epsilon/sigma");
    require(largestEvaluationCount >= 1, "largest number of evaluations",
            static_cast<double>(largestEvaluationCount), "at least 1");
}

std::string ConjugateGradientSettings::description() const
{
    return fmt::format("conjugate gradients PR+ line {} first step {} cap {} force {} evaluations {}",
                       lineTolerance, firstStep, largestDisplacement, forceTolerance, largestEvaluationCount);
}

class ConjugateGradients::Impl {
public:
    Impl(const potential::PairPotential& potential, const model::PeriodicBox& box,
         const ConjugateGradientSettings& settings)
        : m_settings(settings), m_motion(potential, box)
    {
        m_settings.validate();
    }

    MinimizerRecord minimize(Eigen::Matrix3Xd& positions, const run::RunControl& control,
                             const MinimizerObserver& observer, std::int64_t observeEvery)
    {
        control.checkpoint();
        m_motion.place(positions, {}, control);
        MinimizerRecord record;
        std::int64_t nextObservation = observeEvery;
        Line line{0, m_settings.firstStep};
        MotionSums sums = evaluate(record, control);
        while (!isDone(sums, record)) {
            if (observer && observeEvery > 0 && record.evaluations >= nextObservation) {
                m_motion.copyPositions(positions);
                observer(positions, record.evaluations, record.maxForce);
                nextObservation = record.evaluations + observeEvery;
            }
            const double forceSquaredBefore = sums.forceSquared;
            m_motion.rememberForces();
            sums = search(line, sums, record, control);
            const double change = sums.forceSquared - m_motion.overlapWithRemembered(control);
            line.keep = std::max(0.0, change / forceSquaredBefore);
        }
        record.listBuilds = m_motion.listBuilds();
        m_motion.copyPositions(positions);
        return record;
    }

    const ConjugateGradientSettings& settings() const { return m_settings; }

private:
    struct Line {
        double keep;  // beta: the direction is d = F + beta d
        double step;  // to begin with, sigma^2/epsilon
    };

    bool isDone(const MotionSums& sums, MinimizerRecord& record) const
    {
        record.maxForce = std::sqrt(sums.largestForceSquared);
        if (record.maxForce <= m_settings.forceTolerance)
            record.outcome = MinimizerOutcome::converged;
        return record.outcome == MinimizerOutcome::converged ||
               record.evaluations >= m_settings.largestEvaluationCount;
    }

    // Along one line, to where the force on it vanishes; the velocities of the motion are the direction.
    MotionSums search(Line& line, const MotionSums& start, MinimizerRecord& record, const run::RunControl& control)
    {
        double slope = start.forceSquared + line.keep * start.power;
        if (slope <= 0) {  // not downhill: begin anew along the force
            line.keep = 0;
            slope = start.forceSquared;
        }
        const double fastest =
            std::sqrt(start.largestForceSquared) + line.keep * std::sqrt(start.largestSpeedSquared);
        LineSearch places(slope, m_settings.lineTolerance, m_settings.largestDisplacement / fastest);
        double here = std::min(line.step, m_settings.largestDisplacement / fastest);
        m_motion.advance(line.keep, 1, here, control);
        MotionSums sums = evaluate(record, control);
        while (!places.endsAt(here, sums.power) && record.evaluations < m_settings.largestEvaluationCount) {
            const double next = places.next();
            m_motion.advance(1, 0, next - here, control);
            here = next;
            sums = evaluate(record, control);
        }
        line.step = here;
        return sums;
    }

    MotionSums evaluate(MinimizerRecord& record, const run::RunControl& control)
    {
        control.checkpoint();
        ++record.evaluations;
        return m_motion.kick(0, control);
    }

    ConjugateGradientSettings m_settings;
    ParticleMotion m_motion;
};

ConjugateGradients::ConjugateGradients(const potential::PairPotential& potential, const model::PeriodicBox& box,
                                       const ConjugateGradientSettings& settings)
    : m_impl(std::make_unique<Impl>(potential, box, settings))
{}

ConjugateGradients::~ConjugateGradients() = default;
ConjugateGradients::ConjugateGradients(ConjugateGradients&&) noexcept = default;
ConjugateGradients& ConjugateGradients::operator=(ConjugateGradients&&) noexcept = default;

MinimizerRecord ConjugateGradients::minimize(Eigen::Matrix3Xd& positions, const run::RunControl& control,
                                             const MinimizerObserver& observer, std::int64_t observeEvery)
{
    return m_impl->minimize(positions, control, observer, observeEvery);
}

const ConjugateGradientSettings& ConjugateGradients::settings() const
{
    return m_impl->settings();
}

}  // namespace vitrine::quench
