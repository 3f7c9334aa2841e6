#include "ui/scene/DepthCue.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkShaderProperty.h>
#include <vtkUniforms.h>

#include <array>

namespace vitrine::scene {

namespace {

// The window depth is there in every one of VTK's shaders, whichever mapper draws.
constexpr const char* fade = R"(//VTK::Light::Impl
  float cueDepth = cueParallel > 0.5
      ? cueClipNear + gl_FragCoord.z * (cueClipFar - cueClipNear)
      : cueClipNear * cueClipFar / (cueClipFar - gl_FragCoord.z * (cueClipFar - cueClipNear));
  float cueAmount = cueStrength * clamp((cueDepth - cueBegin) / (cueEnd - cueBegin), 0.0, 1.0);
  gl_FragData[0].rgb = mix(gl_FragData[0].rgb, cueColor, cueAmount);
)";

}  // namespace

void installDepthCue(vtkActor* actor)
{
    actor->GetShaderProperty()->AddFragmentShaderReplacement("//VTK::Light::Impl", true, fade, false);
}

void updateDepthCue(vtkActor* actor, vtkCamera* camera, const look::Palette& palette, double nearest,
                    double farthest, double strength)
{
    auto* uniforms = actor->GetShaderProperty()->GetFragmentCustomUniforms();
    const auto set = [uniforms](const char* name, double value) {
        uniforms->SetUniformf(name, static_cast<float>(value));
    };
    std::array<double, 2> clip{};
    camera->GetClippingRange(clip.data());
    set("cueParallel", camera->GetParallelProjection() ? 1 : 0);
    set("cueClipNear", clip[0]);
    set("cueClipFar", clip[1]);
    set("cueBegin", nearest);
    set("cueEnd", farthest);
    set("cueStrength", strength);
    std::array<float, 3> color{static_cast<float>(palette.background.redF()),
                               static_cast<float>(palette.background.greenF()),
                               static_cast<float>(palette.background.blueF())};
    uniforms->SetUniform3f("cueColor", color.data());
}

}  // namespace vitrine::scene
