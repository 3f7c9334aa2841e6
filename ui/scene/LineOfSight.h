#pragma once

#include <Eigen/Core>

#include <limits>
#include <optional>

namespace vitrine::scene {

/// What lies under the pointer: a line, and how far beside it something may be and still be meant.
struct LineOfSight {
    Eigen::Vector3d origin;     ///< of the line, sigma
    Eigen::Vector3d direction;  ///< any length but 0
    double slack = 0;           ///< at the origin, sigma, at least 0
    double slackPerLength = 0;  ///< and what is added to it along the line: a pixel covers more farther away
};

/// Finds the particle that a line of sight means: of those drawn on the line itself the one in front; if there is
/// none, the one nearest to the line within the slack, in front of others as near.
class SightPick {
public:
    explicit SightPick(const LineOfSight& line);

    void offerSphere(Eigen::Index particle, const Eigen::Vector3f& center, float radius);
    /// A rod with round ends, as which an arrow is taken.
    void offerRod(Eigen::Index particle, const Eigen::Vector3f& tail, const Eigen::Vector3f& span, float radius);

    std::optional<Eigen::Index> particle() const { return m_particle; }

private:
    void offer(Eigen::Index particle, float along, float beside, float radius);

    Eigen::Vector3f m_origin;
    Eigen::Vector3f m_direction;  ///< unit length
    float m_slack;
    float m_slackPerLength;
    std::optional<Eigen::Index> m_particle;
    float m_miss = std::numeric_limits<float>::max();  ///< of m_particle, in units of the slack there; 0: hit
    float m_depth = std::numeric_limits<float>::max();
};

}  // namespace vitrine::scene
