#include "ui/figures/ScenePicture.h"

#include "ui/figures/SceneStage.h"

#include <QObject>

#include <memory>

namespace vitrine::figures {

namespace {

constexpr double factorOfPaper = 200;
constexpr double longestShare = 0.25;  // of the box, of an arrow times 200
constexpr double fading = 0.2;         // of the far side: arrows are thin, and paper is white

PanelPicture pictureOf(const std::shared_ptr<SceneStage>& stage)
{
    return {.render = [stage](const QSize& pixels) { return stage->render(pixels); },
            .annotate = [stage](QPainter& painter, const QRectF& area) { stage->annotate(painter, area); }};
}

}  // namespace

QString scenePictureProblem()
{
    return qEnvironmentVariableIsEmpty("DISPLAY")
               ? QObject::tr(
                     "A three-dimensional picture needs an X display, and DISPLAY is not set; xvfb-run gives one.")
               : QString();
}

PanelPicture rearrangementPicture(const model::Packing& packing, const Eigen::Matrix3Xd& displacements, bool dark,
                                  bool transparent)
{
    const auto stage = std::make_shared<SceneStage>(transparent);
    scene::SceneLook look;
    look.palette = look::Palette::paper(dark);
    look.sphereScale = 0;
    look.depthCue = fading;
    stage->scene().setLook(look);
    stage->scene().setPacking(packing);
    stage->scene().showRearrangement(displacements);
    const double automatic = stage->scene().rearrangement().gain();
    if (automatic > 0 &&
        factorOfPaper * stage->scene().rearrangement().largest() <= longestShare * packing.box.side) {
        look.arrowFactor = factorOfPaper / automatic;
        stage->scene().setLook(look);
    }
    stage->placeUsualCamera();
    return pictureOf(stage);
}

PanelPicture scenePicture(const SceneSubject& subject, const SceneShot& shot, bool dark, bool transparent)
{
    const auto stage = std::make_shared<SceneStage>(transparent);
    stage->show(subject, shot, look::Palette::paper(dark));
    return pictureOf(stage);
}

}  // namespace vitrine::figures
