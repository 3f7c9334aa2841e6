#pragma once

#include "ui/panels/Condition.h"

#include <QString>

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace vitrine::panels {

/// What is known of each particle.
enum class ParticleColumn { x, y, z, r, e, dr, contacts, energy, transitions, rattler };
inline constexpr std::size_t particleColumnCount = 10;

/// N numbers for each column; none where it is not known.
using ParticleColumns = std::array<std::span<const double>, particleColumnCount>;

/// A condition on particles, written by the user: "r < 8 and e > 0.01". A number that is not known fulfils no
/// comparison but !=.
class ParticleFilter {
public:
    /// @throws run::InvalidInput in one sentence that says what is not understood
    explicit ParticleFilter(const QString& expression);

    const QString& expression() const { return m_expression; }
    bool uses(ParticleColumn column) const { return m_condition.uses(static_cast<std::size_t>(column)); }
    bool accepts(const ParticleColumns& columns, Eigen::Index particle) const;

    /// The names that may stand in an expression, a line for each, with what they mean.
    static QString explanation();

private:
    QString m_expression;
    Condition m_condition;
};

}  // namespace vitrine::panels
