#include "core/anharmonicity/ModeMotion.h"

#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vitrine::anharmonicity {

namespace {

constexpr int framesPerCycle = 48;
// Of the slowest mode in a loop where each has its own frequency: rounds those of the others by 6 % at most.
constexpr int cyclesOfSlowest = 8;

void requireModes(const std::vector<SwingingMode>& modes)
{
    if (modes.empty())
        throw run::InvalidInput("There is no mode to swing, but one is needed at least.");
    for (const SwingingMode& mode : modes) {
        if (mode.e.cols() != modes.front().e.cols())
            throw run::InvalidInput(fmt::format("Modes of {} and of {} particles cannot swing together.",
                                                modes.front().e.cols(), mode.e.cols()));
        if (!(mode.omega > 0))
            throw run::InvalidInput(
                fmt::format("The frequency of a mode that swings is {}, but has to be above 0.", mode.omega));
    }
}

}  // namespace

ModeMotion::ModeMotion(const std::vector<SwingingMode>& modes, Eigen::Index participantCount, Tempo tempo)
{
    requireModes(modes);
    const double scale = std::sqrt(static_cast<double>(participantCount) / static_cast<double>(modes.size()));
    if (tempo == Tempo::together || modes.size() == 1) {
        Part sum{Eigen::Matrix3Xd::Zero(3, modes.front().e.cols()), 1};
        for (const SwingingMode& mode : modes)
            sum.field += scale * mode.e;
        m_parts.push_back(std::move(sum));
    }
    else {
        const double slowest = std::ranges::min_element(modes, {}, &SwingingMode::omega)->omega;
        for (const SwingingMode& mode : modes) {
            const double cycles = cyclesOfSlowest * mode.omega / slowest;
            m_parts.push_back({scale * mode.e, static_cast<int>(std::lround(cycles))});
            m_rounding = std::max(m_rounding, std::abs(m_parts.back().cycles / cycles - 1));
        }
        std::ranges::stable_sort(m_parts, {}, &Part::cycles);
    }
    Eigen::RowVectorXd bound = Eigen::RowVectorXd::Zero(particleCount());
    for (const Part& part : m_parts)
        bound += part.field.colwise().norm();
    m_largest = bound.maxCoeff();
}

int ModeMotion::frameCount() const
{
    return framesPerCycle * cycleCount();
}

Eigen::Matrix3Xd ModeMotion::displacements(double amplitude, int frame) const
{
    const std::int64_t count = frameCount();
    const std::int64_t place = ((frame % count) + count) % count;
    Eigen::Matrix3Xd sum = Eigen::Matrix3Xd::Zero(3, particleCount());
    for (const Part& part : m_parts) {
        const auto turn = static_cast<double>(part.cycles * place % count) / static_cast<double>(count);
        sum += amplitude * std::sin(2 * std::numbers::pi * turn) * part.field;
    }
    return sum;
}

}  // namespace vitrine::anharmonicity
