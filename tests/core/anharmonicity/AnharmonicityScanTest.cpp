#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/potential/PotentialEnergy.h"
#include "core/quench/InherentStructure.h"
#include "core/rearrangement/Rearrangement.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QtTest>

#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

using namespace vitrine;
using anharmonicity::AnharmonicityScan;
using anharmonicity::Direction;
using anharmonicity::Pull;
using anharmonicity::ScanOutcome;
using anharmonicity::ScanResult;
using anharmonicity::ScanSettings;
using anharmonicity::ScanTask;

namespace {
using StructurePointer = std::shared_ptr<const quench::InherentStructure>;

const test::ReferenceCase& harmonic()
{
    static const test::ReferenceCase reference = test::ReferenceCase::harmonic();
    return reference;
}

const StructurePointer& harmonicStructure()
{
    static const auto structure = std::make_shared<const quench::InherentStructure>(harmonic().structure());
    return structure;
}

ScanSettings harmonicSettings()
{
    return ScanSettings::forSample(potential::HarmonicPotential{}, 1000);
}

/// A grid of a few points around the reference's A_c = 4.2e-3 of modes 1-, 2- and 5-.
ScanSettings shortScan()
{
    ScanSettings settings = harmonicSettings();
    settings.firstAmplitude = 3.5e-3;
    settings.bracketTolerance = 0.1;
    return settings;
}

ScanResult scanned(const ScanSettings& settings, Eigen::Index mode, Direction direction,
                   const anharmonicity::PullListener& listener = {})
{
    AnharmonicityScan scan(harmonicStructure(), settings);
    return scan.run(mode, harmonic().modes.omega[mode - 1], harmonic().eigenvector(mode), direction, {}, listener);
}

/// The reference's eigenvectors 1 and 2 as modes.
modes::NormalModes firstTwoModes()
{
    modes::NormalModes modes;
    modes.omega = harmonic().modes.omega.head(2);
    modes.eigenvectors.resize(3000, 2);
    for (Eigen::Index k : {1, 2})
        modes.eigenvectors.col(k - 1) = harmonic().eigenvector(k).reshaped();
    return modes;
}

/// Those two again and again, as modes 1 to 50.
modes::NormalModes fiftyModes()
{
    const modes::NormalModes two = firstTwoModes();
    modes::NormalModes modes;
    modes.omega = two.omega.replicate(25, 1);
    modes.eigenvectors = two.eigenvectors.replicate(1, 25);
    return modes;
}

bool identical(const ScanResult& a, const ScanResult& b)
{
    const auto samePull = [](const Pull& p, const Pull& q) {
        return p.amplitude == q.amplitude && p.pulledEnergy == q.pulledEnergy && p.distance == q.distance &&
               p.energyDifference == q.energyDifference && p.evaluations == q.evaluations;
    };
    return a.mode == b.mode && a.direction == b.direction && a.outcome == b.outcome &&
           a.evaluations == b.evaluations &&
           std::equal(a.pulls.begin(), a.pulls.end(), b.pulls.begin(), b.pulls.end(), samePull) &&
           a.transition.has_value() && b.transition.has_value() &&
           a.transition->criticalAmplitude == b.transition->criticalAmplitude &&
           a.transition->barrier == b.transition->barrier &&
           a.transition->rearrangedCount == b.transition->rearrangedCount &&
           a.transition->overlap == b.transition->overlap &&
           a.transition->displacements == b.transition->displacements;
}

/// The same but for the rounding of another order of summation.
bool alike(const ScanResult& a, const ScanResult& b)
{
    const auto sameVerdict = [](const Pull& p, const Pull& q) {
        return p.amplitude == q.amplitude && p.pulledEnergy == q.pulledEnergy && p.converged == q.converged &&
               (p.distance > 1e-4) == (q.distance > 1e-4);
    };
    return a.mode == b.mode && a.direction == b.direction && a.outcome == b.outcome &&
           std::equal(a.pulls.begin(), a.pulls.end(), b.pulls.begin(), b.pulls.end(), sameVerdict) &&
           a.transition.has_value() && b.transition.has_value() &&
           a.transition->criticalAmplitude == b.transition->criticalAmplitude &&
           a.transition->lowAmplitude == b.transition->lowAmplitude &&
           a.transition->barrier == b.transition->barrier &&
           std::abs(a.transition->rearrangedCount / b.transition->rearrangedCount - 1) < 1e-6 &&
           (a.transition->displacements - b.transition->displacements).norm() < 1e-6;
}

/// Face-centred cubic, contacts of 1 - gap, with the particle at the origin taken out.
StructurePointer crystalWithVacancy(double gap)
{
    constexpr int cells = 4;
    const double edge = std::sqrt(2.0) * (1 - gap);
    auto structure = std::make_shared<quench::InherentStructure>();
    structure->recipe.potential = potential::HarmonicPotential{};
    structure->packing.box = {cells * edge};
    structure->packing.positions.resize(3, 4 * cells * cells * cells - 1);
    Eigen::Index i = 0;
    for (int x = 0; x < 2 * cells; ++x)
        for (int y = 0; y < 2 * cells; ++y)
            for (int z = 0; z < 2 * cells; ++z)
                if ((x + y + z) % 2 == 0 && (x > 0 || y > 0 || z > 0))
                    structure->packing.positions.col(i++) = edge / 2 * Eigen::Vector3d(x, y, z);
    quench::FireMinimizer minimizer(structure->potential(), structure->packing.box, {});
    minimizer.minimize(structure->packing.positions, {});
    return structure;
}
}  // namespace

class AnharmonicityScanTest : public QObject {
    Q_OBJECT

private slots:
    void gridsOfAllSizesShareTheirPoints()
    {
        const potential::PairPotential spheres = potential::HarmonicPotential{};
        const potential::PairPotential lennardJones = potential::LennardJonesPotential{};
        QCOMPARE(ScanSettings::forSample(spheres, 1000).firstAmplitude, 1e-4);
        QCOMPARE(ScanSettings::forSample(spheres, 300).firstAmplitude, 1e-4);
        QCOMPARE(ScanSettings::forSample(spheres, 1001).firstAmplitude, 1e-5);
        QCOMPARE(ScanSettings::forSample(spheres, 16000).firstAmplitude, 1e-6);
        QCOMPARE(ScanSettings::forSample(spheres, 512000).firstAmplitude, 1e-7);
        QCOMPARE(ScanSettings::forSample(lennardJones, 1000).firstAmplitude, 2e-3);
        QCOMPARE(ScanSettings::forSample(lennardJones, 16000).firstAmplitude, 2e-5);
        QCOMPARE(ScanSettings::forSample(lennardJones, 16000).minimizer.largestTimeStep, 0.04);
    }

    void rejectsSettingsOutOfRange()
    {
        const auto rejected = [](auto change) {
            ScanSettings settings;
            change(settings);
            try {
                settings.validate();
            }
            catch (const run::InvalidInput&) {
                return true;
            }
            return false;
        };
        QVERIFY(!rejected([](ScanSettings&) {}));
        QVERIFY(rejected([](ScanSettings& s) { s.firstAmplitude = 0; }));
        QVERIFY(rejected([](ScanSettings& s) { s.firstAmplitude = 2; }));
        QVERIFY(rejected([](ScanSettings& s) { s.firstAmplitude = std::nan(""); }));
        QVERIFY(rejected([](ScanSettings& s) { s.largestAmplitude = 1e9; }));
        QVERIFY(rejected([](ScanSettings& s) { s.pointsPerDecade = 9; }));
        QVERIFY(rejected([](ScanSettings& s) { s.bracketTolerance = 9e-5; }));
        QVERIFY(rejected([](ScanSettings& s) { s.transitionDistance = 0; }));
        QVERIFY(rejected([](ScanSettings& s) { s.overlapDistance = -0.1; }));
        QVERIFY(rejected([](ScanSettings& s) { s.minimizer.forceTolerance = 0; }));
        QVERIFY(rejected([](ScanSettings& s) { s.gradientFlow.errorTolerance = 1; }));
        QVERIFY(rejected([](ScanSettings& s) { s.conjugateGradients.lineTolerance = 1; }));
    }

    void namesOutcomesBothWays()
    {
        for (const ScanOutcome outcome :
             {ScanOutcome::transition, ScanOutcome::looseParticle, ScanOutcome::noTransition, ScanOutcome::overlap,
              ScanOutcome::notConverged})
            QCOMPARE(anharmonicity::outcomeFromName(anharmonicity::outcomeName(outcome)), outcome);
        QCOMPARE(anharmonicity::outcomeName(ScanOutcome::looseParticle), std::string_view("loose-particle"));
        QVERIFY_EXCEPTION_THROWN(anharmonicity::outcomeFromName("lost"), run::InvalidInput);
    }

    void rejectsAFieldThatIsNoMode()
    {
        AnharmonicityScan scan(harmonicStructure(), harmonicSettings());
        const Eigen::Matrix3Xd& e = harmonic().eigenvector(1);
        QVERIFY_EXCEPTION_THROWN(scan.pull(1e-3, 1.1 * e, Direction::plus, {}), run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(scan.run(1, 0.1, e.leftCols(999), Direction::plus, {}), run::InvalidInput);
    }

    /// Eq. (8) for small A: omega^2 A^2 N / 2; the next term is of relative order A.
    void barrierOfASmallPullIsHarmonic()
    {
        AnharmonicityScan scan(harmonicStructure(), harmonicSettings());
        double last = 1;
        for (const double amplitude : {1e-5, 1e-6}) {
            const Pull pull = scan.pull(amplitude, harmonic().eigenvector(5), Direction::plus, {});
            const double omega = harmonic().modes.omega[4];
            const double deviation =
                std::abs(pull.pulledEnergy / (omega * omega * amplitude * amplitude * 1000 / 2) - 1);
            QVERIFY(deviation < 0.2 * last);
            last = deviation;
        }
        QVERIFY(last < 1e-4);
    }

    void bracketHoldsAReturnAndATransition()
    {
        ScanSettings settings = shortScan();
        settings.bracketTolerance = 1e-2;
        std::vector<double> heard;
        const ScanResult result =
            scanned(settings, 1, Direction::minus, [&](const Pull& pull) { heard.push_back(pull.amplitude); });
        QCOMPARE(result.outcome, ScanOutcome::transition);
        QCOMPARE(result.mode, 1);
        QCOMPARE(result.direction, Direction::minus);
        QVERIFY(result.minimizer.starts_with("FIRE"));
        const auto& transition = *result.transition;
        QVERIFY(transition.criticalAmplitude / transition.lowAmplitude - 1 <= 1e-2);
        std::int64_t evaluations = 0;
        std::map<double, Pull> pulls;
        for (const Pull& pull : result.pulls) {
            pulls.emplace(pull.amplitude, pull);
            evaluations += pull.evaluations;
        }
        QCOMPARE(pulls.size(), result.pulls.size());  // none made twice
        QCOMPARE(result.evaluations, evaluations);
        QCOMPARE(heard.size(), result.pulls.size());
        QVERIFY(pulls.at(transition.lowAmplitude).distance < 1e-8);
        const Pull& high = pulls.at(transition.criticalAmplitude);
        QVERIFY(high.distance > 0.05);
        QCOMPARE(transition.distance, high.distance);
        QCOMPARE(transition.barrier, high.pulledEnergy);
        QCOMPARE(transition.energyDifference, high.energyDifference);
        QCOMPARE(rearrangement::distance(transition.displacements), high.distance);
        QCOMPARE(rearrangement::rearrangedParticleCount(transition.displacements), transition.rearrangedCount);
        QCOMPARE(result.reachedAmplitude, std::prev(pulls.end())->first);
    }

    void minusPullsAgainstTheMode()
    {
        AnharmonicityScan scan(harmonicStructure(), harmonicSettings());
        const Eigen::Matrix3Xd opposite = -harmonic().eigenvector(1);
        Eigen::Matrix3Xd displacements;
        Eigen::Matrix3Xd again;
        const Pull minus = scan.pull(5e-3, harmonic().eigenvector(1), Direction::minus, {}, &displacements);
        const Pull plus = scan.pull(5e-3, opposite, Direction::plus, {}, &again);
        QCOMPARE(minus.pulledEnergy, plus.pulledEnergy);
        QCOMPARE(minus.distance, plus.distance);
        QVERIFY(displacements == again);
    }

    void aPullDoesNotDependOnEarlierOnes()
    {
        AnharmonicityScan scan(harmonicStructure(), harmonicSettings());
        Eigen::Matrix3Xd first;
        Eigen::Matrix3Xd again;
        scan.pull(5e-3, harmonic().eigenvector(1), Direction::minus, {}, &first);
        scan.pull(0.1, harmonic().eigenvector(5), Direction::plus, {});
        scan.pull(5e-3, harmonic().eigenvector(1), Direction::minus, {}, &again);
        QVERIFY(first == again);
    }

    /// From a first grid point that transitions already the grid goes down by decades and up again from where the
    /// system returned.
    void startsLowerWhereTheFirstPointTransitions()
    {
        ScanSettings settings = harmonicSettings();
        settings.firstAmplitude = 8e-3;
        settings.bracketTolerance = 1e-2;
        const ScanResult result = scanned(settings, 1, Direction::minus);
        QCOMPARE(result.outcome, ScanOutcome::transition);
        QCOMPARE(result.pulls[0].amplitude, 8e-3);
        QVERIFY(result.pulls[0].distance > 1e-4);
        QVERIFY(std::abs(result.pulls[1].amplitude / 8e-4 - 1) < 1e-14);
        QVERIFY(result.pulls[1].distance < 1e-8);
        QVERIFY(std::abs(result.pulls[2].amplitude / (8e-4 * std::pow(10, 0.1)) - 1) < 1e-14);
        const auto& reference = *harmonic().scan(1, -1).transition;
        QVERIFY(result.transition->lowAmplitude < reference.highAmplitude);
        QVERIFY(result.transition->criticalAmplitude > reference.lowAmplitude);
    }

    /// The upper end is then the point seen on the way down, which is not pulled to again.
    void knowsTheFirstPointOnTheWayUp()
    {
        ScanSettings settings = harmonicSettings();
        settings.firstAmplitude = 4.5e-3;  // A_c = 4.2e-3; the point below is 3.6e-3
        settings.bracketTolerance = 0.5;
        const ScanResult result = scanned(settings, 1, Direction::minus);
        QCOMPARE(result.outcome, ScanOutcome::transition);
        QCOMPARE(result.transition->criticalAmplitude, 4.5e-3);
        QCOMPARE(result.pulls.size(), std::size_t{11});
        QCOMPARE(result.transition->distance, result.pulls[0].distance);
        QCOMPARE(rearrangement::distance(result.transition->displacements), result.pulls[0].distance);
    }

    void givesUpAtTheLargestAmplitude()
    {
        ScanSettings settings = harmonicSettings();
        settings.firstAmplitude = 5e-4;
        settings.largestAmplitude = 1e-3;
        const ScanResult result = scanned(settings, 1, Direction::minus);
        QCOMPARE(result.outcome, ScanOutcome::noTransition);
        QVERIFY(!result.transition);
        QCOMPARE(result.pulls.size(), std::size_t{4});  // 5, 6.3, 7.9 and 9.98e-4
        QCOMPARE(result.reachedAmplitude, result.pulls.back().amplitude);
        QVERIFY(result.reachedAmplitude <= 1e-3);
    }

    void givesNoVerdictWithoutConvergence()
    {
        ScanSettings settings = shortScan();
        settings.minimizer.largestEvaluationCount = 100;
        const ScanResult result = scanned(settings, 1, Direction::minus);
        QCOMPARE(result.outcome, ScanOutcome::notConverged);
        QVERIFY(!result.transition);
        QCOMPARE(result.pulls.size(), std::size_t{1});
        QVERIFY(!result.pulls[0].converged);
        QVERIFY(std::isnan(result.pulls[0].distance));
        QVERIFY(std::isnan(result.pulls[0].energyDifference));
        QVERIFY(result.pulls[0].pulledEnergy > 0);
        QCOMPARE(result.pulls[0].evaluations, std::int64_t{100});
    }

    /// Near A_c minimisations take longest: the grid converges, the bisection does not.
    void givesNoVerdictIfTheBisectionDoesNotConverge()
    {
        ScanSettings settings = shortScan();
        settings.bracketTolerance = 1e-3;
        settings.minimizer.largestEvaluationCount =
            690;  // the reference's log: up to 680 on the grid, then up to 849
        const ScanResult result = scanned(settings, 1, Direction::minus);
        QCOMPARE(result.outcome, ScanOutcome::notConverged);
        QVERIFY(!result.transition);
        QVERIFY(!result.pulls.back().converged);
        QVERIFY(result.pulls.size() > 2);
        QVERIFY(std::any_of(result.pulls.begin(), result.pulls.end(),
                            [](const Pull& pull) { return pull.distance > 1e-4; }));
    }

    /// Lennard-Jones mode 4-: the reference finds no transition before particles overlap.
    void stopsAtAnOverlap()
    {
        const auto reference = test::ReferenceCase::lennardJones();
        const auto structure = std::make_shared<const quench::InherentStructure>(reference.structure());
        ScanSettings settings = ScanSettings::forSample(structure->potential(), 1000);
        settings.firstAmplitude = 0.0796;  // closest pair 0.84; at the next point of the grid 0.75
        const Eigen::Matrix3Xd& e = reference.eigenvector(4);
        AnharmonicityScan scan(structure, settings);
        const ScanResult result = scan.run(4, reference.modes.omega[3], e, Direction::minus, {});
        QCOMPARE(result.outcome, ScanOutcome::overlap);
        QVERIFY(!result.transition);
        const auto closestAt = [&](double amplitude) {
            const model::Packing pulled{structure->packing.box,
                                        structure->packing.positions - amplitude * std::sqrt(1000.0) * e};
            return potential::closestPairDistance(pulled, structure->potential());
        };
        QCOMPARE(result.reachedAmplitude, result.pulls.back().amplitude);
        QVERIFY(closestAt(result.reachedAmplitude) >= 0.8);
        QVERIFY(closestAt(result.reachedAmplitude * std::pow(10, 0.1)) < 0.8);
    }

    /// A particle hops into a vacancy of a crystal that hardly holds it: to an equal state, nobody else moves.
    void tellsALooseParticleFromARearrangement()
    {
        const StructurePointer structure = crystalWithVacancy(1e-7);
        const model::Packing& packing = structure->packing;
        Eigen::Index neighbor = 0;
        packing.positions.colwise().norm().minCoeff(&neighbor);
        Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Zero(3, packing.particleCount());
        e.col(neighbor) = -packing.positions.col(neighbor).normalized();
        ScanSettings settings = harmonicSettings();
        settings.firstAmplitude = 0.02;  // the gate is 0.5 sigma away: A = 0.5/sqrt(255) = 0.031
        settings.bracketTolerance = 0.02;
        AnharmonicityScan scan(structure, settings);
        const ScanResult result = scan.run(1, 0.1, e, Direction::plus, {});
        QCOMPARE(result.outcome, ScanOutcome::looseParticle);
        const auto& transition = *result.transition;
        QVERIFY(std::abs(transition.distance - 1) < 0.01);
        QVERIFY(transition.rearrangedCount < 1.01);
        QVERIFY(std::abs(transition.energyDifference) < 1e-16);
        QVERIFY(transition.barrier > 1e-3);
    }

    void leavesRattlersOut()
    {
        auto structure = std::make_shared<quench::InherentStructure>(*harmonicStructure());
        structure->rattlers = {7, 500};
        Eigen::Matrix3Xd e = harmonic().eigenvector(1);
        e.col(7).setZero();
        e.col(500).setZero();
        e.normalize();
        AnharmonicityScan scan(structure, harmonicSettings());
        AnharmonicityScan withAll(harmonicStructure(), harmonicSettings());
        Eigen::Matrix3Xd displacements;
        const Pull pull = scan.pull(5e-3, e, Direction::minus, {}, &displacements);
        // A sqrt(N) counts participants only.
        const Pull same = withAll.pull(5e-3 * std::sqrt(0.998), e, Direction::minus, {});
        QVERIFY(std::abs(pull.pulledEnergy / same.pulledEnergy - 1) < 1e-12);
        QVERIFY(pull.distance > 1e-4);
        QVERIFY(displacements.col(7).isZero(0) && displacements.col(500).isZero(0));
        QVERIFY(displacements.rowwise().sum().norm() < 1e-12);
    }

    void anUnstablePackingIsNoMinimum()
    {
        auto structure = std::make_shared<quench::InherentStructure>(*harmonicStructure());
        structure->packing.positions.col(0).x() += 0.3;
        AnharmonicityScan scan(structure, harmonicSettings());
        QVERIFY_EXCEPTION_THROWN(scan.run(1, 0.1, harmonic().eigenvector(1), Direction::plus, {}),
                                 run::NotAMinimum);
    }

    void threadsDoNotChangeResults()
    {
        const modes::NormalModes modes = firstTwoModes();
        const std::vector<ScanTask> tasks{{1, Direction::minus}, {2, Direction::minus}, {2, Direction::plus}};
        std::array<std::map<std::pair<Eigen::Index, Direction>, std::shared_ptr<const ScanResult>>, 2> results;
        for (const int threadCount : {1, 2}) {
            std::vector<run::Progress> told;
            const run::RunControl control(threadCount, {}, [&](const run::Progress& p) { told.push_back(p); });
            std::atomic<int> inside{0};
            anharmonicity::scanModes(harmonicStructure(), modes, tasks, shortScan(), control,
                                     [&](std::shared_ptr<const ScanResult> result) {
                                         QCOMPARE(++inside, 1);
                                         auto& all = results.at(static_cast<std::size_t>(threadCount) - 1);
                                         all[{result->mode, result->direction}] = std::move(result);
                                         --inside;
                                     });
            QCOMPARE(told.front().done, 0.0);
            QCOMPARE(told.back().done, 3.0);
            QCOMPARE(told.back().total, 3.0);
            QCOMPARE(told.back().stage, run::Stage::scan);
        }
        QCOMPARE(results[0].size(), std::size_t{3});
        QCOMPARE(results[1].size(), std::size_t{3});
        for (const auto& [key, result] : results[0])
            QVERIFY(identical(*result, *results[1].at(key)));
        QVERIFY(alike(*results[0].at({1, Direction::minus}), scanned(shortScan(), 1, Direction::minus)));
    }

    void cancelsWithinAHundredMilliseconds()
    {
        const modes::NormalModes modes = fiftyModes();
        std::stop_source stop;
        const run::RunControl control(2, stop.get_token());
        std::vector<std::shared_ptr<const ScanResult>> delivered;
        std::vector<ScanTask> tasks;
        for (Eigen::Index mode = 1; mode <= modes.count(); ++mode)
            tasks.push_back({mode, Direction::minus});
        std::chrono::steady_clock::time_point asked;
        std::jthread canceller;
        const auto deliver = [&](std::shared_ptr<const ScanResult> result) {
            delivered.push_back(std::move(result));
            if (delivered.size() == 2)
                canceller = std::jthread([&] {
                    std::this_thread::sleep_for(std::chrono::milliseconds(30));  // in the midst of a minimisation
                    asked = std::chrono::steady_clock::now();
                    stop.request_stop();
                });
        };
        QVERIFY_EXCEPTION_THROWN(
            anharmonicity::scanModes(harmonicStructure(), modes, tasks, shortScan(), control, deliver),
            run::RunCancelled);
        const auto left = std::chrono::steady_clock::now();
        canceller.join();
        QVERIFY(left - asked < std::chrono::milliseconds(100));
        QVERIFY(delivered.size() >= 2 && delivered.size() < tasks.size());
        for (const auto& result : delivered) {
            QCOMPARE(result->outcome, ScanOutcome::transition);
            ScanResult expected = scanned(shortScan(), (result->mode - 1) % 2 + 1, result->direction);
            expected.mode = result->mode;
            QVERIFY(alike(*result, expected));
        }
    }

    void cancelsInTheMidstOfAScan()
    {
        std::stop_source stop;
        const run::RunControl control(1, stop.get_token());
        AnharmonicityScan scan(harmonicStructure(), harmonicSettings());
        int pulls = 0;
        QVERIFY_EXCEPTION_THROWN(scan.run(1, 0.1, harmonic().eigenvector(1), Direction::plus, control,
                                          [&](const Pull&) {
                                              if (++pulls == 3)
                                                  stop.request_stop();
                                          }),
                                 run::RunCancelled);
        QCOMPARE(pulls, 3);
    }

    void rejectsModesThatWereNotFound()
    {
        modes::NormalModes modes = firstTwoModes();
        const auto scanMode = [&](Eigen::Index k) {
            anharmonicity::scanModes(harmonicStructure(), modes, {{k, Direction::plus}}, shortScan(), {},
                                     [](const std::shared_ptr<const ScanResult>&) {});
        };
        QVERIFY_EXCEPTION_THROWN(scanMode(0), run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(scanMode(3), run::InvalidInput);
        modes.firstIndex = 2;
        QVERIFY_EXCEPTION_THROWN(scanMode(1), run::InvalidInput);
    }

    void rejectsAScanAskedForTwice()
    {
        const modes::NormalModes modes = firstTwoModes();
        const std::vector<ScanTask> twice{{1, Direction::plus}, {1, Direction::minus}, {1, Direction::plus}};
        QVERIFY_EXCEPTION_THROWN(anharmonicity::scanModes(harmonicStructure(), modes, twice, shortScan(), {},
                                                          [](const std::shared_ptr<const ScanResult>&) {}),
                                 run::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(AnharmonicityScanTest)
#include "AnharmonicityScanTest.moc"
