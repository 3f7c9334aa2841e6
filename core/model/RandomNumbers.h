#pragma once

#include <Eigen/Core>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

namespace vitrine::model {

/// Seeded random numbers that are the same with every standard library: the engine is fixed by the C++ standard,
/// its distributions are not, so they are written out here.
class RandomNumbers {
public:
    explicit RandomNumbers(std::uint64_t seed) : m_engine(seed) {}

    /// Uniform in [0, 1), a multiple of 2^-53.
    double uniform() { return static_cast<double>(m_engine() >> 11) * 0x1p-53; }

    /// Normal, mean 0, variance 1 (Box and Muller).
    double normal()
    {
        const double radius = std::sqrt(-2 * std::log(1 - uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }

    /// Sum of the squares of `count` normal numbers (chi-squared), count > 1. Marsaglia and Tsang, ACM Trans.
    /// Math. Softw. 26, 363 (2000).
    double normalSquares(double count)
    {
        const double d = count / 2 - 1.0 / 3;
        const double c = 1 / std::sqrt(9 * d);
        for (;;) {
            const double x = normal();
            const double v = std::pow(1 + c * x, 3);
            if (v > 0 && std::log(1 - uniform()) < 0.5 * x * x + d * (1 - v + std::log(v)))
                return 2 * d * v;
        }
    }

    /// Independent points, uniform in [0, side)^3. 3xN.
    Eigen::Matrix3Xd pointsInCube(Eigen::Index count, double side)
    {
        Eigen::Matrix3Xd points(3, count);
        for (double& coordinate : points.reshaped())
            coordinate = side * uniform();
        return points;
    }

private:
    std::mt19937_64 m_engine;
};

}  // namespace vitrine::model
