#include "core/anharmonicity/CubicExpansion.h"
#include "core/modes/Hessian.h"
#include "core/modes/NormalModes.h"
#include "core/potential/PotentialEnergy.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QtTest>

#include <cmath>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

using namespace vitrine;
using modes::Completeness;
using modes::EigenSolver;
using modes::NormalModes;
using test::ReferenceCase;

namespace {

std::shared_ptr<const NormalModes> find(const quench::InherentStructure& structure, Eigen::Index count,
                                        EigenSolver solver, int threads = 1, const NormalModes* known = nullptr)
{
    return modes::findNormalModes(structure, {count, solver}, run::RunControl(threads), known);
}

/// A harmonic glass of 300 particles, quenched once.
const quench::InherentStructure& smallGlass()
{
    static const auto structure = quench::quenchSample(
        model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 300, 5),
        quench::FireSettings::forPotential(potential::HarmonicPotential{}), run::RunControl());
    return *structure;
}

/// Largest relative difference.
double relativeDifference(const Eigen::VectorXd& a, const Eigen::VectorXd& b)
{
    return ((a - b).array() / b.array()).abs().maxCoeff();
}

/// An fcc crystal of 4 n^3 Lennard-Jones particles: a minimum by symmetry, with eigenvalues of many copies.
quench::InherentStructure crystal(int cells)
{
    quench::InherentStructure structure;
    structure.recipe.potential = potential::LennardJonesPotential{};
    const double edge = std::cbrt(4 / 0.997);
    structure.packing.box.side = cells * edge;
    structure.packing.positions.resize(3, 4 * cells * cells * cells);
    const Eigen::Matrix<double, 3, 4> basis{{0, 0.5, 0.5, 0}, {0, 0.5, 0, 0.5}, {0, 0, 0.5, 0.5}};
    Eigen::Index particle = 0;
    for (int x = 0; x < cells; ++x)
        for (int y = 0; y < cells; ++y)
            for (int z = 0; z < cells; ++z)
                for (int site = 0; site < 4; ++site)
                    structure.packing.positions.col(particle++) =
                        edge * (Eigen::Vector3d(x, y, z) + basis.col(site));
    structure.recipe.particleCount = particle;
    return structure;
}

}  // namespace

/// Modes found by every solver: against the reference, against each other, and what is refused.
class NormalModesTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheReference_data();
    void agreesWithTheReference();
    void findsAllModesOfTheReference_data();
    void findsAllModesOfTheReference();
    void everySolverAgreesWithDense_data();
    void everySolverAgreesWithDense();
    void doesNotDependOnTheNumberOfThreads();
    void continuesFromKnownModes_data();
    void continuesFromKnownModes();
    void findsAllCopiesOfMultipleEigenvalues_data();
    void findsAllCopiesOfMultipleEigenvalues();
    void findsModesWithoutStiffness();
    void countsLargePackingsStatistically();
    void knowsItsKindsOfCompletenessByName();
    void givesRattlersZeroRows();
    void refusesAPackingThatIsNoMinimum_data();
    void refusesAPackingThatIsNoMinimum();
    void refusesCountsOutsideTheRange();
    void refusesKnownModesOfAnotherPacking();
    void stopsWhenToldTo_data();
    void stopsWhenToldTo();
    void reportsProgressInModes();
    void knowsItsSolversByName();
};

void NormalModesTest::agreesWithTheReference_data()
{
    QTest::addColumn<bool>("harmonic");
    QTest::addColumn<int>("solver");
    QTest::newRow("harmonic, chebyshev") << true << static_cast<int>(EigenSolver::chebyshev);
    QTest::newRow("harmonic, cholmod") << true << static_cast<int>(EigenSolver::cholmod);
    QTest::newRow("Lennard-Jones, chebyshev") << false << static_cast<int>(EigenSolver::chebyshev);
    QTest::newRow("Lennard-Jones, cholmod") << false << static_cast<int>(EigenSolver::cholmod);
}

void NormalModesTest::agreesWithTheReference()
{
    QFETCH(bool, harmonic);
    QFETCH(int, solver);
    const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
    const auto found = find(reference.structure(), 60, static_cast<EigenSolver>(solver));
    qInfo("%s", found->solver.c_str());
    qInfo("%s", found->completenessReason.c_str());
    // Tolerances of tests/data/README.md.
    const double omega = relativeDifference(found->omega, reference.modes.omega);
    const double participation = relativeDifference(found->participation, reference.modes.participation);
    const double tau = relativeDifference(found->tau, reference.modes.tau);
    qInfo("relative differences: omega %.1e, P %.1e, tau %.1e; residual %.1e", omega, participation, tau,
          found->residuals.maxCoeff() / found->largestEigenvalue);
    QVERIFY(omega < 1e-10);
    QVERIFY(participation < 1e-9);
    QVERIFY(tau < 1e-8);
    QVERIFY(found->tau.maxCoeff() <= 0);
    for (Eigen::Index k = 0; k < 60; ++k) {
        const auto amplitude = anharmonicity::thirdOrderCriticalAmplitude(found->omega[k], found->tau[k], 1000);
        QVERIFY(std::abs(*amplitude / reference.modes.thirdOrderAmplitude[k] - 1) < 1e-8);
    }
    for (const Eigen::Index k : reference.scannedModes)
        QVERIFY((found->field(k - 1) - reference.eigenvector(k)).norm() < 1e-8);
    QVERIFY(found->residuals.maxCoeff() < 1e-10 * found->largestEigenvalue);
}

void NormalModesTest::findsAllModesOfTheReference_data()
{
    QTest::addColumn<bool>("harmonic");
    QTest::newRow("harmonic") << true;
    QTest::newRow("Lennard-Jones") << false;
}

void NormalModesTest::findsAllModesOfTheReference()
{
    QFETCH(bool, harmonic);
    const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
    const auto found = find(reference.structure(), 2997, EigenSolver::automatic);
    QVERIFY(found->completeness == Completeness::proved);
    QVERIFY(relativeDifference(found->omega, reference.modes.allOmega) < 1e-10);
    QVERIFY(std::abs(found->largestEigenvalue / std::pow(reference.modes.allOmega.maxCoeff(), 2) - 1) < 1e-10);
}

void NormalModesTest::everySolverAgreesWithDense_data()
{
    QTest::addColumn<int>("solver");
    QTest::newRow("cholmod") << static_cast<int>(EigenSolver::cholmod);
    QTest::newRow("simplicial") << static_cast<int>(EigenSolver::simplicial);
    QTest::newRow("chebyshev") << static_cast<int>(EigenSolver::chebyshev);
}

void NormalModesTest::everySolverAgreesWithDense()
{
    QFETCH(int, solver);
    const auto dense = find(smallGlass(), 25, EigenSolver::dense);
    const auto found = find(smallGlass(), 25, static_cast<EigenSolver>(solver));
    QVERIFY(relativeDifference(found->omega, dense->omega) < 1e-10);
    QVERIFY((found->eigenvectors - dense->eigenvectors).cwiseAbs().maxCoeff() < 1e-8);
    QVERIFY(relativeDifference(found->tau, dense->tau) < 1e-6);
    QVERIFY(found->completeness == Completeness::proved);
    const Eigen::MatrixXd overlaps = found->eigenvectors.transpose() * found->eigenvectors;
    QVERIFY((overlaps - Eigen::MatrixXd::Identity(25, 25)).cwiseAbs().maxCoeff() < 1e-12);
}

void NormalModesTest::doesNotDependOnTheNumberOfThreads()
{
    const quench::InherentStructure structure = ReferenceCase::harmonic().structure();
    const auto one = find(structure, 30, EigenSolver::chebyshev, 1);
    for (const int threads : {2, 3}) {
        const auto several = find(structure, 30, EigenSolver::chebyshev, threads);
        QVERIFY(several->omega == one->omega);
        QVERIFY(several->eigenvectors == one->eigenvectors);
        QVERIFY(several->residuals == one->residuals);
        QVERIFY(several->tau == one->tau);
    }
}

void NormalModesTest::continuesFromKnownModes_data()
{
    QTest::addColumn<int>("solver");
    QTest::newRow("dense") << static_cast<int>(EigenSolver::dense);
    QTest::newRow("cholmod") << static_cast<int>(EigenSolver::cholmod);
    QTest::newRow("simplicial") << static_cast<int>(EigenSolver::simplicial);
    QTest::newRow("chebyshev") << static_cast<int>(EigenSolver::chebyshev);
}

void NormalModesTest::continuesFromKnownModes()
{
    QFETCH(int, solver);
    const auto direct = find(smallGlass(), 30, EigenSolver::dense);
    const auto known = find(smallGlass(), 12, static_cast<EigenSolver>(solver));
    const auto more = find(smallGlass(), 30, static_cast<EigenSolver>(solver), 1, known.get());
    QCOMPARE(more->firstIndex, 13);
    QCOMPARE(more->count(), 18);
    QVERIFY(relativeDifference(more->omega, direct->omega.tail(18)) < 1e-10);
    QVERIFY((more->eigenvectors - direct->eigenvectors.rightCols(18)).cwiseAbs().maxCoeff() < 1e-7);
    QVERIFY((known->eigenvectors.transpose() * more->eigenvectors).cwiseAbs().maxCoeff() < 1e-11);
    QVERIFY(more->completeness == Completeness::proved);
}

void NormalModesTest::findsAllCopiesOfMultipleEigenvalues_data()
{
    QTest::addColumn<int>("solver");
    QTest::newRow("cholmod") << static_cast<int>(EigenSolver::cholmod);
    QTest::newRow("chebyshev") << static_cast<int>(EigenSolver::chebyshev);
}

void NormalModesTest::findsAllCopiesOfMultipleEigenvalues()
{
    QFETCH(int, solver);
    const quench::InherentStructure structure = crystal(6);  // 864 particles; up to 48 copies
    const auto found = find(structure, 150, static_cast<EigenSolver>(solver));
    const auto all = find(structure, 150, EigenSolver::dense);
    qInfo("%s", found->solver.c_str());
    qInfo("%s", found->completenessReason.c_str());
    QVERIFY(relativeDifference(found->omega, all->omega) < 1e-9);
}

void NormalModesTest::findsModesWithoutStiffness()
{
    // A simple cubic lattice of particles that barely touch: each of its 3 * 6^2 rows may slide along itself at no
    // cost, three of the combinations are translations, and the next eigenvalue is that of a wave along the rows,
    // 2 (1 - cos(2 pi/6)) = 1.
    quench::InherentStructure structure;
    structure.recipe.potential = potential::HarmonicPotential{};
    structure.recipe.particleCount = 216;
    structure.packing.box.side = 6 * (1 - 1e-13);
    structure.packing.positions.resize(3, 216);
    for (Eigen::Index i = 0; i < 216; ++i)
        structure.packing.positions.col(i) =
            (1 - 1e-13) * Eigen::Vector3d(static_cast<double>(i % 6), static_cast<double>(i / 6 % 6),
                                          static_cast<double>(i / 36));
    const auto some = find(structure, 12, EigenSolver::chebyshev);
    qInfo("%s", some->solver.c_str());
    QVERIFY(some->omega.maxCoeff() < 1e-6);
    QVERIFY(some->residuals.maxCoeff() < 1e-10);
    const Eigen::MatrixXd overlaps = some->eigenvectors.transpose() * some->eigenvectors;
    QVERIFY((overlaps - Eigen::MatrixXd::Identity(12, 12)).cwiseAbs().maxCoeff() < 1e-12);
    const auto more = find(structure, 110, EigenSolver::chebyshev);
    qInfo("%s", more->solver.c_str());
    QVERIFY(more->omega[104] < 1e-6);
    QVERIFY((more->omega.tail(5).array() - 1).abs().maxCoeff() < 1e-9);
}

void NormalModesTest::countsLargePackingsStatistically()
{
    // Too large for a quick factorisation.
    const auto structure = quench::quenchSample(
        model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 5000, 5),
        quench::FireSettings::forPotential(potential::HarmonicPotential{}), run::RunControl());
    const auto found = find(*structure, 20, EigenSolver::chebyshev);
    qInfo("%s", found->completenessReason.c_str());
    QVERIFY(found->completeness == Completeness::statistical);
    QVERIFY(found->missProbability.has_value() && *found->missProbability <= 1e-9);
    QVERIFY(std::abs(*found->countedBelow - found->omega[19]) < 1e-12);
    // Continued, it is the same as all at once.
    const auto less = find(*structure, 8, EigenSolver::chebyshev);
    const auto rest = find(*structure, 20, EigenSolver::chebyshev, 1, less.get());
    QVERIFY(relativeDifference(rest->omega, found->omega.tail(12)) < 1e-10);
    QVERIFY(rest->completeness == Completeness::statistical);
}

void NormalModesTest::knowsItsKindsOfCompletenessByName()
{
    for (const char* name : {"proved", "statistical", "estimated"})
        QVERIFY(modes::completenessName(modes::completenessFromName(name)) == name);
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, modes::completenessFromName("hoped"));
}

void NormalModesTest::givesRattlersZeroRows()
{
    // A particle placed where it touches nobody: a rattler.
    quench::InherentStructure structure = smallGlass();
    const auto without = find(structure, 10, EigenSolver::dense);
    structure.packing.positions.conservativeResize(3, 301);
    structure.packing.positions.col(300) = structure.packing.positions.col(0);
    structure.rattlers = {300};
    for (const EigenSolver solver : {EigenSolver::dense, EigenSolver::cholmod, EigenSolver::chebyshev}) {
        const auto with = find(structure, 10, solver);
        QCOMPARE(with->eigenvectors.rows(), 903);
        QVERIFY((with->eigenvectors.bottomRows(3).array() == 0).all());
        QVERIFY(relativeDifference(with->omega, without->omega) < 1e-10);
        QVERIFY(relativeDifference(with->participation, without->participation) < 1e-8);
        QVERIFY(relativeDifference(with->tau, without->tau) < 1e-6);
    }
}

void NormalModesTest::refusesAPackingThatIsNoMinimum_data()
{
    everySolverAgreesWithDense_data();
    QTest::newRow("dense") << static_cast<int>(EigenSolver::dense);
}

void NormalModesTest::refusesAPackingThatIsNoMinimum()
{
    QFETCH(int, solver);
    quench::InherentStructure structure = smallGlass();
    structure.packing.positions +=
        0.1 * Eigen::Matrix3Xd::NullaryExpr(3, 300, [](Eigen::Index row, Eigen::Index column) {
            return std::sin(static_cast<double>(7 * column + 3 * row));
        });
    try {
        find(structure, 10, static_cast<EigenSolver>(solver));
        QFAIL("it was accepted");
    }
    catch (const run::NotAMinimum& error) {
        QVERIFY2(std::string(error.what()).find(" is -") != std::string::npos, error.what());
    }
}

void NormalModesTest::refusesCountsOutsideTheRange()
{
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, find(smallGlass(), 0, EigenSolver::dense));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, find(smallGlass(), 898, EigenSolver::dense));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, find(smallGlass(), 897, EigenSolver::chebyshev));
    QCOMPARE(find(smallGlass(), 897, EigenSolver::automatic)->count(), 897);
}

void NormalModesTest::refusesKnownModesOfAnotherPacking()
{
    const auto known = find(smallGlass(), 5, EigenSolver::dense);
    quench::InherentStructure other = smallGlass();
    other.packing.positions.rowwise().reverseInPlace();
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, find(other, 10, EigenSolver::dense, 1, known.get()));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput,
                             find(ReferenceCase::harmonic().structure(), 10, EigenSolver::dense, 1, known.get()));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, find(smallGlass(), 5, EigenSolver::dense, 1, known.get()));
}

void NormalModesTest::stopsWhenToldTo_data()
{
    everySolverAgreesWithDense_data();
    QTest::newRow("dense") << static_cast<int>(EigenSolver::dense);
}

void NormalModesTest::stopsWhenToldTo()
{
    QFETCH(int, solver);
    std::stop_source stop;
    const run::RunControl control(1, stop.get_token(), [&](const run::Progress& progress) {
        if (progress.stage == run::Stage::modes || progress.stage == run::Stage::factorisation)
            stop.request_stop();
    });
    const quench::InherentStructure structure = smallGlass();
    QVERIFY_THROWS_EXCEPTION(run::RunCancelled,
                             modes::findNormalModes(structure, {20, static_cast<EigenSolver>(solver)}, control));
}

void NormalModesTest::reportsProgressInModes()
{
    std::vector<run::Progress> reports;
    const run::RunControl control(1, {}, [&](const run::Progress& progress) {
        if (progress.stage == run::Stage::modes)
            reports.push_back(progress);
    });
    modes::findNormalModes(ReferenceCase::harmonic().structure(), {20, EigenSolver::chebyshev}, control);
    QVERIFY(reports.size() >= 2);
    QCOMPARE(reports.front().done, 0.0);
    for (std::size_t i = 0; i < reports.size(); ++i)
        QCOMPARE(reports[i].total, 20.0);
    QCOMPARE(reports.back().done, 20.0);
}

void NormalModesTest::knowsItsSolversByName()
{
    for (const char* name : {"automatic", "dense", "cholmod", "simplicial", "chebyshev"})
        QVERIFY(modes::solverName(modes::solverFromName(name)) == name);
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, modes::solverFromName("lanczos"));
}

QTEST_APPLESS_MAIN(NormalModesTest)
#include "NormalModesTest.moc"
