#pragma once

#include "core/modes/Spectrum.h"

#include <Eigen/Core>

#include <string_view>
#include <vector>

namespace vitrine::modes {

enum class ModeKind {
    phonon,          ///< like a plane wave
    quasilocalised,  ///< QLV: unlike a plane wave, and few particles carry it
    neither,         ///< disordered but extended, or in between
};

/// "phonon", "quasilocalised" or "neither".
std::string_view modeKindName(ModeKind kind);

/// Bounds of the two kinds. The paper draws no line between them, so these are ours, and to be edited; all that
/// rests on them has to say them.
struct ModeKindBounds {
    double phononOrderFrom = 0.3;              ///< phonon: O_k at least this...
    double phononParticipationFrom = 0;        ///< ...and P_k at least this
    double localisedOrderBelow = 0.3;          ///< quasilocalised: O_k below this...
    double localisedParticipationBelow = 0.3;  ///< ...and P_k below this; plane waves have 2/3

    /// @throws run::InvalidInput for a bound outside 0 to 1, or bounds that let a mode be both
    void validate() const;
};

/// @param phononOrder O_k, Eq. (3); @param participation P_k, Eq. (4)
ModeKind modeKind(double phononOrder, double participation, const ModeKindBounds& bounds);

/// The modes of one kind as a spectrum of their own: same degrees of freedom, complete up to the same frequency,
/// so that the densities of states of all kinds add up to the whole.
/// @param phononOrder, participation for each mode of the spectrum
/// @throws run::InvalidInput if the numbers of values differ
Spectrum spectrumOfKind(const Spectrum& spectrum, const Eigen::VectorXd& phononOrder,
                        const Eigen::VectorXd& participation, const ModeKindBounds& bounds, ModeKind kind);

}  // namespace vitrine::modes
