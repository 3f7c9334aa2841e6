#include "core/modes/PhononOrderParameter.h"

#include "core/modes/Blas.h"
#include "core/modes/WaveGrid.h"
#include "core/run/Errors.h"

#include <Eigen/Geometry>
#include <fmt/format.h>

#include <algorithm>
#include <cblas.h>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

namespace vitrine::modes {

namespace {

using Complex = std::complex<double>;
using ComplexRows = Eigen::Matrix<Complex, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Wave = Eigen::Vector3cd;

// Particles handled at once, so that their phases stay in the cache.
constexpr Eigen::Index particlesPerStep = 512;

/// Largest n with n^2 <= square.
Eigen::Index wholeRoot(Eigen::Index square)
{
    auto root = static_cast<Eigen::Index>(std::sqrt(static_cast<double>(square)));
    while ((root + 1) * (root + 1) <= square)
        ++root;
    while (root * root > square)
        --root;
    return root;
}

/// sum_i e_i exp(-i q . r_i) for all q = (2 pi/L) n with |n|^2 <= square and n_z >= 0: the field is real, so the
/// other half is the same.
class WaveSums {
public:
    WaveSums(const model::Packing& packing, Eigen::Index square)
        : m_packing(packing), m_square(square), m_reach(wholeRoot(square))
    {
        for (Eigen::Index x = -m_reach; x <= m_reach; ++x) {
            const Eigen::Index height = wholeRoot(m_square - x * x);
            m_sums.emplace_back(ComplexRows::Zero(2 * height + 1, 3 * (m_reach + 1)));
        }
    }

    void add(const Eigen::Map<const Eigen::Matrix3Xd>& e, const run::RunControl& control)
    {
        const Eigen::Index particleCount = e.cols();
        for (Eigen::Index first = 0; first < particleCount; first += particlesPerStep) {
            control.checkpoint();
            addParticles(e, first, std::min(particlesPerStep, particleCount - first));
        }
    }

    /// Calls visit(n, sum) for each n != 0.
    template <typename Visit>
    void forEach(const Visit& visit) const
    {
        for (Eigen::Index x = -m_reach; x <= m_reach; ++x) {
            const ComplexRows& plane = m_sums[static_cast<std::size_t>(x + m_reach)];
            const Eigen::Index height = plane.rows() / 2;
            for (Eigen::Index y = -height; y <= height; ++y)
                for (Eigen::Index z = 0; z <= wholeRoot(m_square - x * x - y * y); ++z)
                    if (x != 0 || y != 0 || z != 0)
                        visit(Eigen::Vector3d(static_cast<double>(x), static_cast<double>(y),
                                              static_cast<double>(z)),
                              Wave(plane.block<1, 3>(y + height, 3 * z).transpose()));
        }
    }

private:
    /// exp(-2 pi i n r/L) of the particles from `first` on, a row each; n from 0 to the reach.
    ComplexRows phases(int axis, Eigen::Index first, Eigen::Index count) const
    {
        ComplexRows powers(count, m_reach + 1);
        const double wave = -2 * std::numbers::pi / m_packing.box.side;
        for (Eigen::Index i = 0; i < count; ++i) {
            const Complex phase = std::polar(1.0, wave * m_packing.positions(axis, first + i));
            powers(i, 0) = 1;
            for (Eigen::Index n = 1; n <= m_reach; ++n)
                powers(i, n) = powers(i, n - 1) * phase;
        }
        return powers;
    }

    void addParticles(const Eigen::Map<const Eigen::Matrix3Xd>& e, Eigen::Index first, Eigen::Index count)
    {
        const ComplexRows alongX = phases(0, first, count);
        const ComplexRows alongY = phases(1, first, count);
        const ComplexRows alongZ = phases(2, first, count);
        ComplexRows right(count, 3 * (m_reach + 1));
        for (Eigen::Index i = 0; i < count; ++i)
            for (Eigen::Index z = 0; z <= m_reach; ++z)
                for (int axis = 0; axis < 3; ++axis)
                    right(i, 3 * z + axis) = alongZ(i, z) * e(axis, first + i);
        const Complex one = 1;
        for (Eigen::Index x = -m_reach; x <= m_reach; ++x) {
            ComplexRows& sums = m_sums[static_cast<std::size_t>(x + m_reach)];
            const Eigen::Index height = sums.rows() / 2;
            ComplexRows left(count, sums.rows());
            for (Eigen::Index i = 0; i < count; ++i) {
                const Complex phase = x < 0 ? std::conj(alongX(i, -x)) : alongX(i, x);
                for (Eigen::Index y = -height; y <= height; ++y)
                    left(i, y + height) = phase * (y < 0 ? std::conj(alongY(i, -y)) : alongY(i, y));
            }
            cblas_zgemm(CblasRowMajor, CblasTrans, CblasNoTrans, static_cast<int>(sums.rows()),
                        static_cast<int>(right.cols()), static_cast<int>(count), &one, left.data(),
                        static_cast<int>(left.cols()), right.data(), static_cast<int>(right.cols()), &one,
                        sums.data(), static_cast<int>(sums.cols()));
        }
    }

    const model::Packing& m_packing;
    Eigen::Index m_square;
    Eigen::Index m_reach;
    std::vector<ComplexRows> m_sums;  ///< for each n_x: rows n_y, columns (n_z, axis)
};

/// sum_i e_i exp(-i q . r_i) for some wave vectors, one term after another.
std::vector<Wave> waveSums(const model::Packing& packing, const Eigen::Map<const Eigen::Matrix3Xd>& e,
                           const std::vector<Eigen::Vector3i>& waves, const run::RunControl& control)
{
    std::vector<Wave> sums(waves.size(), Wave::Zero());
    int reach = 0;
    for (const Eigen::Vector3i& n : waves)
        reach = std::max(reach, n.cwiseAbs().maxCoeff());
    const double unit = -2 * std::numbers::pi / packing.box.side;
    Eigen::Matrix3Xcd powers(3, 2 * reach + 1);  // exp(-2 pi i n r/L) of one particle, n from -reach
    for (Eigen::Index i = 0; i < e.cols(); ++i) {
        if (i % particlesPerStep == 0)
            control.checkpoint();
        for (int axis = 0; axis < 3; ++axis) {
            const Complex phase = std::polar(1.0, unit * packing.positions(axis, i));
            powers(axis, reach) = 1;
            for (int n = 1; n <= reach; ++n) {
                powers(axis, reach + n) = powers(axis, reach + n - 1) * phase;
                powers(axis, reach - n) = std::conj(powers(axis, reach + n));
            }
        }
        for (std::size_t w = 0; w < waves.size(); ++w) {
            const Eigen::Vector3i& n = waves[w];
            const Complex phase = powers(0, reach + n[0]) * powers(1, reach + n[1]) * powers(2, reach + n[2]);
            sums[w] += e.col(i) * phase;
        }
    }
    return sums;
}

/// T_1 of the separate variant for a wave vector along n.
Eigen::Vector3d firstTransverse(const Eigen::Vector3d& n)
{
    int shortest = 0;
    for (int axis = 1; axis < 3; ++axis)
        if (std::abs(n[axis]) < std::abs(n[shortest]))
            shortest = axis;
    return Eigen::Vector3d::Unit(shortest).cross(n).normalized();
}

/// A term that may reach the threshold has an amplitude of at least this, the largest of the sum's parts that are
/// compared with it.
double largestAmplitude(PhononOrderSettings::Transverse transverse, const Eigen::Vector3d& n, const Wave& sum)
{
    const Eigen::Vector3d direction = n.normalized();
    const auto amplitude = [&](const Eigen::Vector3d& polarisation) {
        return std::abs(polarisation.cast<Complex>().cwiseProduct(sum).sum());
    };
    const double longitudinal = amplitude(direction);
    const Eigen::Vector3d first = firstTransverse(n);
    const double t1 = amplitude(first);
    const double t2 = amplitude(direction.cross(first));
    return std::max(longitudinal,
                    transverse == PhononOrderSettings::Transverse::summed ? std::hypot(t1, t2) : std::max(t1, t2));
}

/// What one wave vector adds to O_k.
double termsAbove(double threshold, PhononOrderSettings::Transverse transverse, const Eigen::Vector3d& n,
                  const Wave& sum, double participants)
{
    const Eigen::Vector3d direction = n.normalized();
    const auto weight = [&](const Eigen::Vector3d& polarisation) {
        return std::norm(polarisation.cast<Complex>().cwiseProduct(sum).sum()) / participants;
    };
    const auto counted = [threshold](double term) { return term >= threshold ? term : 0; };
    const double longitudinal = counted(weight(direction));
    const Eigen::Vector3d first = firstTransverse(n);
    const double t1 = weight(first);
    const double t2 = weight(direction.cross(first));
    if (transverse == PhononOrderSettings::Transverse::summed)
        return longitudinal + counted(t1 + t2);
    return longitudinal + counted(t1) + counted(t2);
}

}  // namespace

void PhononOrderSettings::validate() const
{
    if (!(thresholdModes >= 0))
        throw run::InvalidInput(
            fmt::format("N_m of the phonon order parameter is {}, but may not be negative.", thresholdModes));
    if (largestSquare && (*largestSquare < 1 || *largestSquare > 1'000'000))
        throw run::InvalidInput(
            fmt::format("The largest |n|^2 of the phonon order parameter is {}, but has to be "
                        "from 1 to 1000000.",
                        *largestSquare));
}

std::string_view transverseName(PhononOrderSettings::Transverse transverse)
{
    return transverse == PhononOrderSettings::Transverse::summed ? "summed" : "separate";
}

PhononOrderSettings::Transverse transverseFromName(std::string_view name)
{
    for (const auto transverse :
         {PhononOrderSettings::Transverse::summed, PhononOrderSettings::Transverse::separate})
        if (name == transverseName(transverse))
            return transverse;
    throw run::InvalidInput(fmt::format(
        "The transverse terms of the phonon order parameter cannot be \"{}\"; summed and separate are known.",
        name));
}

Eigen::Index debyeSquare(Eigen::Index participantCount)
{
    const double volume = 3 * static_cast<double>(participantCount) / (4 * std::numbers::pi);
    return static_cast<Eigen::Index>(std::floor(std::pow(volume, 2.0 / 3)));
}

Eigen::VectorXd phononOrderParameters(const quench::InherentStructure& structure,
                                      const Eigen::Ref<const Eigen::MatrixXd>& eigenvectors,
                                      const PhononOrderSettings& settings, const run::RunControl& control)
{
    settings.validate();
    const Eigen::Index particleCount = structure.packing.particleCount();
    if (eigenvectors.rows() != 3 * particleCount)
        throw run::InvalidInput(fmt::format("The modes are of {} particles, but the packing holds {}.",
                                            eigenvectors.rows() / 3, particleCount));
    const Eigen::Index participants = structure.participantCount();
    const Eigen::Index square =
        settings.largestSquare.value_or(std::max<Eigen::Index>(1, debyeSquare(participants)));
    const double threshold = settings.thresholdModes / static_cast<double>(3 * participants - 3);
    // A fast transform tells which waves come near the threshold, with a margin above its error; those alone are
    // summed term by term. Where the threshold is not far above the error, all are.
    const WaveGrid grid(structure.packing, wholeRoot(square));
    const double least = std::sqrt(threshold * static_cast<double>(participants));
    const bool screens = grid.largestError() * std::sqrt(static_cast<double>(particleCount)) < 0.5 * least;
    const SingleThreadedBlas blas;
    Eigen::VectorXd order(eigenvectors.cols());
    control.team().forTasks(eigenvectors.cols(), [&](std::ptrdiff_t mode) {
        const Eigen::Map<const Eigen::Matrix3Xd> e(eigenvectors.col(mode).data(), 3, particleCount);
        double total = 0;
        const auto add = [&](const Eigen::Vector3d& n, const Wave& sum) {
            const double term =
                termsAbove(threshold, settings.transverse, n, sum, static_cast<double>(participants));
            total += n.z() > 0 ? 2 * term : term;  // q and -q; with n_z = 0 both are visited
        };
        if (screens) {
            const double margin = std::sqrt(static_cast<double>(particleCount)) * e.norm();
            std::vector<Eigen::Vector3i> candidates;
            grid.forEachWave(e, square, control, [&](const Eigen::Vector3i& n, const Wave& sum, double error) {
                if (largestAmplitude(settings.transverse, n.cast<double>(), sum) + error * margin >= least)
                    candidates.push_back(n);
            });
            const std::vector<Wave> sums = waveSums(structure.packing, e, candidates, control);
            for (std::size_t i = 0; i < candidates.size(); ++i)
                add(candidates[i].cast<double>(), sums[i]);
        }
        else {
            WaveSums sums(structure.packing, square);
            sums.add(e, control);
            sums.forEach(add);
        }
        order[mode] = total;
    });
    return order;
}

}  // namespace vitrine::modes
