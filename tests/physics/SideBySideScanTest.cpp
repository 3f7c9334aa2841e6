#include "core/anharmonicity/AnharmonicityScan.h"
#include "tests/support/ReferenceCase.h"

#include <QtTest>

#include <cmath>
#include <map>

using namespace vitrine;
using anharmonicity::Direction;
using anharmonicity::ScanResult;

/// Scans that are made side by side must come to the same verdicts as the same protocol with one minimisation
/// after the other by FIRE, on every single pull.
class SideBySideScanTest : public QObject {
    Q_OBJECT

private slots:
    void noVerdictDiffers_data()
    {
        QTest::addColumn<bool>("harmonic");
        QTest::addColumn<int>("modeCount");
        QTest::addColumn<int>("fewestPulls");
        QTest::newRow("harmonic") << true << 6 << 250;
        QTest::newRow("Lennard-Jones") << false << 2 << 60;
    }

    void noVerdictDiffers()
    {
        QFETCH(bool, harmonic);
        QFETCH(int, modeCount);
        QFETCH(int, fewestPulls);
        const auto reference = harmonic ? test::ReferenceCase::harmonic() : test::ReferenceCase::lennardJones();
        const auto structure = std::make_shared<const quench::InherentStructure>(reference.structure());
        const auto settings = anharmonicity::ScanSettings::forSample(reference.potential, 1000);
        // The scanned modes under the numbers 1, 2, ...
        modes::NormalModes modes;
        modes.omega.resize(modeCount);
        modes.eigenvectors.resize(3000, modeCount);
        std::vector<anharmonicity::ScanTask> tasks;
        for (Eigen::Index k = 0; k < modeCount; ++k) {
            const Eigen::Index mode = reference.scannedModes[static_cast<std::size_t>(k)];
            modes.omega[k] = reference.modes.omega[mode - 1];
            modes.eigenvectors.col(k) = reference.eigenvector(mode).reshaped();
            tasks.push_back({k + 1, Direction::plus});
            tasks.push_back({k + 1, Direction::minus});
        }
        std::map<anharmonicity::ScanKey, std::shared_ptr<const ScanResult>> found;
        anharmonicity::scanModes(
            structure, modes, tasks, settings, {},
            [&](std::shared_ptr<const ScanResult> result) { found[result->key()] = std::move(result); });
        QCOMPARE(found.size(), tasks.size());

        anharmonicity::AnharmonicityScan scan(structure, settings);
        int pulls = 0;
        for (const auto& [key, result] : found) {
            const ScanResult expected =
                scan.run(key.mode, modes.omega[key.mode - 1], modes.field(key.mode - 1), key.direction, {});
            QCOMPARE(result->outcome, expected.outcome);
            QCOMPARE(result->reachedAmplitude, expected.reachedAmplitude);
            QCOMPARE(result->pulls.size(), expected.pulls.size());
            for (std::size_t n = 0; n < expected.pulls.size(); ++n, ++pulls) {
                QCOMPARE(result->pulls[n].amplitude, expected.pulls[n].amplitude);
                QCOMPARE(result->pulls[n].pulledEnergy, expected.pulls[n].pulledEnergy);
                QCOMPARE(result->pulls[n].distance > settings.transitionDistance,
                         expected.pulls[n].distance > settings.transitionDistance);
            }
            QCOMPARE(result->transition.has_value(), expected.transition.has_value());
            if (!expected.transition)
                continue;
            QCOMPARE(result->transition->lowAmplitude, expected.transition->lowAmplitude);
            QCOMPARE(result->transition->criticalAmplitude, expected.transition->criticalAmplitude);
            QVERIFY(std::abs(result->transition->distance / expected.transition->distance - 1) < 1e-5);
            QVERIFY(std::abs(result->transition->rearrangedCount / expected.transition->rearrangedCount - 1) <
                    1e-5);
        }
        qInfo("%d pulls, %zu scans", pulls, found.size());
        QVERIFY(pulls >= fewestPulls);
    }
};

QTEST_APPLESS_MAIN(SideBySideScanTest)
#include "SideBySideScanTest.moc"
