#pragma once

#include "core/results/OnsetTable.h"
#include "core/study/Study.h"
#include "ui/Selection.h"
#include "ui/figures/FigureData.h"
#include "ui/figures/FigureMemory.h"
#include "ui/figures/FigureRequest.h"

#include <optional>
#include <vector>

namespace vitrine::app {

/// What figures are made from, read from studies.
struct FigureWish {
    bool scan = false;                   ///< one scan with its packing is to be shown
    bool scene = false;                  ///< the 3D view is
    std::optional<ui::Selection> which;  ///< in the first study that has it; otherwise the easiest transition of
                                         ///< the largest glass, one with a decay exponent if there is
};

/// All glasses of the studies, crystals left out but for the 3D view.
/// @throws run::UnreadableFile, run::InvalidInput for a selection that no study has
figures::FigureData readFigureData(const std::vector<study::Study>& studies, const FigureWish& wish = {});

/// What a place of a page needs.
FigureWish wishOf(const figures::PanelWish& panel);

/// What the file of a figure is to remember of the studies it was made from, and of how.
figures::FigureMemory memoryOf(const figures::FigureRequest& request, const std::vector<study::Study>& studies);

/// The same of one study. @throws run::UnreadableFile
figures::StudyTrace traceOf(const study::Study& study);

/// Table I of the glasses of the studies that were scanned, the harmonic ones first, by N.
std::vector<results::OnsetRow> readOnsetTable(const std::vector<study::Study>& studies);

}  // namespace vitrine::app
