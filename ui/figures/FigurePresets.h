#pragma once

#include "ui/figures/Figure.h"
#include "ui/figures/FigureData.h"
#include "ui/figures/FigureRequest.h"

#include <QString>

#include <functional>
#include <vector>

namespace vitrine::figures {

/// A figure of the paper, or a panel of one; or the 3D view.
struct FigurePreset {
    QString name;               ///< "3", "3a", "4b"; "view"
    QString title;              ///< "A_c against ω"
    bool showsScan = false;     ///< needs FigureSystem::subject
    bool needsDisplay = false;  ///< has a 3D picture
    bool showsScene = false;    ///< needs FigureData::scene

    /// Whether it is one of the paper's.
    bool isNumbered() const { return !showsScene; }
    /// "Fig. 3: A_c against ω", "the 3D view".
    QString words() const;
};

/// All of them, in the paper's order. The panels of Figs. 2, 3, 5, 6, 8, 10, 11 and 14 are (a) the harmonic and
/// (b) the Lennard-Jones system; a figure of those shows what is there.
const std::vector<FigurePreset>& figurePresets();

/// @throws run::InvalidInput for an unknown name, listing those known
const FigurePreset& figurePreset(const QString& name);

/// The presets, a line each.
QString figurePresetList();

/// The panels of a preset from what the studies have.
/// @throws run::InvalidInput where the studies are of the other system or have nothing for this figure; run::Error
/// for a 3D picture without a display
std::vector<Panel> makePanels(const PanelWish& wish, const FigureData& data, const FigureFormat& format);

/// The panels of a page, lettered in their order if there are several.
/// @param read called for each place of the page @throws as makePanels
std::vector<Panel> makePage(const FigureRequest& request, const std::function<FigureData(const PanelWish&)>& read);

}  // namespace vitrine::figures
