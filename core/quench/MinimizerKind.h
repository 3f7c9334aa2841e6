#pragma once

#include <array>
#include <string_view>

namespace vitrine::quench {

/// The way down from a pulled state. Where A_c is large it decides which minimum is reached.
enum class MinimizerKind {
    fire,                ///< FireMinimizer: the paper's, and the default
    gradientFlow,        ///< GradientFlow: the path of steepest descent itself, finished by FIRE; the reference
    conjugateGradients,  ///< ConjugateGradients
};

inline constexpr std::array minimizerKinds{MinimizerKind::fire, MinimizerKind::gradientFlow,
                                           MinimizerKind::conjugateGradients};

/// "fire", "gradient-flow" or "conjugate-gradients": the words of commands, tables and file names.
std::string_view minimizerName(MinimizerKind kind);

/// @throws run::InvalidInput for any other name
MinimizerKind minimizerFromName(std::string_view name);

}  // namespace vitrine::quench
