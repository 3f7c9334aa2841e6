#pragma once

#include <array>

class vtkRenderer;

namespace vitrine::viewport {

/// Where a camera is and how it looks; lengths in sigma.
struct CameraPose {
    std::array<double, 3> position{0, 0, 1};
    std::array<double, 3> focalPoint{0, 0, 0};
    std::array<double, 3> viewUp{0, 1, 0};
    double viewAngle = 30;  ///< degrees
    bool parallel = false;
    double parallelScale = 1;  ///< half the height of what is seen, where parallel

    bool operator==(const CameraPose&) const = default;
};

CameraPose cameraPose(vtkRenderer* renderer);
void placeCamera(vtkRenderer* renderer, const CameraPose& pose);

}  // namespace vitrine::viewport
