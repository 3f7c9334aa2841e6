#include "tests/support/PictureComparison.h"
#include "tests/support/ReferenceCase.h"
#include "ui/scene/GlassScene.h"

#include <QApplication>
#include <QPainter>
#include <QTest>
#include <vtkCamera.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkWindowToImageFilter.h>

#include <cstring>

using namespace vitrine;

namespace {

constexpr int side = 280;

// The same libraries give 0; another rasteriser moves the rims of spheres and the steps of lines. A sphere that is
// missing, some 20 pixels wide, counts about 60 where others show behind it.
constexpr double tolerance = 40;

/// A scene without any widget, seen from the front, right and above.
class OffscreenScene {
public:
    OffscreenScene() : m_scene(m_renderer)
    {
        m_window->OffScreenRenderingOn();
        m_window->SetMultiSamples(0);
        m_window->SetSize(side, side);
        m_window->SetDPI(72);
        m_window->AddRenderer(m_renderer);
    }

    scene::GlassScene& scene() { return m_scene; }

    QImage picture(bool parallel)
    {
        const double middle = m_scene.packing().boxSide() / 2;
        auto* camera = m_renderer->GetActiveCamera();
        camera->SetParallelProjection(parallel);
        camera->SetViewAngle(18);
        camera->SetFocalPoint(middle, middle, middle);
        camera->SetPosition(middle * 6, -middle * 8, middle * 5);
        camera->SetViewUp(0, 0, 1);
        camera->SetParallelScale(1.8 * middle);
        m_renderer->ResetCameraClippingRange();
        m_window->Render();
        vtkNew<vtkWindowToImageFilter> filter;
        filter->SetInput(m_window);
        filter->ReadFrontBufferOff();
        filter->Update();
        QImage image(side, side, QImage::Format_RGB888);
        for (int row = 0; row < side; ++row)
            std::memcpy(image.scanLine(row), filter->GetOutput()->GetScalarPointer(0, side - 1 - row, 0),
                        3 * side);
        QPainter painter(&image);
        m_scene.annotations().paint(painter, image.rect(), m_scene.cameraView(side), m_scene.look().palette);
        return image;
    }

private:
    vtkNew<vtkRenderer> m_renderer;
    vtkNew<vtkRenderWindow> m_window;
    scene::GlassScene m_scene;
};

}  // namespace

class ScenePictureTest : public QObject {
    Q_OBJECT
private:
    std::optional<test::ReferenceCase> m_reference;

private slots:
    void initTestCase() { m_reference = test::ReferenceCase::harmonic(); }

    void spheres()
    {
        OffscreenScene view;
        view.scene().setPacking(m_reference->packing);
        view.scene().setQuality(viewport::Quality::full);
        QCOMPARE(test::differenceFromBaseline(view.picture(false), QStringLiteral("spheres"), tolerance),
                 QString());
    }

    void draftOfSpheres()
    {
        OffscreenScene view;
        view.scene().setPacking(m_reference->packing);
        view.scene().setQuality(viewport::Quality::draft);
        QCOMPARE(test::differenceFromBaseline(view.picture(false), QStringLiteral("spheres-draft"), tolerance),
                 QString());
    }

    void mode()
    {
        OffscreenScene view;
        view.scene().setPacking(m_reference->packing);
        view.scene().setQuality(viewport::Quality::full);
        view.scene().showMode(m_reference->eigenvector(1));
        QCOMPARE(test::differenceFromBaseline(view.picture(true), QStringLiteral("mode"), tolerance), QString());
    }

    void rearrangementInTheDark()
    {
        OffscreenScene view;
        scene::SceneLook look;
        look.palette = look::Palette::night();
        view.scene().setLook(look);
        view.scene().setPacking(m_reference->packing);
        view.scene().setQuality(viewport::Quality::full);
        view.scene().showRearrangement(m_reference->scan(5, 1).transition->displacements);
        QCOMPARE(test::differenceFromBaseline(view.picture(true), QStringLiteral("rearrangement-dark"), tolerance),
                 QString());
    }

    void scalarsByColor()
    {
        OffscreenScene view;
        view.scene().setPacking(m_reference->packing);
        view.scene().setQuality(viewport::Quality::full);
        const Eigen::RowVectorXd heights = m_reference->packing.positions.row(2);
        view.scene().setScalars({heights.begin(), heights.end()}, QStringLiteral("z / σ"));
        QCOMPARE(test::differenceFromBaseline(view.picture(false), QStringLiteral("scalars"), tolerance),
                 QString());
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(11);
    QApplication::setFont(font);
    ScenePictureTest pictures;
    return QTest::qExec(&pictures, argc, argv);
}
#include "ScenePictureTest.moc"
