#include "ui/viewport/VtkViewport.h"

#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkLineSource.h>
#include <vtkNew.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>

#include <Eigen/Core>

using namespace vitrine;
using viewport::Quality;
using viewport::VtkViewport;

namespace {

Eigen::Vector3d cameraPosition(const VtkViewport& view)
{
    return Eigen::Vector3d(view.renderer()->GetActiveCamera()->GetPosition());
}

Eigen::Vector3d lineOfSight(const VtkViewport& view)
{
    return Eigen::Vector3d(view.renderer()->GetActiveCamera()->GetDirectionOfProjection());
}

void scroll(QWidget& widget, int angle)
{
    const QPointF place = widget.rect().center();
    QWheelEvent event(place, widget.mapToGlobal(place), {}, QPoint(0, angle), Qt::NoButton, {}, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&widget, &event);
}

void drag(QWidget& widget, const QPoint& by, Qt::MouseButton button = Qt::LeftButton)
{
    const QPoint start = widget.rect().center();
    QTest::mousePress(&widget, button, {}, start);
    for (int step = 1; step <= 4; ++step)
        QTest::mouseMove(&widget, start + by * step / 4);
    QTest::mouseRelease(&widget, button, {}, start + by);
}

}  // namespace

class VtkViewportTest : public QObject {
    Q_OBJECT
private:
    QMainWindow* m_window = nullptr;
    VtkViewport* m_view = nullptr;

    /// A thick red diagonal of the cube from -1 to 1.
    static void addLine(VtkViewport& view)
    {
        const vtkNew<vtkLineSource> line;
        line->SetPoint1(-1, -1, -1);
        line->SetPoint2(1, 1, 1);
        const vtkNew<vtkPolyDataMapper> mapper;
        mapper->SetInputConnection(line->GetOutputPort());
        const vtkNew<vtkActor> actor;
        actor->SetMapper(mapper);
        actor->GetProperty()->SetColor(1, 0, 0);
        actor->GetProperty()->LightingOff();
        actor->GetProperty()->SetLineWidth(8);
        view.renderer()->AddActor(actor);
        view.setFocusBounds({-1, 1, -1, 1, -1, 1});
    }

    bool showsTheLine() const
    {
        const QImage picture = m_view->grabFramebuffer();
        const QColor middle = picture.pixelColor(picture.rect().center());
        return middle.red() > 200 && middle.green() < 60;
    }

private slots:
    void init()
    {
        m_window = new QMainWindow;
        m_view = new VtkViewport;
        addLine(*m_view);
        m_window->setCentralWidget(m_view);
        m_window->resize(300, 240);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window));
        m_view->resetDirection();
        QTest::qWait(400);
    }
    void cleanup() { delete m_window; }

    void drawsWhatTheRendererHolds() { QVERIFY(showsTheLine()); }

    void fillsEveryDevicePixel()
    {
        const int* size = m_view->renderWindow()->GetSize();
        QCOMPARE(QSize(size[0], size[1]), m_view->size() * m_view->devicePixelRatioF());
        QCOMPARE(m_view->renderWindow()->GetDPI(), qRound(72 * m_view->devicePixelRatioF()));
        m_window->resize(420, 300);
        QTRY_COMPARE(m_view->renderWindow()->GetSize()[0], qRound(m_view->width() * m_view->devicePixelRatioF()));
    }

    void drawsOnlyWhenAsked()
    {
        const QSignalSpy drawn(m_view, &VtkViewport::frameDrawn);
        m_view->update();
        QTest::mouseMove(m_view, {10, 10});
        QTest::mouseMove(m_view, {80, 90});
        QTest::qWait(300);
        QCOMPARE(drawn.count(), 0);
        for (int request = 0; request < 5; ++request)
            m_view->requestFrame();
        QTRY_COMPARE(drawn.count(), 1);
        QVERIFY(drawn[0][0].toDouble() > 0);
        QTest::qWait(300);
        QCOMPARE(drawn.count(), 1);
    }

    void rotatesWithTheLeftButton()
    {
        const Eigen::Vector3d before = lineOfSight(*m_view);
        const double distance = m_view->renderer()->GetActiveCamera()->GetDistance();
        drag(*m_view, {60, 20});
        QVERIFY((lineOfSight(*m_view) - before).norm() > 0.1);
        QVERIFY(std::abs(m_view->renderer()->GetActiveCamera()->GetDistance() - distance) < 1e-6 * distance);
    }

    void pansWithTheMiddleButton()
    {
        const Eigen::Vector3d sight = lineOfSight(*m_view);
        const Eigen::Vector3d before = cameraPosition(*m_view);
        drag(*m_view, {60, 20}, Qt::MiddleButton);
        QVERIFY((lineOfSight(*m_view) - sight).norm() < 1e-9);
        QVERIFY((cameraPosition(*m_view) - before).norm() > 0.1);
    }

    void zoomsWithTheWheel()
    {
        const double before = m_view->renderer()->GetActiveCamera()->GetDistance();
        scroll(*m_view, 120);
        QVERIFY(m_view->renderer()->GetActiveCamera()->GetDistance() < before);
        scroll(*m_view, -120);
        QVERIFY(std::abs(m_view->renderer()->GetActiveCamera()->GetDistance() - before) < 1e-6 * before);
    }

    void looksAlongTheAxesByKey()
    {
        QTest::keyClick(m_view, Qt::Key_X);
        QVERIFY((lineOfSight(*m_view) + Eigen::Vector3d::UnitX()).norm() < 1e-9);
        QTest::keyClick(m_view, Qt::Key_Z, Qt::ShiftModifier);
        QVERIFY((lineOfSight(*m_view) - Eigen::Vector3d::UnitZ()).norm() < 1e-9);
        QTest::keyClick(m_view, Qt::Key_Y);
        QVERIFY((lineOfSight(*m_view) + Eigen::Vector3d::UnitY()).norm() < 1e-9);
    }

    void comesBackByKeyAndByDoubleClick()
    {
        const Eigen::Vector3d first = cameraPosition(*m_view);
        drag(*m_view, {50, 10});
        scroll(*m_view, 480);
        const Eigen::Vector3d turned = lineOfSight(*m_view);
        QTest::mouseDClick(m_view, Qt::LeftButton, {}, m_view->rect().center());
        QVERIFY((lineOfSight(*m_view) - turned).norm() < 1e-9);  // fits, keeps the direction
        QTest::keyClick(m_view, Qt::Key_R);
        QVERIFY((cameraPosition(*m_view) - first).norm() < 1e-9);
    }

    void keepsTheSizeOfTheFocalPlaneWhenTheProjectionChanges()
    {
        const QSignalSpy changed(m_view, &VtkViewport::projectionChanged);
        scroll(*m_view, 240);  // not fitted any more
        auto* camera = m_view->renderer()->GetActiveCamera();
        const double half = camera->GetDistance() * std::tan(camera->GetViewAngle() * M_PI / 360);
        QTest::keyClick(m_view, Qt::Key_P);
        QVERIFY(m_view->isParallelProjection());
        QVERIFY(std::abs(camera->GetParallelScale() - half) < 1e-9);
        QTest::keyClick(m_view, Qt::Key_P);
        QVERIFY(!m_view->isParallelProjection());
        QCOMPARE(changed.count(), 2);
    }

    void tellsClicksFromDrags()
    {
        const QSignalSpy clicked(m_view, &VtkViewport::clicked);
        drag(*m_view, {40, 0});
        QCOMPARE(clicked.count(), 0);
        QTest::mouseClick(m_view, Qt::LeftButton, {}, {50, 60});
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked[0][0].toPointF(), QPointF(50, 60));
    }

    void drawsDraftsInMotionAndOneFullFrameAtRest()
    {
        m_view->setAlwaysDraftInMotion(true);
        QList<Quality> drawn;
        connect(m_view, &VtkViewport::aboutToDraw, this, [&drawn](Quality quality) { drawn << quality; });
        for (int step = 0; step < 4; ++step) {
            scroll(*m_view, step % 2 ? 120 : -120);
            QTest::qWait(60);
        }
        QVERIFY(!drawn.isEmpty() && !drawn.contains(Quality::full));
        QTRY_COMPARE(drawn.last(), Quality::full);
        const auto count = drawn.size();
        QTest::qWait(400);
        QCOMPARE(drawn.size(), count);
        QCOMPARE(drawn.count(Quality::full), 1);
    }

    void drawsDraftsWhileTheOwnerComputes()
    {
        m_view->setAlwaysDraftInMotion(true);
        QList<Quality> drawn;
        connect(m_view, &VtkViewport::aboutToDraw, this, [&drawn](Quality quality) { drawn << quality; });
        m_view->setQuality(Quality::draft);
        QTest::qWait(300);
        QVERIFY(drawn.isEmpty());  // nothing visible changed
        m_view->requestFrame();
        QTRY_COMPARE(drawn, QList<Quality>{Quality::draft});
        m_view->setQuality(Quality::full);
        QTRY_COMPARE(drawn.last(), Quality::full);
    }

    void survivesTheFloatingOfItsDock()
    {
        m_window->takeCentralWidget();
        auto* dock = new QDockWidget(m_window);
        dock->setWidget(m_view);
        m_window->addDockWidget(Qt::LeftDockWidgetArea, dock);
        m_view->show();
        QTest::qWait(200);
        for (const bool floating : {true, false, true}) {
            dock->setFloating(floating);
            QTest::qWait(300);
            QVERIFY(m_view->context());
            QVERIFY(showsTheLine());
        }
        dock->hide();
        dock->show();
        QTest::qWait(200);
        QVERIFY(showsTheLine());
    }

    void livesBesideOtherViews()
    {
        VtkViewport other;
        addLine(other);
        other.resize(200, 200);
        other.show();
        QVERIFY(QTest::qWaitForWindowExposed(&other));
        QTest::qWait(200);
        drag(*m_view, {30, 10});
        drag(other, {-30, 10});
        QTest::qWait(400);
        QVERIFY(showsTheLine());
        QVERIFY((lineOfSight(*m_view) - lineOfSight(other)).norm() > 0.1);
    }
};

int main(int argc, char** argv)
{
    VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    VtkViewportTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "VtkViewportTest.moc"
