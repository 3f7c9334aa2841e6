#include "core/quench/MinimizerKind.h"

#include "core/run/Errors.h"

#include <fmt/format.h>

#include <algorithm>

namespace vitrine::quench {

std::string_view minimizerName(MinimizerKind kind)
{
    switch (kind) {
        case MinimizerKind::fire:
            return "fire";
        case MinimizerKind::gradientFlow:
            return "gradient-flow";
        case MinimizerKind::conjugateGradients:
            break;
    }
    return "conjugate-gradients";
}

MinimizerKind minimizerFromName(std::string_view name)
{
    const auto* const found = std::find_if(minimizerKinds.begin(), minimizerKinds.end(),
                                           [name](MinimizerKind kind) { return minimizerName(kind) == name; });
    if (found == minimizerKinds.end())
        throw run::InvalidInput(fmt::format(
            "The minimiser \"{}\" is unknown; fire, gradient-flow and conjugate-gradients are known.", name));
    return *found;
}

}  // namespace vitrine::quench
