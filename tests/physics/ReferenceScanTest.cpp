#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/anharmonicity/ModeExcitation.h"
#include "core/anharmonicity/TransitionCatalogue.h"
#include "core/potential/EnergyDifference.h"
#include "tests/support/ReferenceCase.h"

#include <QtTest>

#include <cmath>
#include <map>

using namespace vitrine;
using anharmonicity::AnharmonicityScan;
using anharmonicity::Direction;
using anharmonicity::ScanOutcome;
using anharmonicity::ScanResult;
using anharmonicity::ScanSettings;

namespace {
/// A reference case with a scan of its packing, made once.
struct Case {
    explicit Case(const test::ReferenceCase& read)
        : reference(read),
          structure(std::make_shared<const quench::InherentStructure>(read.structure())),
          scan(structure, ScanSettings::forSample(read.potential, read.packing.particleCount()))
    {}

    static Case& of(bool harmonic)
    {
        static Case harmonicCase(test::ReferenceCase::harmonic());
        static Case lennardJonesCase(test::ReferenceCase::lennardJones());
        return harmonic ? harmonicCase : lennardJonesCase;
    }

    test::ReferenceCase reference;
    std::shared_ptr<const quench::InherentStructure> structure;
    AnharmonicityScan scan;
};

Direction directionOf(int sign)
{
    return sign > 0 ? Direction::plus : Direction::minus;
}

bool near(double value, double reference, double relative)
{
    return std::abs(value - reference) <= relative * std::abs(reference);
}

void addRow(bool harmonic, Eigen::Index mode, int sign)
{
    QTest::addRow("%s %d%c", harmonic ? "harmonic" : "Lennard-Jones", static_cast<int>(mode), sign > 0 ? '+' : '-')
        << harmonic << static_cast<int>(mode) << sign;
}

void addColumns()
{
    QTest::addColumn<bool>("harmonic");
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("sign");
}

/// Those of which tests/data/README.md says that every minimiser agrees on them.
void addUndisputedRows()
{
    addColumns();
    for (const auto& [mode, sign] : std::vector<std::pair<int, int>>{
             {1, 1}, {1, -1}, {2, 1}, {2, -1}, {5, -1}, {10, 1}, {10, -1}, {20, 1}, {20, -1}})
        addRow(true, mode, sign);
    for (const int sign : {1, -1})
        addRow(false, 1, sign);
}
}  // namespace

/// Pulls and scans against those of an independent implementation, see tests/data/README.md.
class ReferenceScanTest : public QObject {
    Q_OBJECT

private slots:
    void barriersAgree_data()
    {
        addColumns();
        for (const bool harmonic : {true, false})
            for (const auto& scan : Case::of(harmonic).reference.scans)
                if (scan.transition)
                    addRow(harmonic, scan.mode, scan.sign);
    }

    void barriersAgree()
    {
        QFETCH(bool, harmonic);
        QFETCH(int, mode);
        QFETCH(int, sign);
        const test::ReferenceCase& reference = Case::of(harmonic).reference;
        const auto& expected = *reference.scan(mode, sign).transition;
        const double amplitude = expected.highAmplitude;
        const Eigen::Matrix3Xd pulled = anharmonicity::pulledPositions(
            reference.packing.positions, reference.eigenvector(mode), sign * amplitude, 1000);
        const auto result = potential::EnergyDifference(reference.packing,
                                                        reference.potential)(pulled - reference.packing.positions);
        QVERIFY(near(result.energyDifference, expected.barrier, 1e-10));
        QVERIFY(near(result.closestPair, expected.closestPulledPair, 1e-10));
    }

    /// At 0.85 A_lo every minimiser returns, at 1.15 A_hi none does.
    void pullsReturnBelowAndTransitionAbove_data() { addUndisputedRows(); }

    void pullsReturnBelowAndTransitionAbove()
    {
        QFETCH(bool, harmonic);
        QFETCH(int, mode);
        QFETCH(int, sign);
        Case& known = Case::of(harmonic);
        const auto& expected = *known.reference.scan(mode, sign).transition;
        const auto distanceAfter = [&](double amplitude) {
            return known.scan.pull(amplitude, known.reference.eigenvector(mode), directionOf(sign), {}).distance;
        };
        QVERIFY(distanceAfter(0.85 * expected.lowAmplitude) < 1e-8);
        QVERIFY(distanceAfter(1.15 * expected.highAmplitude) > 1e-2);
    }

    /// The same FIRE makes the same pulls and finds the same bracket, to rounding.
    void scansAgree_data()
    {
        addColumns();
        for (const auto& [mode, sign] : std::vector<std::pair<int, int>>{{1, 1}, {1, -1}, {10, 1}, {20, -1}})
            addRow(true, mode, sign);
        addRow(false, 1, 1);
    }

    void scansAgree()
    {
        QFETCH(bool, harmonic);
        QFETCH(int, mode);
        QFETCH(int, sign);
        Case& known = Case::of(harmonic);
        const auto& reference = known.reference.scan(mode, sign);
        const ScanResult result = known.scan.run(mode, known.reference.modes.omega[mode - 1],
                                                 known.reference.eigenvector(mode), directionOf(sign), {});
        QCOMPARE(result.outcome, ScanOutcome::transition);
        QCOMPARE(result.pulls.size(), reference.log.size());
        for (std::size_t n = 0; n < result.pulls.size(); ++n) {
            QVERIFY(near(result.pulls[n].amplitude, reference.log[n].amplitude, 1e-13));
            QCOMPARE(result.pulls[n].distance > 1e-4, reference.log[n].distance > 1e-4);
        }
        const auto& found = *result.transition;
        const auto& expected = *reference.transition;
        QVERIFY(near(found.lowAmplitude, expected.lowAmplitude, 1e-13));
        QVERIFY(near(found.criticalAmplitude, expected.highAmplitude, 1e-13));
        QVERIFY(near(found.barrier, expected.barrier, 1e-10));
        QVERIFY(near(found.harmonicBarrier, expected.harmonicBarrier, 1e-10));
        QVERIFY(near(found.distance, expected.distance, 1e-8));
        QVERIFY(near(found.energyDifference, expected.energyDifference, 1e-8));
        QVERIFY(near(found.rearrangedCount, expected.rearrangedCount, 1e-8));
        QVERIFY(std::abs(found.overlap - expected.overlap) < 1e-8);
        // Single precision stores displacements up to 1 to within 3e-8.
        QVERIFY((found.displacements - expected.displacements).cwiseAbs().maxCoeff() < 6e-8);
    }

    /// The reference's twelve harmonic transitions lead to four states, seven of them to the same.
    void modesShareTheirFinalStates()
    {
        std::vector<std::shared_ptr<const ScanResult>> scans;
        for (const auto& scan : Case::of(true).reference.scans) {
            auto result = std::make_shared<ScanResult>();
            result->mode = scan.mode;
            result->direction = directionOf(scan.sign);
            result->transition.emplace();
            result->transition->distance = scan.transition->distance;
            result->transition->displacements = scan.transition->displacements;
            scans.push_back(result);
        }
        const anharmonicity::TransitionCatalogue catalogue(scans);
        QCOMPARE(catalogue.states().size(), std::size_t{4});
        QCOMPARE(catalogue.stateReachedBy({1, Direction::plus}), 1);
        QCOMPARE(catalogue.states()[1].reachedBy.size(), std::size_t{7});
        QCOMPARE(catalogue.stateReachedBy({1, Direction::minus}), 2);
        QCOMPARE(catalogue.stateReachedBy({20, Direction::plus}), 2);
        QCOMPARE(catalogue.stateReachedBy({5, Direction::plus}), 3);
        QCOMPARE(catalogue.stateReachedBy({10, Direction::plus}), 3);
        QCOMPARE(catalogue.stateReachedBy({40, Direction::plus}), 3);
        QCOMPARE(catalogue.stateReachedBy({40, Direction::minus}), 4);
    }
};

QTEST_APPLESS_MAIN(ReferenceScanTest)
#include "ReferenceScanTest.moc"
