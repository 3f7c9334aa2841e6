#include "core/modes/ParticipationRatio.h"

#include "core/run/Errors.h"

#include <cmath>
#include <string>

namespace vitrine::modes {

double participationRatio(const Eigen::Ref<const Eigen::Matrix3Xd>& e, Eigen::Index participantCount)
{
    if (participantCount < 1)
        throw run::InvalidInput("The participation ratio of " + std::to_string(participantCount) +
                                " particles is asked for, but at least 1 is needed.");
    const double norm = e.norm();
    if (!(std::abs(norm - 1) <= 1e-8))
        throw run::InvalidInput("The norm of the eigenvector is " + std::to_string(norm) +
                                ", but has to be 1 to within 1e-8.");
    const auto squares = e.colwise().squaredNorm();
    return 1 / (static_cast<double>(participantCount) * squares.array().square().sum());
}

}  // namespace vitrine::modes
