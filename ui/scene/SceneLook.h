#pragma once

#include "ui/look/ColorMap.h"
#include "ui/look/Palette.h"

#include <Eigen/Core>

namespace vitrine::scene {

/// How the scene is drawn; nothing in here changes what it shows.
struct SceneLook {
    look::Palette palette = look::Palette::light();
    look::ColorMap colorMap = look::ColorMap::viridis;
    double sphereScale = 1.0;          ///< of the radius sigma/2, without arrows
    double coverUnderArrows = 0.5;     ///< with arrows the spheres shrink until, through the whole box, they cover
                                       ///< this share of the view (not counting overlaps)
    double dimmingUnderArrows = 0.65;  ///< from 0 (the spheres' own colour) to 1 (the background's)
    double depthCue = 0.55;            ///< how far the far side fades into the background, from 0 to 1
    Eigen::Index arrowCount = 2000;    ///< the largest ones
    Eigen::Index highlightCount = 100;  ///< the largest of a rearrangement, in red
    double typicalArrow = 2.0;          ///< the hundredth longest by the automatic gain, sigma
    double longestArrow = 6.0;          ///< at most, by the automatic gain, sigma
    double arrowFactor = 1.0;           ///< of the user's, times the automatic gain
    bool showBox = true;
    bool showAxes = true;
    bool showScaleBar = true;
    bool showKeys = true;  ///< arrow key and colour legend

    bool operator==(const SceneLook&) const = default;
};

}  // namespace vitrine::scene
