#include "core/modes/EigenProblem.h"

#include "core/run/Errors.h"

#include <cstdio>

namespace vitrine::modes {

void requireMinimum(double lowestEigenvalue, double largestEigenvalue)
{
    if (lowestEigenvalue >= negativeBeyondRounding(largestEigenvalue))
        return;
    char number[32];
    std::snprintf(number, sizeof number, "%.6g", lowestEigenvalue);
    throw run::NotAMinimum(
        "The packing is not at a minimum of its energy: an eigenvalue omega^2 of its Hessian is " +
        std::string(number) + ", but none may be negative. Minimise its energy first.");
}

}  // namespace vitrine::modes
