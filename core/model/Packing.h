#pragma once

#include "core/model/PeriodicBox.h"

#include <Eigen/Core>

namespace vitrine::model {

/// Identical point particles (m = sigma = 1) in a periodic cube.
struct Packing {
    PeriodicBox box;
    Eigen::Matrix3Xd positions;  ///< 3xN, sigma; any image, so that displacements can be followed unwrapped

    Eigen::Index particleCount() const { return positions.cols(); }
    double numberDensity() const { return static_cast<double>(particleCount()) / box.volume(); }
};

}  // namespace vitrine::model
