#include "core/run/Errors.h"
#include "ui/scene/SceneView.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <random>

using namespace vitrine;

namespace {

model::Packing oneInTheMiddle()
{
    return {{6.0}, Eigen::Vector3d::Constant(3.0)};
}

model::Packing many(Eigen::Index count)
{
    const double side = std::cbrt(static_cast<double>(count) / 1.394);
    std::mt19937 random(7);
    std::uniform_real_distribution<double> anywhere(0, side);
    model::Packing packing{{side}, Eigen::Matrix3Xd(3, count)};
    for (double& x : packing.positions.reshaped())
        x = anywhere(random);
    return packing;
}

}  // namespace

class SceneViewTest : public QObject {
    Q_OBJECT
private:
    QStringList legendTitles() const
    {
        QStringList titles;
        for (const scene::ColorLegend& legend : m_view->scene().annotations().legends)
            titles << legend.title;
        return titles;
    }

    scene::SceneView* m_view = nullptr;

private slots:
    void init()
    {
        m_view = new scene::SceneView;
        m_view->resize(300, 300);
        m_view->showPacking(oneInTheMiddle());
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view));
    }
    void cleanup() { delete m_view; }

    void picksTheParticleUnderThePointer()
    {
        QVERIFY(m_view->hasOpenGl());
        const QSignalSpy picked(m_view, &scene::SceneView::particlePicked);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->rect().center());
        QCOMPARE(picked.count(), 1);
        QCOMPARE(picked[0][0].toLongLong(), 0);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(12, 150));
        QCOMPARE(picked[1][0].toLongLong(), -1);
    }

    void picksByTheArrowAndBesideASmallSphere()
    {
        m_view->setParallelProjection(true);
        m_view->lookAlong(viewport::Axis::z);
        scene::SceneLook look = m_view->look();
        look.coverUnderArrows = 1e-4;
        m_view->setLook(look);
        m_view->showMode(Eigen::Vector3d(1, 0, 0));
        const double pixel = m_view->scene().cameraView(300).unitsPerPixel;
        QVERIFY2(m_view->scene().packing().radius() < 2 * pixel, "the sphere is no hard one to hit");
        const QSignalSpy picked(m_view, &scene::SceneView::particlePicked);
        const QPoint middle = m_view->rect().center();
        const int tip = static_cast<int>(m_view->scene().modeField().gain() / pixel);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middle - QPoint(4, 0));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middle + QPoint(tip - 2, 2));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middle + QPoint(tip + 12, 0));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middle - QPoint(12, 0));
        QCOMPARE(picked.count(), 4);
        QCOMPARE(picked[0][0].toLongLong(), 0);
        QCOMPARE(picked[1][0].toLongLong(), 0);
        QCOMPARE(picked[2][0].toLongLong(), -1);
        QCOMPARE(picked[3][0].toLongLong(), -1);
    }

    void drawsParticleAndArrowWhereTheyAreDisplacedTo()
    {
        m_view->setParallelProjection(true);
        m_view->lookAlong(viewport::Axis::z);
        m_view->showMode(Eigen::Vector3d(1, 0, 0));
        const auto tip = [this](double up) {
            const double pixel = m_view->scene().cameraView(300).unitsPerPixel;
            const double across = 0.9 * m_view->scene().modeField().gain() / pixel / 300;
            return m_view->scene().pick(0.5 + across, 0.5 + up / pixel / 300, 1.0).has_value();
        };
        QVERIFY(tip(0));
        QVERIFY(!tip(2));
        m_view->displace(Eigen::Vector3d(0, 2, 0), QStringLiteral("moved"));
        QVERIFY(tip(2));
        QVERIFY(!tip(0));
        QVERIFY(m_view->scene().annotations().notes.contains(QStringLiteral("moved")));
        m_view->displace({}, {});
        QVERIFY(tip(0));
        QVERIFY(!m_view->scene().annotations().notes.contains(QStringLiteral("moved")));
        QVERIFY_EXCEPTION_THROWN(m_view->displace(Eigen::Matrix3Xd::Zero(3, 2), {}), run::InvalidInput);
    }

    void drawsDraftsWhileParticlesMoveAndAFullFrameAfterwards()
    {
        m_view->viewport()->setAlwaysDraftInMotion(true);
        QTRY_COMPARE(m_view->viewport()->frameQuality(), viewport::Quality::full);
        QSignalSpy drawn(m_view->viewport(), &viewport::VtkViewport::aboutToDraw);
        m_view->displace(Eigen::Vector3d(0, 1, 0), {});
        QVERIFY(!m_view->isIdle());
        QTRY_VERIFY(drawn.count() >= 2);
        QCOMPARE(drawn[0][0].value<viewport::Quality>(), viewport::Quality::draft);
        QCOMPARE(drawn.last()[0].value<viewport::Quality>(), viewport::Quality::full);
        QTRY_VERIFY(m_view->isIdle());  // after a rest as long as the frame took
    }

    void drawsALargePackingInPartsAfterADraft()
    {
        m_view->showPacking(many(40'000));
        QCOMPARE(m_view->scene().framePartCount(), 3);
        m_view->viewport()->setAlwaysDraftInMotion(true);
        m_view->viewport()->finishFrame();
        QTRY_VERIFY(m_view->isIdle());
        QList<int> parts;
        QList<viewport::Quality> qualities;
        connect(m_view->viewport(), &viewport::VtkViewport::aboutToDrawPart, this,
                [&](int part) { parts << part; });
        connect(m_view->viewport(), &viewport::VtkViewport::aboutToDraw, this,
                [&](viewport::Quality quality) { qualities << quality; });
        m_view->viewport()->requestFrame();
        QTRY_COMPARE(parts, (QList<int>{-1, 0, 1, 2}));
        QCOMPARE(qualities, (QList<viewport::Quality>{viewport::Quality::draft, viewport::Quality::full}));
        // The same picture as when all is drawn at once.
        QTest::qWait(100);
        const QImage inParts = m_view->toImage();
        m_view->viewport()->setPartCount(1);
        m_view->viewport()->requestFrame();
        QTRY_COMPARE(parts.last(), -1);
        const QImage atOnce = m_view->toImage();
        QCOMPARE(qualities.last(), viewport::Quality::full);
        int differing = 0;
        for (int y = 0; y < atOnce.height(); ++y)
            for (int x = 0; x < atOnce.width(); ++x) {
                const QColor a = inParts.pixelColor(x, y);
                const QColor b = atOnce.pixelColor(x, y);
                // Spheres equally far from the eye may change places.
                differing += std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) > 24 ? 1 : 0;
            }
        QVERIFY2(differing < atOnce.width() * atOnce.height() / 200, qPrintable(QString::number(differing)));
    }

    void givesUpAFullFrameWhenTheUserMoves()
    {
        m_view->showPacking(many(60'000));
        viewport::VtkViewport* viewport = m_view->viewport();
        viewport->setAlwaysDraftInMotion(true);
        viewport->finishFrame();
        QTRY_VERIFY(m_view->isIdle());
        QList<int> parts;
        connect(viewport, &viewport::VtkViewport::aboutToDrawPart, this, [&](int part) {
            parts << part;
            if (part == 1 && parts.count(1) == 1)  // a key, while the full frame is being drawn
                QCoreApplication::postEvent(viewport,
                                            new QKeyEvent(QEvent::KeyPress, Qt::Key_Left, Qt::NoModifier));
        });
        viewport->requestFrame();
        QTRY_COMPARE(parts, (QList<int>{-1, 0, 1, -1, 0, 1, 2, 3}));
    }

    void picksInParallelProjectionToo()
    {
        m_view->setParallelProjection(true);
        m_view->lookAlong(viewport::Axis::z);
        const QSignalSpy picked(m_view, &scene::SceneView::particlePicked);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->rect().center());
        QCOMPARE(picked[0][0].toLongLong(), 0);
    }

    void drawsTheSphereWhereItPicksIt()
    {
        m_view->lookAlong(viewport::Axis::x);
        QTest::qWait(400);
        const QImage picture = m_view->toImage();
        const auto lit = [&](const QPoint& place) {
            const QColor color = picture.pixelColor(place * picture.devicePixelRatio());
            return color != m_view->look().palette.background;
        };
        for (int x = 60; x < 240; x += 5) {
            const QPoint place(x, 150);
            const bool hit = m_view->scene().pick((x + 0.5) / 300.0, 0.5, 1.0).has_value();
            const bool edge = m_view->scene().pick((x + 3.5) / 300.0, 0.5, 1.0).has_value() != hit ||
                              m_view->scene().pick((x - 2.5) / 300.0, 0.5, 1.0).has_value() != hit;
            if (!edge)
                QVERIFY2(lit(place) == hit, qPrintable(QString::number(x)));
        }
    }

    void showsTheLargestArrowsAndSaysSo()
    {
        const model::Packing packing = many(3000);
        m_view->showPacking(packing);
        Eigen::Matrix3Xd field = 0.001 * Eigen::Matrix3Xd::Random(3, 3000);
        field.col(7) << 0, 0.015, 0;
        m_view->showRearrangement(field);
        QCOMPARE(m_view->scene().rearrangement().arrowCount(), 2000);
        QCOMPARE(m_view->scene().rearrangement().highlightedCount(), 100);
        const auto words = m_view->scene().annotations();
        QVERIFY2(words.notes.join(' ').contains(QStringLiteral("the 2\u2009000 largest, the top 100 in red")),
                 qPrintable(words.notes.join(' ')));
        QVERIFY(words.notes.join(' ').contains(QStringLiteral("× 400")));
        QVERIFY(words.arrowKey.has_value());

        m_view->showMode(field / field.norm());
        QVERIFY(!m_view->scene().rearrangement().isShown());
        QVERIFY(m_view->scene().modeField().isShown());
        QCOMPARE(legendTitles(), QStringList{QStringLiteral("arrows: |eᵢ|, Σ|eᵢ|² = 1")});
        m_view->showScalars(std::vector<double>(3000, 0.5), QStringLiteral("contacts"));
        QCOMPARE(legendTitles(),
                 (QStringList{QStringLiteral("arrows: |eᵢ|, Σ|eᵢ|² = 1"), QStringLiteral("spheres: contacts")}));
        m_view->showRearrangement(field);
        QCOMPARE(legendTitles(), QStringList{QStringLiteral("spheres: contacts")});
        m_view->hideScalars();
        m_view->hideField();
        QVERIFY(m_view->scene().annotations().notes.isEmpty());
    }

    void rejectsTheFieldOfAnotherPacking()
    {
        QVERIFY_EXCEPTION_THROWN(m_view->showMode(Eigen::Matrix3Xd::Ones(3, 5)), run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(m_view->showRearrangement(Eigen::Matrix3Xd::Ones(3, 5)), run::InvalidInput);
    }

    void forgetsTheFieldWithThePacking()
    {
        m_view->showMode(Eigen::Matrix3Xd::Ones(3, 1));
        m_view->showPacking(many(100));
        QVERIFY(!m_view->scene().modeField().isShown());
    }

    void tellsWhereTheScaleBarIsTrue()
    {
        QVERIFY(!m_view->scene().cameraView(300).parallel);
        m_view->setParallelProjection(true);
        const auto view = m_view->scene().cameraView(300);
        QVERIFY(view.parallel);
        // The box of 6 sigma with its rim fills most of the 300 pixels.
        QVERIFY(view.unitsPerPixel > 6.0 / 300 && view.unitsPerPixel < 18.0 / 300);
    }

    void followsADarkWindow()
    {
        QPalette dark;
        dark.setColor(QPalette::Window, QColor(40, 40, 40));
        m_view->setPalette(dark);
        QVERIFY(m_view->look().palette.dark);
        QTest::qWait(300);
        QVERIFY(m_view->toImage().pixelColor(4, 150).lightness() < 60);
    }

    void saysWhatToDoWhileThereIsNothing()
    {
        m_view->showEmpty(QStringLiteral("Press Start."));
        QCOMPARE(m_view->scene().annotations().emptyText, QStringLiteral("Press Start."));
        QVERIFY(!m_view->scene().hasPacking());
    }
};

int main(int argc, char** argv)
{
    viewport::VtkViewport::prepareApplication();
    QApplication application(argc, argv);
    SceneViewTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "SceneViewTest.moc"
