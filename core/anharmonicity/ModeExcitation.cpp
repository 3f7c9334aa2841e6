#include "core/anharmonicity/ModeExcitation.h"

#include <cmath>

namespace vitrine::anharmonicity {

Eigen::Matrix3Xd pulledPositions(const Eigen::Matrix3Xd& positions, const Eigen::Ref<const Eigen::Matrix3Xd>& e,
                                 double amplitude, Eigen::Index participantCount)
{
    return positions + amplitude * std::sqrt(static_cast<double>(participantCount)) * e;
}

}  // namespace vitrine::anharmonicity
