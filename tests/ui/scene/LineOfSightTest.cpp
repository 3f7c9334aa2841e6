#include "ui/scene/LineOfSight.h"

#include <QTest>

using vitrine::scene::LineOfSight;
using vitrine::scene::SightPick;

class LineOfSightTest : public QObject {
    Q_OBJECT

private slots:
    void prefersTheFrontOfThoseItMeets()
    {
        SightPick pick(LineOfSight{{0, 0, 0}, {0, 0, 3}});
        pick.offerSphere(0, {0, 0, 9}, 0.5F);
        pick.offerSphere(1, {0.4F, 0, 4}, 0.5F);
        pick.offerSphere(2, {0, 0, 20}, 0.5F);
        QCOMPARE(pick.particle().value(), 1);
    }

    void prefersWhatItMeetsToWhatIsBesideInFront()
    {
        SightPick pick(LineOfSight{{0, 0, 0}, {0, 0, 1}, 1});
        pick.offerSphere(0, {0.6F, 0, 4}, 0.5F);
        pick.offerSphere(1, {0, 0, 9}, 0.5F);
        QCOMPARE(pick.particle().value(), 1);
    }

    void takesTheNearestBesideWithinTheSlack()
    {
        const LineOfSight line{{0, 0, 0}, {0, 0, 1}, 0.2};
        SightPick pick(line);
        pick.offerSphere(0, {0.28F, 0, 4}, 0.1F);
        pick.offerSphere(1, {0, 0.15F, 9}, 0.1F);
        QCOMPARE(pick.particle().value(), 1);
        SightPick none(line);
        none.offerSphere(0, {0.31F, 0, 4}, 0.1F);
        QVERIFY(!none.particle());
    }

    void takesTheFrontOfThoseAsNear()
    {
        SightPick pick(LineOfSight{{0, 0, 0}, {0, 0, 1}, 0.2});
        pick.offerSphere(0, {0, 0.25F, 9}, 0.125F);
        pick.offerSphere(1, {0.25F, 0, 4}, 0.125F);
        QCOMPARE(pick.particle().value(), 1);
    }

    void widensWithTheDistance()
    {
        const LineOfSight line{{0, 0, 0}, {0, 0, 1}, 0, 0.01};
        SightPick near(line);
        near.offerSphere(0, {0.25F, 0, 5}, 0.1F);
        QVERIFY(!near.particle());
        SightPick far(line);
        far.offerSphere(0, {0.25F, 0, 20}, 0.1F);
        QVERIFY(far.particle());
    }

    void meetsARodAlongItsWholeLength()
    {
        const auto meets = [](double x) {
            SightPick pick(LineOfSight{{x, 0, 10}, {0, 0, -1}});
            pick.offerRod(7, {0, 0, 0}, {3, 0, 1}, 0.1F);
            return pick.particle().has_value();
        };
        QVERIFY(!meets(-0.2));
        QVERIFY(meets(0));
        QVERIFY(meets(1.5));
        QVERIFY(meets(3));
        QVERIFY(!meets(3.2));
    }

    void meetsARodThatPointsAtTheEye()
    {
        SightPick pick(LineOfSight{{0, 0, 10}, {0, 0, -1}});
        pick.offerRod(7, {0, 0, 0}, {0, 0, 3}, 0.1F);
        QCOMPARE(pick.particle().value(), 7);
    }

    void ignoresWhatIsBehindTheEye()
    {
        SightPick pick(LineOfSight{{0, 0, 0}, {0, 0, 1}, 5});
        pick.offerSphere(0, {0, 0, -4}, 0.5F);
        pick.offerRod(1, {0, 0, -4}, {1, 0, 1}, 0.5F);
        QVERIFY(!pick.particle());
    }
};

QTEST_APPLESS_MAIN(LineOfSightTest)
#include "LineOfSightTest.moc"
