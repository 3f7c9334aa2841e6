#include "core/modes/WaveGrid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fftw3.h>
#include <mutex>
#include <new>
#include <numbers>
#include <vector>

namespace vitrine::modes {

namespace {

// Order of the splines and grid points per shortest wavelength: an error of 5e-4 at the corner, and a spreading
// that costs about as much as the transform (measured, N = 16,000 to 128,000).
constexpr int order = 8;
constexpr Eigen::Index pointsPerWave = 4;
constexpr Eigen::Index particlesPerCheckpoint = 4096;

using Complex = std::complex<double>;
using Weights = std::array<double, order>;

/// The smallest even number from `least` on without prime factors above 5: fast to transform.
Eigen::Index fastSize(Eigen::Index least)
{
    for (Eigen::Index size = least + least % 2;; size += 2) {
        Eigen::Index rest = size;
        for (const Eigen::Index factor : {2, 3, 5})
            while (rest % factor == 0)
                rest /= factor;
        if (rest == 1)
            return size;
    }
}

/// Values of the B-spline at the grid points around a place `fraction` (0 to 1) beyond a grid point: weight k
/// belongs to the point k - order + 1 from there.
Weights splineWeights(double fraction)
{
    // M_2 at two points, then M_n(x) = (x M_(n-1)(x) + (n - x) M_(n-1)(x - 1)) / (n - 1).
    Weights weights{};
    weights[order - 1] = fraction;
    weights[order - 2] = 1 - fraction;
    for (int n = 3; n <= order; ++n) {
        const double scale = 1.0 / (n - 1);
        for (int k = order - n; k < order; ++k) {
            // The spline's argument at this point.
            const double x = fraction + (order - 1 - k);
            const double lower = k + 1 < order ? weights[static_cast<std::size_t>(k + 1)] : 0;
            weights[static_cast<std::size_t>(k)] =
                scale * (x * weights[static_cast<std::size_t>(k)] + (n - x) * lower);
        }
    }
    return weights;
}

/// Guards FFTW's planner, the only part of it that threads may not share.
std::mutex& planner()
{
    static std::mutex mutex;
    return mutex;
}

}  // namespace

class WaveGrid::Transform {
public:
    explicit Transform(Eigen::Index points)
    {
        const int size = static_cast<int>(points);
        const Values values(points);
        const std::lock_guard lock(planner());
        m_plan = fftw_plan_dft_r2c_3d(size, size, size, values.real(), values.complex(), FFTW_ESTIMATE);
    }
    ~Transform()
    {
        const std::lock_guard lock(planner());
        fftw_destroy_plan(m_plan);
    }
    Transform(const Transform&) = delete;
    Transform& operator=(const Transform&) = delete;

    /// Room for a grid, transformed in place: rows of 2 (M/2 + 1) doubles.
    class Values {
    public:
        explicit Values(Eigen::Index points)
            : m_values(fftw_alloc_real(static_cast<std::size_t>(points * points * 2 * (points / 2 + 1))))
        {
            if (m_values == nullptr)
                throw std::bad_alloc();
        }
        ~Values() { fftw_free(m_values); }
        Values(const Values&) = delete;
        Values& operator=(const Values&) = delete;
        double* real() const { return m_values; }
        fftw_complex* complex() const { return reinterpret_cast<fftw_complex*>(m_values); }

    private:
        double* m_values;
    };

    void run(const Values& values) const { fftw_execute_dft_r2c(m_plan, values.real(), values.complex()); }

private:
    fftw_plan m_plan;
};

WaveGrid::WaveGrid(const model::Packing& packing, Eigen::Index reach)
    : m_packing(packing),
      m_reach(reach),
      m_points(fastSize(std::max<Eigen::Index>(pointsPerWave * reach, 2 * order))),
      m_error(reach + 1),
      m_inverse(reach + 1),
      m_transform(std::make_unique<const Transform>(m_points))
{
    for (Eigen::Index n = 0; n <= reach; ++n) {
        const double part = static_cast<double>(n) / static_cast<double>(m_points);
        const double angle = std::numbers::pi * part;
        m_inverse[n] = n == 0 ? 1 : std::pow(angle / std::sin(angle), order);
        // The sum over m up to 8 on both sides, and an integral above what is left.
        double error = 0;
        for (int m = 1; m <= 8; ++m)
            error += std::pow(part / (m - part), order) + std::pow(part / (m + part), order);
        m_error[n] = error + 2 * std::pow(part, order) / ((order - 1) * std::pow(8 - part, order - 1));
    }
}

WaveGrid::~WaveGrid() = default;

double WaveGrid::largestError() const
{
    return std::pow(1 + m_error[m_reach], 3) - 1;
}

void WaveGrid::spread(const Eigen::Map<const Eigen::Matrix3Xd>& e, int axis, double* grid,
                      const run::RunControl& control) const
{
    const Eigen::Index stride = 2 * (m_points / 2 + 1);
    std::fill_n(grid, m_points * m_points * stride, 0.0);
    for (Eigen::Index i = 0; i < e.cols(); ++i) {
        if (i % particlesPerCheckpoint == 0)
            control.checkpoint();
        std::array<Weights, 3> weights;
        std::array<std::array<Eigen::Index, order>, 3> places;
        for (std::size_t along = 0; along < 3; ++along) {
            const double turns = m_packing.positions(static_cast<Eigen::Index>(along), i) / m_packing.box.side;
            const double place = (turns - std::floor(turns)) * static_cast<double>(m_points);
            const auto before = static_cast<Eigen::Index>(place);
            weights[along] = splineWeights(place - static_cast<double>(before));
            for (int k = 0; k < order; ++k)
                places[along][static_cast<std::size_t>(k)] =
                    (before + k - order + 1 + order * m_points) % m_points;
        }
        for (std::size_t x = 0; x < order; ++x)
            for (std::size_t y = 0; y < order; ++y) {
                const double weight = e(axis, i) * weights[0][x] * weights[1][y];
                double* const row = grid + (places[0][x] * m_points + places[1][y]) * stride;
                for (std::size_t z = 0; z < order; ++z)
                    row[places[2][z]] += weight * weights[2][z];
            }
    }
}

void WaveGrid::forEachWave(const Eigen::Map<const Eigen::Matrix3Xd>& e, Eigen::Index square,
                           const run::RunControl& control, const Visit& visit) const
{
    // The waves of the sphere, x slowest; their sums are gathered axis by axis, so that one grid is enough.
    std::vector<Eigen::Vector3i> waves;
    const auto reach = static_cast<int>(m_reach);
    for (int x = -reach; x <= reach; ++x)
        for (int y = -reach; y <= reach; ++y)
            for (int z = 0; z <= reach && x * x + y * y + z * z <= square; ++z)
                if (x != 0 || y != 0 || z != 0)
                    waves.emplace_back(x, y, z);
    std::vector<Eigen::Vector3cd> sums(waves.size());
    const Transform::Values values(m_points);
    for (int axis = 0; axis < 3; ++axis) {
        spread(e, axis, values.real(), control);
        control.checkpoint();
        m_transform->run(values);
        const Eigen::Index half = m_points / 2 + 1;
        for (std::size_t w = 0; w < waves.size(); ++w) {
            const Eigen::Vector3i& n = waves[w];
            const auto wrapped = [&](int number) { return number < 0 ? m_points + number : number; };
            const fftw_complex& value = values.complex()[(wrapped(n[0]) * m_points + wrapped(n[1])) * half + n[2]];
            // The spline reaches from order - 1 points before the particle's to its own; its middle is the
            // particle's place shifted by order/2 points.
            const double shift =
                -2 * std::numbers::pi * (order / 2) * (n[0] + n[1] + n[2]) / static_cast<double>(m_points);
            sums[w][axis] = Complex(value[0], value[1]) * std::polar(1.0, shift) * m_inverse[std::abs(n[0])] *
                            m_inverse[std::abs(n[1])] * m_inverse[n[2]];
        }
    }
    for (std::size_t w = 0; w < waves.size(); ++w) {
        const Eigen::Vector3i n = waves[w].cwiseAbs();
        visit(waves[w], sums[w], (1 + m_error[n[0]]) * (1 + m_error[n[1]]) * (1 + m_error[n[2]]) - 1);
    }
}

}  // namespace vitrine::modes
