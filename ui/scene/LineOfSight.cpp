#include "ui/scene/LineOfSight.h"

#include <algorithm>
#include <cmath>

namespace vitrine::scene {

SightPick::SightPick(const LineOfSight& line)
    : m_origin(line.origin.cast<float>()),
      m_direction(line.direction.normalized().cast<float>()),
      m_slack(static_cast<float>(line.slack)),
      m_slackPerLength(static_cast<float>(line.slackPerLength))
{}

void SightPick::offerSphere(Eigen::Index particle, const Eigen::Vector3f& center, float radius)
{
    const Eigen::Vector3f toCenter = center - m_origin;
    const float along = toCenter.dot(m_direction);
    offer(particle, along, (toCenter - along * m_direction).norm(), radius);
}

void SightPick::offerRod(Eigen::Index particle, const Eigen::Vector3f& tail, const Eigen::Vector3f& span,
                         float radius)
{
    const Eigen::Vector3f toTail = tail - m_origin;
    const float along = toTail.dot(m_direction);
    const float rise = span.dot(m_direction);
    // Seen along the line: the place of the rod that is nearest to it.
    const Eigen::Vector3f seenTail = toTail - along * m_direction;
    const Eigen::Vector3f seenSpan = span - rise * m_direction;
    const float length2 = seenSpan.squaredNorm();
    const float place = length2 > 0 ? std::clamp(-seenTail.dot(seenSpan) / length2, 0.0F, 1.0F) : 0;
    offer(particle, along + place * rise, (seenTail + place * seenSpan).norm(), radius);
}

void SightPick::offer(Eigen::Index particle, float along, float beside, float radius)
{
    const bool hit = beside <= radius;
    const float depth = hit ? along - std::sqrt(radius * radius - beside * beside) : along;
    if (depth <= 0)
        return;  // behind the eye
    const float slack = m_slack + m_slackPerLength * along;
    if (!hit && beside - radius > slack)
        return;
    const float miss = hit ? 0 : (beside - radius) / slack;
    if (miss < m_miss || (miss == m_miss && depth < m_depth)) {
        m_particle = particle;
        m_miss = miss;
        m_depth = depth;
    }
}

}  // namespace vitrine::scene
