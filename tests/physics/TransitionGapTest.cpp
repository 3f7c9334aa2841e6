#include "core/anharmonicity/AnharmonicityScan.h"
#include "tests/support/ReferenceCase.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace vitrine;
using anharmonicity::Direction;

/// |Delta r| > 1e-4 is called a transition. That is sound where no pull ends anywhere near 1e-4.
class TransitionGapTest : public QObject {
    Q_OBJECT

private slots:
    /// 252 pulls of the harmonic packing, six modes, both signs, two decades of A around all A_c.
    void nothingEndsBetweenReturnAndTransition()
    {
        const auto reference = test::ReferenceCase::harmonic();
        const auto structure = std::make_shared<const quench::InherentStructure>(reference.structure());
        const auto settings = anharmonicity::ScanSettings::forSample(reference.potential, 1000);
        anharmonicity::AnharmonicityScan scan(structure, settings);
        double largestReturn = 0;
        double smallestTransition = std::numeric_limits<double>::infinity();
        double largestEnergyOfReturn = 0;
        int pullCount = 0;
        int transitionCount = 0;
        for (const Eigen::Index mode : reference.scannedModes)
            for (const Direction direction : {Direction::plus, Direction::minus})
                for (int point = 0; point <= 20; ++point) {
                    const auto pull =
                        scan.pull(1e-3 * std::pow(10, 0.1 * point), reference.eigenvector(mode), direction, {});
                    QVERIFY(pull.converged);
                    ++pullCount;
                    if (pull.distance > settings.transitionDistance) {
                        ++transitionCount;
                        smallestTransition = std::min(smallestTransition, pull.distance);
                    }
                    else {
                        largestReturn = std::max(largestReturn, pull.distance);
                        largestEnergyOfReturn = std::max(largestEnergyOfReturn, std::abs(pull.energyDifference));
                    }
                }
        qInfo(
            "%d pulls, %d transitions; largest |Delta r| of a return %.2g, smallest of a transition %.2g; "
            "largest |Delta Phi| of a return %.2g",
            pullCount, transitionCount, largestReturn, smallestTransition, largestEnergyOfReturn);
        QCOMPARE(pullCount, 252);
        QVERIFY(transitionCount > 50);
        QVERIFY(largestReturn < 1e-8);
        QVERIFY(smallestTransition > 1e-2);
        // A return is the same minimum: its energy differs by no more than residual forces times their way.
        QVERIFY(largestEnergyOfReturn < 1e-18);
    }
};

QTEST_APPLESS_MAIN(TransitionGapTest)
#include "TransitionGapTest.moc"
