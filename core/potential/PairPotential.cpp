#include "core/potential/PairPotential.h"

#include "core/run/Errors.h"

namespace vitrine::potential {

double cutoff(const PairPotential& potential)
{
    return std::visit([](const auto& p) { return p.cutoff; }, potential);
}

PairTerms pairTerms(const PairPotential& potential, double r)
{
    if (r >= cutoff(potential))
        return {0, 0, 0, 0};
    return std::visit([r](const auto& p) { return p(r); }, potential);
}

std::string_view potentialName(const PairPotential& potential)
{
    return std::holds_alternative<HarmonicPotential>(potential) ? "harmonic" : "lj";
}

PairPotential potentialFromName(std::string_view name)
{
    if (name == "harmonic")
        return HarmonicPotential{};
    if (name == "lj")
        return LennardJonesPotential{};
    throw run::InvalidInput("The potential \"" + std::string(name) + "\" is unknown; harmonic and lj are known.");
}

}  // namespace vitrine::potential
