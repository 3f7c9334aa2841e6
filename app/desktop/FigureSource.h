#pragma once

#include "core/results/OnsetTable.h"
#include "core/study/Study.h"
#include "ui/Selection.h"
#include "ui/figures/FigureData.h"

#include <optional>
#include <vector>

namespace vitrine::app {

/// What figures are made from, read from studies.
struct FigureWish {
    bool scan = false;                   ///< one scan with its packing is to be shown
    std::optional<ui::Selection> which;  ///< in the first study that has it; otherwise the easiest transition of
                                         ///< the largest glass, one with a decay exponent if there is
};

/// All glasses of the studies, crystals left out.
/// @throws run::UnreadableFile, run::InvalidInput for a selection that no study has
figures::FigureData readFigureData(const std::vector<study::Study>& studies, const FigureWish& wish = {});

/// Table I of the glasses of the studies that were scanned, the harmonic ones first, by N.
std::vector<results::OnsetRow> readOnsetTable(const std::vector<study::Study>& studies);

}  // namespace vitrine::app
