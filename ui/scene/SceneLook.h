#pragma once

#include "ui/look/ColorMap.h"
#include "ui/look/Palette.h"

#include <Eigen/Core>

namespace vitrine::scene {

/// How the scene is drawn; nothing in here changes what it shows.
struct SceneLook {
    look::Palette palette = look::Palette::light();
    look::ColorMap colorMap = look::ColorMap::viridis;
    double sphereScale = 1.0;             ///< of the radius sigma/2, without arrows
    double sphereScaleUnderArrows = 0.4;  ///< of the radius sigma/2, so that arrows are seen
    double dimmingUnderArrows = 0.6;      ///< from 0 (the spheres' own colour) to 1 (the background's)
    double depthCue = 0.55;               ///< how far the far side fades into the background, from 0 to 1
    Eigen::Index arrowCount = 2000;       ///< the largest ones
    Eigen::Index highlightCount = 100;    ///< the largest of a rearrangement, in red
    double longestArrow = 3.0;            ///< of the automatic gain, sigma
    double arrowFactor = 1.0;             ///< of the user's, times the automatic gain
    bool showBox = true;
    bool showAxes = true;
    bool showScaleBar = true;
    bool showKeys = true;  ///< arrow key and colour legend

    bool operator==(const SceneLook&) const = default;
};

}  // namespace vitrine::scene
