#include "core/modes/ElasticModuli.h"

#include "core/modes/Hessian.h"
#include "core/potential/PotentialEnergy.h"
#include "core/run/Errors.h"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace vitrine::modes {

namespace {

using Vector6d = Eigen::Matrix<double, 6, 1>;
using Block = Eigen::Matrix<double, 3, 3, Eigen::RowMajor>;

constexpr Eigen::Index noRow = -1;

/// What a sum over the pairs gives: the affine part, the stress, and the forces that strains put on particles.
struct PairSums {
    VoigtMatrix affine = VoigtMatrix::Zero();
    Eigen::Matrix3d stress = Eigen::Matrix3d::Zero();
    Eigen::MatrixXd strainForces;  // Xi, rows as in the Hessian, 6 columns
};

PairSums sumOverPairs(const quench::InherentStructure& structure, const Hessian& hessian)
{
    std::vector<Eigen::Index> rowOf(static_cast<std::size_t>(structure.packing.particleCount()), noRow);
    for (std::size_t row = 0; row < hessian.participants().size(); ++row)
        rowOf[static_cast<std::size_t>(hessian.participants()[row])] = static_cast<Eigen::Index>(row);
    PairSums sums;
    sums.strainForces.setZero(hessian.size(), 6);
    const potential::PairPotential& potential = structure.potential();
    for (const auto& contact : potential::contactsWithin(structure.packing, potential::cutoff(potential))) {
        const Eigen::Index i = rowOf[static_cast<std::size_t>(contact.i)];
        const Eigen::Index j = rowOf[static_cast<std::size_t>(contact.j)];
        if (i == noRow || j == noRow)
            continue;
        const potential::PairTerms terms = potential::pairTerms(potential, contact.distance);
        const Eigen::Vector3d n = contact.separation / contact.distance;
        Vector6d t;
        t << n.x() * n.x(), n.y() * n.y(), n.z() * n.z(), n.y() * n.z(), n.x() * n.z(), n.x() * n.y();
        t *= contact.distance;
        const double w = terms.second - terms.first / contact.distance;
        const Eigen::Matrix<double, 3, 6> force = w * n * t.transpose();
        sums.affine += w * t * t.transpose();
        sums.stress += terms.first * contact.distance * n * n.transpose();
        sums.strainForces.middleRows<3>(3 * i) += force;
        sums.strainForces.middleRows<3>(3 * j) -= force;
    }
    sums.affine /= structure.packing.box.volume();
    sums.stress /= structure.packing.box.volume();
    return sums;
}

/// Solves H x = b for forces b that add up to zero, by preconditioned conjugate gradients. The translations, for
/// which H is singular, never enter: b has none and H makes none.
class ForceResponse {
public:
    ForceResponse(const Hessian& hessian, const ElasticSettings& settings)
        : m_hessian(hessian), m_settings(settings)
    {
        for (Eigen::Index row = 0; row < hessian.blockRows(); ++row)
            m_inverseDiagonal.push_back(diagonalBlock(row).inverse());
    }

    struct Solution {
        Eigen::VectorXd x;
        double residual = 0;  // |b - H x| / |b|
        std::int64_t iterations = 0;
    };

    Solution solve(const Eigen::VectorXd& b, const run::RunControl& control) const
    {
        Solution solution{Eigen::VectorXd::Zero(b.size())};
        const double scale = b.norm();
        // In a Bravais lattice no particle has a preferred way to go; what is left is rounding.
        if (scale <= 1e-12 * std::sqrt(static_cast<double>(b.size())))
            return solution;
        Eigen::VectorXd residual = b;
        Eigen::VectorXd preconditioned = precondition(residual);
        Eigen::VectorXd direction = preconditioned;
        Eigen::VectorXd product(b.size());
        double weight = residual.dot(preconditioned);
        for (;;) {
            solution.residual = residual.norm() / scale;
            if (solution.residual <= m_settings.tolerance)
                return solution;
            if (solution.iterations == m_settings.largestIterationCount)
                throw run::NotAMinimum(fmt::format(
                    "After {} iterations the response to a strain has residual {:.3g}, but {:.3g} is needed: the "
                    "packing is all but unstable.",
                    solution.iterations, solution.residual, m_settings.tolerance));
            control.checkpoint();
            m_hessian.multiply(direction.data(), product.data(), control.team());
            const double curvature = direction.dot(product);
            if (curvature <= 0)
                throw run::NotAMinimum(
                    fmt::format("The energy has second derivative {:.3g} along the response to a strain, but at a "
                                "minimum it is "
                                "above 0.",
                                curvature / direction.squaredNorm()));
            const double step = weight / curvature;
            solution.x += step * direction;
            residual -= step * product;
            preconditioned = precondition(residual);
            const double nextWeight = residual.dot(preconditioned);
            direction = preconditioned + nextWeight / weight * direction;
            weight = nextWeight;
            ++solution.iterations;
        }
    }

private:
    Eigen::Matrix3d diagonalBlock(Eigen::Index row) const
    {
        const auto begin = m_hessian.columns().begin() + m_hessian.rowStart()[static_cast<std::size_t>(row)];
        const auto end = m_hessian.columns().begin() + m_hessian.rowStart()[static_cast<std::size_t>(row) + 1];
        const auto place = std::find(begin, end, static_cast<std::int32_t>(row)) - m_hessian.columns().begin();
        return m_hessian.block(place);
    }

    Eigen::VectorXd precondition(const Eigen::VectorXd& residual) const
    {
        Eigen::VectorXd result(residual.size());
        for (std::size_t row = 0; row < m_inverseDiagonal.size(); ++row) {
            const auto first = static_cast<Eigen::Index>(3 * row);
            result.segment<3>(first) = m_inverseDiagonal[row] * residual.segment<3>(first);
        }
        return result;
    }

    const Hessian& m_hessian;
    ElasticSettings m_settings;
    std::vector<Eigen::Matrix3d> m_inverseDiagonal;
};

double bulkModulus(const VoigtMatrix& stiffness, double pressure)
{
    return stiffness.topLeftCorner<3, 3>().sum() / 9 + pressure / 3;
}

double shearModulus(const VoigtMatrix& c, double pressure)
{
    const double normal = c(0, 0) + c(1, 1) + c(2, 2) - c(0, 1) - c(0, 2) - c(1, 2);
    return (normal + 3 * (c(3, 3) + c(4, 4) + c(5, 5))) / 15 - pressure;
}

/// Half the eigenvalues of C within the strains without change of volume, less the pressure.
std::array<double, 5> shearModuli(const VoigtMatrix& stiffness, double pressure)
{
    // Five orthonormal strains; shear strains enter Voigt's notation twice, their norm only as often as they
    // occur.
    Eigen::Matrix<double, 6, 5> strains = Eigen::Matrix<double, 6, 5>::Zero();
    strains.col(0).head<3>() = Eigen::Vector3d(1, -1, 0) / std::numbers::sqrt2;
    strains.col(1).head<3>() = Eigen::Vector3d(1, 1, -2) / std::sqrt(6.0);
    strains.bottomRightCorner<3, 3>() = std::numbers::sqrt2 * Eigen::Matrix3d::Identity();
    const Eigen::Matrix<double, 5, 5> within = strains.transpose() * stiffness * strains;
    const Eigen::SelfAdjointEigenSolver<Eigen::Matrix<double, 5, 5>> solver(within, Eigen::EigenvaluesOnly);
    std::array<double, 5> moduli{};
    for (std::size_t number = 0; number < 5; ++number)
        moduli[number] = solver.eigenvalues()[static_cast<Eigen::Index>(number)] / 2 - pressure;
    return moduli;
}

std::optional<double> rootOfPositive(double square)
{
    return square > 0 ? std::optional(std::sqrt(square)) : std::nullopt;
}

void validate(const ElasticSettings& settings)
{
    if (!(settings.tolerance >= 1e-13 && settings.tolerance <= 1e-3))
        throw run::InvalidInput(
            fmt::format("The tolerance of the response to a strain is {}, but has to be from "
                        "1e-13 to 1e-3.",
                        settings.tolerance));
    if (settings.largestIterationCount < 1)
        throw run::InvalidInput(fmt::format("The number of iterations is {}, but has to be at least 1.",
                                            settings.largestIterationCount));
}

}  // namespace

ElasticModuli elasticModuli(const quench::InherentStructure& structure, const run::RunControl& control,
                            const ElasticSettings& settings)
{
    validate(settings);
    const Hessian hessian(structure);
    const PairSums sums = sumOverPairs(structure, hessian);
    const ForceResponse response(hessian, settings);
    ElasticModuli moduli;
    Eigen::MatrixXd displacements(hessian.size(), 6);
    for (Eigen::Index strain = 0; strain < 6; ++strain) {
        control.report(run::Stage::moduli, static_cast<double>(strain), 6);
        auto solution = response.solve(sums.strainForces.col(strain), control);
        displacements.col(strain) = solution.x;
        moduli.iterations += solution.iterations;
        moduli.residual = std::max(moduli.residual, solution.residual);
    }
    control.report(run::Stage::moduli, 6, 6);
    const VoigtMatrix relaxation = sums.strainForces.transpose() * displacements / structure.packing.box.volume();
    moduli.affineStiffness = sums.affine;
    moduli.stiffness = sums.affine - (relaxation + relaxation.transpose()) / 2;
    moduli.stress = sums.stress;
    moduli.pressure = -sums.stress.trace() / 3;
    moduli.bulk = bulkModulus(moduli.stiffness, moduli.pressure);
    moduli.shear = shearModulus(moduli.stiffness, moduli.pressure);
    moduli.affineBulk = bulkModulus(moduli.affineStiffness, moduli.pressure);
    moduli.affineShear = shearModulus(moduli.affineStiffness, moduli.pressure);
    moduli.shearModuli = shearModuli(moduli.stiffness, moduli.pressure);
    moduli.massDensity = static_cast<double>(structure.participantCount()) / structure.packing.box.volume();
    moduli.longitudinalSpeed = rootOfPositive((moduli.bulk + 4 * moduli.shear / 3) / moduli.massDensity);
    moduli.transverseSpeed = rootOfPositive(moduli.shear / moduli.massDensity);
    if (moduli.longitudinalSpeed && moduli.transverseSpeed)
        moduli.debyeLevel = debyeLevel(*moduli.longitudinalSpeed, *moduli.transverseSpeed, moduli.massDensity);
    return moduli;
}

double debyeLevel(double longitudinalSpeed, double transverseSpeed, double numberDensity)
{
    if (!(longitudinalSpeed > 0 && transverseSpeed > 0 && numberDensity > 0))
        throw run::InvalidInput(
            fmt::format("Debye's level was asked for at speeds of sound {} and {} and number density {}, but all "
                        "three have to be above 0.",
                        longitudinalSpeed, transverseSpeed, numberDensity));
    return (std::pow(longitudinalSpeed, -3) + 2 * std::pow(transverseSpeed, -3)) /
           (6 * std::numbers::pi * std::numbers::pi * numberDensity);
}

Eigen::Vector3d squaredSoundSpeeds(const ElasticModuli& moduli, const Eigen::Vector3d& direction)
{
    if (!(direction.norm() > 0))
        throw run::InvalidInput("The direction of a sound wave is (0, 0, 0), but has to be a direction.");
    const Eigen::Vector3d q = direction.normalized();
    // Voigt's index of two axes.
    constexpr int place[3][3] = {{0, 5, 4}, {5, 1, 3}, {4, 3, 2}};
    Eigen::Matrix3d christoffel = q.dot(moduli.stress * q) * Eigen::Matrix3d::Identity();
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j)
            for (int a = 0; a < 3; ++a)
                for (int b = 0; b < 3; ++b)
                    christoffel(i, j) += moduli.stiffness(place[i][a], place[j][b]) * q[a] * q[b];
    const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> solver(christoffel / moduli.massDensity,
                                                                Eigen::EigenvaluesOnly);
    return solver.eigenvalues();
}

}  // namespace vitrine::modes
