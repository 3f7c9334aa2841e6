#pragma once

#include "core/model/Packing.h"
#include "ui/figures/Figure.h"
#include "ui/figures/FigureData.h"
#include "ui/figures/FigureRequest.h"

#include <Eigen/Core>

namespace vitrine::figures {

/// Why no 3D picture can be made here, as one line for people; empty if one can. Needs an X display (Xvfb will
/// do).
QString scenePictureProblem();

/// A rearrangement in three dimensions as the paper's Fig. 9 shows it: Delta r_i times 200, the 2000 largest, the
/// top 100 in red, no spheres. Where arrows times 200 would be longer than a quarter of the box they are scaled to
/// be seen, and the factor is in the picture.
/// @param displacements 3xN, sigma @throws run::InvalidInput if N differs from the packing's; run::Error without a
/// display
PanelPicture rearrangementPicture(const model::Packing& packing, const Eigen::Matrix3Xd& displacements, bool dark,
                                  bool transparent);

/// The 3D view as the window shows it, by a camera and a look. @throws run::Error without a display
PanelPicture scenePicture(const SceneSubject& subject, const SceneShot& shot, bool dark, bool transparent);

}  // namespace vitrine::figures
