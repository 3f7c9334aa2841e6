#pragma once

#include "ui/look/Palette.h"

class vtkActor;
class vtkCamera;

namespace vitrine::scene {

/// Fades what is far into the background, so that a heap of equal spheres has depth. Costs a multiplication per
/// pixel, where ambient occlusion would double the time of a frame in software.

/// Teaches an actor's shader to fade; to be called once per actor.
void installDepthCue(vtkActor* actor);

/// @param nearest, farthest distances from the camera between which the fading grows, sigma
/// @param strength of the fading at the far end, from 0 to 1
void updateDepthCue(vtkActor* actor, vtkCamera* camera, const look::Palette& palette, double nearest,
                    double farthest, double strength);

}  // namespace vitrine::scene
