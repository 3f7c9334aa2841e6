#pragma once

#include <Eigen/Core>

#include <cmath>

namespace vitrine::model {

/// A periodic cube.
struct PeriodicBox {
    double side = 0;  ///< edge L, sigma

    double volume() const { return side * side * side; }

    /// Nearest image of a separation, each component in [-L/2, L/2], sigma.
    Eigen::Vector3d minimumImage(const Eigen::Vector3d& separation) const
    {
        return separation - side * (separation / side).array().round().matrix();
    }

    /// The image of a position inside [0, L)^3, sigma.
    Eigen::Vector3d wrapped(const Eigen::Vector3d& position) const
    {
        const Eigen::Vector3d inside = position - side * (position / side).array().floor().matrix();
        return (inside.array() >= side).select(0.0, inside);  // -1e-20 would round up to L itself
    }
};

}  // namespace vitrine::model
