#pragma once

#include "core/model/SampleRecipe.h"
#include "core/results/ModeRecord.h"
#include "ui/Selection.h"

#include <QString>

namespace vitrine::ui {

/// The selection in words, with units and uncertainties; lines end only between quantities (copy it through
/// look::withPlainSpaces):
/// "harmonic, N = 16 000, sample A | mode 12, ω = 0.0213 √(ε/mσ²), P = 0.31, O = 0.82 (phonon) | +, A_c = 2.314(2)
/// × 10⁻³ σ | transition 3, |Δr| = 0.46 σ, N_rearr = 21, I = 0.4".
/// @param record null if only a packing is selected, or the mode's row is not there yet
QString selectionInWords(const model::SampleRecipe& recipe, const Selection& selection,
                         const results::ModeRecord* record);

}  // namespace vitrine::ui
