#include "core/run/Errors.h"
#include "ui/scene/PackingActor.h"

#include <QElapsedTimer>
#include <QTest>
#include <vtkNew.h>
#include <vtkRenderer.h>

using namespace vitrine;

class PackingActorTest : public QObject {
    Q_OBJECT
private:
    static model::Packing three()
    {
        model::Packing packing{{10.0}, Eigen::Matrix3Xd(3, 3)};
        packing.positions.col(0) << 5, 5, 5;
        packing.positions.col(1) << 5, 5, 7;
        packing.positions.col(2) << -1, 12, 25;  // outside of the box
        return packing;
    }

    static std::optional<Eigen::Index> pick(const scene::PackingActor& actor, const scene::LineOfSight& line)
    {
        scene::SightPick picking(line);
        actor.offerTo(picking);
        return picking.particle();
    }

private slots:
    void drawsEveryParticleInsideTheBox()
    {
        const vtkNew<vtkRenderer> renderer;
        scene::PackingActor actor(renderer);
        actor.setPacking(three());
        QVERIFY(actor.centers().col(2).isApprox(Eigen::Vector3f(9, 2, 5)));
    }

    void picksTheNearestSphereOnTheLineOfSight()
    {
        const vtkNew<vtkRenderer> renderer;
        scene::PackingActor actor(renderer);
        actor.setPacking(three());
        const Eigen::Vector3d down(0, 0, -2);
        QCOMPARE(pick(actor, {{5, 5, 20}, down}).value(), 1);
        QCOMPARE(pick(actor, {{5.3, 5, 20}, down}).value(), 1);
        QCOMPARE(pick(actor, {{5, 5, -20}, -down}).value(), 0);
        QVERIFY(!pick(actor, {{5.6, 5, 20}, down}));
        QVERIFY(!pick(actor, {{5, 5, 20}, -down}));  // behind the eye
    }

    void picksWhatIsDrawn()
    {
        const vtkNew<vtkRenderer> renderer;
        scene::PackingActor actor(renderer);
        actor.setPacking(three());
        scene::SceneLook look;
        look.sphereScale = 0.5;
        actor.setLook(look, false);
        QCOMPARE(actor.radius(), 0.25);
        const scene::LineOfSight beside{{5.3, 5, 20}, {0, 0, -1}};
        QVERIFY(!pick(actor, beside));
        look.sphereScale = 0;
        actor.setLook(look, false);
        QVERIFY(!pick(actor, {{5, 5, 20}, {0, 0, -1}}));
    }

    void shrinksUnderArrowsUntilTheyAreSeen()
    {
        const vtkNew<vtkRenderer> renderer;
        scene::PackingActor actor(renderer);
        for (const Eigen::Index count : {1000, 16000}) {
            const double side = std::cbrt(static_cast<double>(count) / 1.394);
            actor.setPacking({{side}, Eigen::Matrix3Xd::Random(3, count)});
            const scene::SceneLook look;
            actor.setLook(look, true);
            const double discs = static_cast<double>(count) * M_PI * actor.radius() * actor.radius();
            QVERIFY(std::abs(discs / (side * side) - look.coverUnderArrows) < 1e-9);
        }
    }

    void rejectsScalarsOfAnotherPacking()
    {
        const vtkNew<vtkRenderer> renderer;
        scene::PackingActor actor(renderer);
        actor.setPacking(three());
        QVERIFY_EXCEPTION_THROWN(actor.setScalars({1.0, 2.0}, 0, 1), run::InvalidInput);
    }

    void preparesSixteenThousandSpheresWithoutStallingTheWindow()
    {
        const vtkNew<vtkRenderer> renderer;
        scene::PackingActor actor(renderer);
        const model::Packing packing{{22.6}, Eigen::Matrix3Xd::Random(3, 16000) * 11.3};
        const std::vector<double> values(16000, 0.3);
        qint64 fastest = std::numeric_limits<qint64>::max();  // of some: the machine may be busy with other things
        for (int attempt = 0; attempt < 5; ++attempt) {
            QElapsedTimer clock;
            clock.start();
            actor.setPacking(packing);
            actor.setScalars(values, 0, 1);
            fastest = std::min(fastest, clock.elapsed());
        }
        QVERIFY2(fastest < 20, qPrintable(QString::number(fastest)));
    }
};

QTEST_APPLESS_MAIN(PackingActorTest)
#include "PackingActorTest.moc"
