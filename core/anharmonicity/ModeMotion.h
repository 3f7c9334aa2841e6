#pragma once

#include <Eigen/Core>

#include <vector>

namespace vitrine::anharmonicity {

/// How fast the modes of a sum swing beside each other.
enum class Tempo {
    together,     ///< all alike: the sum of their fields swings as one
    byFrequency,  ///< each by its own omega, rounded so that the motion repeats itself
};

/// A mode that takes part in a motion.
struct SwingingMode {
    Eigen::Ref<const Eigen::Matrix3Xd> e;  ///< 3xN, unit norm
    double omega;                          ///< (epsilon/(m sigma^2))^(1/2), above 0
};

/// One or several modes of a packing that swing, as a loop of n frames: in frame i the particles are displaced by
/// u = A sqrt(N/M) sum over the M modes of e_k sin(2 pi c_k i/n), c_k whole. Frame n is frame 0, exactly.
///
/// A is that of Eq. (5) for the direction sum_k e_k / sqrt(M), which has unit norm: at the widest a single mode is
/// displaced to r_0i + A sqrt(N) e_i.
class ModeMotion {
public:
    /// @param participantCount N of the formula: particles that are no rattlers
    /// @throws run::InvalidInput for no modes, modes of different size, or an omega that is not above 0
    ModeMotion(const std::vector<SwingingMode>& modes, Eigen::Index participantCount, Tempo tempo);

    Eigen::Index particleCount() const { return m_parts.front().field.cols(); }

    /// Frames in one loop: 48 for each swing of the slowest mode.
    int frameCount() const;
    /// Swings of the slowest mode in a loop: 1 where all swing alike, else 8.
    int cycleCount() const { return m_parts.front().cycles; }
    /// Largest relative error of a frequency through its being rounded; 0 where all swing alike.
    double frequencyRounding() const { return m_rounding; }

    /// u in a frame, 3xN, sigma.
    /// @param amplitude A, sigma; @param frame any; those that differ by frameCount() are the same
    Eigen::Matrix3Xd displacements(double amplitude, int frame) const;

    /// What no particle exceeds, in units of A: max_i of sqrt(N/M) sum_k |e_ki|, reached by a single mode and by
    /// a sum that swings alike.
    double largestPerAmplitude() const { return m_largest; }

private:
    struct Part {
        Eigen::Matrix3Xd field;  ///< displacement at A = 1 when the sine is 1
        int cycles;              ///< in a loop
    };
    std::vector<Part> m_parts;  ///< the slowest first
    double m_rounding = 0;
    double m_largest = 0;
};

}  // namespace vitrine::anharmonicity
