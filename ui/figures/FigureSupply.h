#pragma once

#include "ui/figures/FigureData.h"
#include "ui/figures/FigureMemory.h"
#include "ui/figures/FigureRequest.h"

#include <functional>
#include <optional>

namespace vitrine::figures {

/// What a dialog needs to know of the studies behind it. The calls may throw run::Error.
struct FigureSupply {
    std::function<FigureData(const PanelWish&)> read;
    std::function<FigureMemory(const FigureRequest&)> remember;
    std::optional<ui::Selection> selection;  ///< what is selected in the window
    std::optional<SceneShot> shot;           ///< the window's 3D view
};

}  // namespace vitrine::figures
