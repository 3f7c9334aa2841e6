#pragma once

#include "ui/Selection.h"
#include "ui/figures/FigureFormat.h"
#include "ui/panels/SceneControls.h"
#include "ui/scene/SceneLook.h"
#include "ui/viewport/CameraPose.h"

#include <QString>

#include <optional>
#include <vector>

namespace vitrine::figures {

/// How the 3D view is drawn in a figure; without a camera from the front, right and above.
struct SceneShot {
    panels::SceneChoice choice;
    scene::SceneLook look;  ///< what the choice made of it; the palette is the figure's own
    std::optional<viewport::CameraPose> camera;

    bool operator==(const SceneShot&) const = default;
};

/// What stands in one place of a page.
struct PanelWish {
    QString preset = QStringLiteral("3");    ///< a figure of the paper or "view", the 3D view
    std::optional<ui::Selection> selection;  ///< for those that show one mode or scan
    std::optional<SceneShot> shot;           ///< for the 3D view

    bool operator==(const PanelWish&) const = default;
};

/// A figure as it was asked for: all but the data.
struct FigureRequest {
    std::vector<PanelWish> panels{PanelWish{}};
    FigureFormat format;

    bool operator==(const FigureRequest&) const = default;
};

/// "Fig. 3a: A_c against omega", "3D view"; of several panels the first and how many more.
QString figureTitle(const FigureRequest& request);

}  // namespace vitrine::figures
