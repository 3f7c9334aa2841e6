#pragma once

#include "core/model/Packing.h"
#include "core/run/RunControl.h"

#include <Eigen/Core>

#include <complex>
#include <functional>
#include <memory>

namespace vitrine::modes {

/// sum_i e_i exp(-i q . r_i) of a vector field on scattered points for all q = (2 pi/L) n, |n_x|, |n_y|, |n_z| up
/// to a reach, by a fast Fourier transform: the field is spread onto a grid with B-splines of order p, and the
/// transform is divided by theirs (Essmann et al., J. Chem. Phys. 103, 8577 (1995)).
///
/// What is left is aliasing, and that is known in closed form: along one axis of M grid points, a wave n comes out
/// with a relative error of at most epsilon_n = sum over m != 0 of |n/(n + m M)|^p. Over three axes errors add to
/// (1 + epsilon_x)(1 + epsilon_y)(1 + epsilon_z) - 1 at most for each particle, so the sum is off by at most that
/// times sum_i |e_i| <= sqrt(N) |e|.
class WaveGrid {
public:
    /// Costs the planning of a transform. @param reach largest |n| along an axis, from 1
    WaveGrid(const model::Packing& packing, Eigen::Index reach);
    ~WaveGrid();
    WaveGrid(const WaveGrid&) = delete;
    WaveGrid& operator=(const WaveGrid&) = delete;

    /// Of any wave, relative to sqrt(N) |e|.
    double largestError() const;

    using Visit = std::function<void(const Eigen::Vector3i& n, const Eigen::Vector3cd& sum, double error)>;
    /// Calls visit for each n != 0 with |n|^2 <= square and n_z >= 0; `error` is relative to sqrt(N) |e|, and
    /// bounds the norm of the error of the sum. May be called by several threads at once.
    /// @throws run::RunCancelled
    void forEachWave(const Eigen::Map<const Eigen::Matrix3Xd>& e, Eigen::Index square,
                     const run::RunControl& control, const Visit& visit) const;

private:
    class Transform;

    void spread(const Eigen::Map<const Eigen::Matrix3Xd>& e, int axis, double* grid,
                const run::RunControl& control) const;

    const model::Packing& m_packing;
    Eigen::Index m_reach;
    Eigen::Index m_points;      ///< M, grid points along an axis
    Eigen::VectorXd m_error;    ///< epsilon_n, n from 0 to the reach
    Eigen::VectorXd m_inverse;  ///< 1 over the spline's transform, n from 0 to the reach
    std::unique_ptr<const Transform> m_transform;
};

}  // namespace vitrine::modes
