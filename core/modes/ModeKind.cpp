#include "core/modes/ModeKind.h"

#include "core/run/Errors.h"

#include <fmt/format.h>

namespace vitrine::modes {

std::string_view modeKindName(ModeKind kind)
{
    switch (kind) {
        case ModeKind::phonon:
            return "phonon";
        case ModeKind::quasilocalised:
            return "quasilocalised";
        case ModeKind::neither:
            return "neither";
    }
    return "";
}

void ModeKindBounds::validate() const
{
    for (const double bound :
         {phononOrderFrom, phononParticipationFrom, localisedOrderBelow, localisedParticipationBelow})
        if (!(bound >= 0 && bound <= 1))
            throw run::InvalidInput(
                fmt::format("A bound of the kinds of modes is {}, but has to be from 0 to 1.", bound));
    if (phononOrderFrom < localisedOrderBelow && phononParticipationFrom < localisedParticipationBelow)
        throw run::InvalidInput(fmt::format(
            "Modes with O from {} and P from {} are phonons and those with O below {} and P below {} "
            "quasilocalised, "
            "but no mode may be both.",
            phononOrderFrom, phononParticipationFrom, localisedOrderBelow, localisedParticipationBelow));
}

ModeKind modeKind(double phononOrder, double participation, const ModeKindBounds& bounds)
{
    if (phononOrder >= bounds.phononOrderFrom && participation >= bounds.phononParticipationFrom)
        return ModeKind::phonon;
    if (phononOrder < bounds.localisedOrderBelow && participation < bounds.localisedParticipationBelow)
        return ModeKind::quasilocalised;
    return ModeKind::neither;
}

Spectrum spectrumOfKind(const Spectrum& spectrum, const Eigen::VectorXd& phononOrder,
                        const Eigen::VectorXd& participation, const ModeKindBounds& bounds, ModeKind kind)
{
    bounds.validate();
    if (phononOrder.size() != spectrum.omega.size() || participation.size() != spectrum.omega.size())
        throw run::InvalidInput(
            fmt::format("There are {} values of O and {} of P, but there have to be {}, one for "
                        "each mode.",
                        phononOrder.size(), participation.size(), spectrum.omega.size()));
    std::vector<double> chosen;
    for (Eigen::Index k = 0; k < spectrum.omega.size(); ++k)
        if (modeKind(phononOrder[k], participation[k], bounds) == kind)
            chosen.push_back(spectrum.omega[k]);
    Spectrum result = spectrum;
    result.omega = Eigen::Map<const Eigen::VectorXd>(chosen.data(), static_cast<Eigen::Index>(chosen.size()));
    return result;
}

}  // namespace vitrine::modes
