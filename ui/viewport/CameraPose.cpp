#include "ui/viewport/CameraPose.h"

#include <vtkCamera.h>
#include <vtkRenderer.h>

namespace vitrine::viewport {

CameraPose cameraPose(vtkRenderer* renderer)
{
    vtkCamera* camera = renderer->GetActiveCamera();
    CameraPose pose;
    camera->GetPosition(pose.position.data());
    camera->GetFocalPoint(pose.focalPoint.data());
    camera->GetViewUp(pose.viewUp.data());
    pose.viewAngle = camera->GetViewAngle();
    pose.parallel = camera->GetParallelProjection() != 0;
    pose.parallelScale = camera->GetParallelScale();
    return pose;
}

void placeCamera(vtkRenderer* renderer, const CameraPose& pose)
{
    vtkCamera* camera = renderer->GetActiveCamera();
    camera->SetPosition(pose.position.data());
    camera->SetFocalPoint(pose.focalPoint.data());
    camera->SetViewUp(pose.viewUp.data());
    camera->SetViewAngle(pose.viewAngle);
    camera->SetParallelProjection(pose.parallel);
    camera->SetParallelScale(pose.parallelScale);
    renderer->ResetCameraClippingRange();
}

}  // namespace vitrine::viewport
