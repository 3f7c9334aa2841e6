#include "core/modes/ElasticModuli.h"
#include "core/modes/LatticeDispersion.h"
#include "core/modes/NormalModes.h"
#include "core/quench/InherentStructure.h"
#include "core/run/Errors.h"

#include <QTest>

#include <cmath>

using namespace vitrine;
using namespace vitrine::modes;
using model::Lattice;
using potential::HarmonicPotential;
using potential::LennardJonesPotential;

namespace {

std::shared_ptr<const quench::InherentStructure> crystal(const model::SampleRecipe& recipe)
{
    return quench::quenchSample(recipe, quench::FireSettings::forPotential(recipe.potential), run::RunControl());
}

double edgeOf(const model::SampleRecipe& recipe)
{
    return model::latticeConstant(recipe.lattice, recipe.numberDensity);
}

}  // namespace

class LatticeDispersionTest : public QObject {
    Q_OBJECT
private slots:
    void knowsTheChainLikeWavesOfFcc();
    void allowsOneWaveVectorForEachParticle_data();
    void allowsOneWaveVectorForEachParticle();
    void agreesWithTheModesOfTheCrystal_data();
    void agreesWithTheModesOfTheCrystal();
    void theModesOfAnUnstableLatticeAreRefused();
    void beginsWithTheSpeedsOfSound();
    void saysWhichLatticesAreStable();
};

void LatticeDispersionTest::knowsTheChainLikeWavesOfFcc()
{
    // FCC with nearest neighbours at distance a, stiffness k = phi'' and h = phi'/a, q along a cubic axis, c the
    // cell's edge: of the 12 bonds 8 have a component c/2 along q. M = h 1 + (k - h) n n^T with n_x^2 = 1/2 in
    // them: omega_L^2 = 8 (1 - cos(q c/2)) (k + h)/2; the transverse ones have n_y^2 = 1/2 in half of them,
    // omega_T^2 = 8 (1 - cos(q c/2)) (h + (k - h)/4).
    const double c = 1.38;
    const double a = c / std::sqrt(2.0);
    const double k = 1;
    const double h = (a - 1) / a;
    const LatticeDispersion dispersion(Lattice::faceCentred, c, HarmonicPotential{});
    QCOMPARE(dispersion.neighbourCount(), 12);
    for (const double q : {0.1, 1.0, 2 * M_PI / c}) {
        const double wave = 8 * (1 - std::cos(q * c / 2));
        const Eigen::Vector3d squares = dispersion.squaredFrequencies({q, 0, 0});
        QVERIFY(std::abs(squares[2] - wave * (k + h) / 2) < 1e-13);
        QVERIFY(std::abs(squares[1] - wave * (h + (k - h) / 4)) < 1e-13);
        QVERIFY(std::abs(squares[0] - squares[1]) < 1e-13);
    }
}

void LatticeDispersionTest::allowsOneWaveVectorForEachParticle_data()
{
    QTest::addColumn<int>("lattice");
    for (const Lattice lattice : {Lattice::faceCentred, Lattice::bodyCentred, Lattice::simpleCubic})
        QTest::newRow(std::string(model::latticeName(lattice)).c_str()) << static_cast<int>(lattice);
}

void LatticeDispersionTest::allowsOneWaveVectorForEachParticle()
{
    QFETCH(int, lattice);
    const auto kind = static_cast<Lattice>(lattice);
    const model::Packing packing = model::crystalPacking(kind, 3, 1);
    const auto waveVectors = allowedWaveVectors(kind, 3, packing.box.side / 3);
    QCOMPARE(static_cast<Eigen::Index>(waveVectors.size()), packing.particleCount());
    QVERIFY(waveVectors.front().isZero());
    // Plane waves on the lattice's sites are orthogonal if no two wave vectors mean the same.
    Eigen::MatrixXcd waves(packing.particleCount(), packing.particleCount());
    for (std::size_t number = 0; number < waveVectors.size(); ++number)
        for (Eigen::Index i = 0; i < packing.particleCount(); ++i)
            waves(i, static_cast<Eigen::Index>(number)) =
                std::polar(1.0, waveVectors[number].dot(packing.positions.col(i) - packing.positions.col(0)));
    const Eigen::MatrixXcd overlaps = waves.adjoint() * waves / static_cast<double>(packing.particleCount());
    QVERIFY((overlaps - Eigen::MatrixXcd::Identity(overlaps.rows(), overlaps.cols())).cwiseAbs().maxCoeff() <
            1e-12);
}

void LatticeDispersionTest::agreesWithTheModesOfTheCrystal_data()
{
    QTest::addColumn<bool>("harmonic");
    QTest::addColumn<int>("lattice");
    QTest::addColumn<int>("cells");
    QTest::addColumn<double>("density");
    QTest::newRow("harmonic fcc") << true << static_cast<int>(Lattice::faceCentred) << 3 << 0.0;
    QTest::newRow("harmonic bcc, dense") << true << static_cast<int>(Lattice::bodyCentred) << 4 << 2.4;
    QTest::newRow("lj fcc") << false << static_cast<int>(Lattice::faceCentred) << 4 << 0.0;
}

void LatticeDispersionTest::agreesWithTheModesOfTheCrystal()
{
    QFETCH(bool, harmonic);
    QFETCH(int, lattice);
    QFETCH(int, cells);
    QFETCH(double, density);
    const auto potential = harmonic ? potential::PairPotential(HarmonicPotential{})
                                    : potential::PairPotential(LennardJonesPotential{});
    auto recipe = model::SampleRecipe::ofCrystal(potential, static_cast<Lattice>(lattice), cells);
    if (density > 0)
        recipe.numberDensity = density;
    const LatticeSpectrum spectrum = latticeSpectrum(recipe.lattice, cells, edgeOf(recipe), potential);
    QVERIFY(spectrum.isStable());
    const Eigen::ArrayXd known = spectrum.squaredFrequencies.array().sqrt();
    const auto structure = crystal(recipe);
    for (const EigenSolver solver : {EigenSolver::dense, EigenSolver::cholmod}) {
        const Eigen::Index count = solver == EigenSolver::dense ? known.size() : 40;
        const auto modes = findNormalModes(*structure, {count, solver}, run::RunControl());
        QCOMPARE(modes->count(), count);
        const double difference = (modes->omega.array() / known.head(count) - 1).abs().maxCoeff();
        QVERIFY2(difference < 1e-9, qPrintable(QString::number(difference)));
    }
}

void LatticeDispersionTest::theModesOfAnUnstableLatticeAreRefused()
{
    quench::InherentStructure structure;
    structure.packing = model::crystalPacking(Lattice::bodyCentred, 3, model::numberDensityFor(0.735));
    QVERIFY_THROWS_EXCEPTION(
        run::NotAMinimum,
        findNormalModes(structure, {.count = 5, .solver = EigenSolver::dense}, run::RunControl()));
}

void LatticeDispersionTest::beginsWithTheSpeedsOfSound()
{
    for (const auto& recipe : {model::SampleRecipe::ofCrystal(HarmonicPotential{}, Lattice::faceCentred, 3),
                               model::SampleRecipe::ofCrystal(LennardJonesPotential{}, Lattice::faceCentred, 4)}) {
        const ElasticModuli moduli = elasticModuli(*crystal(recipe), run::RunControl());
        const LatticeDispersion dispersion(recipe.lattice, edgeOf(recipe), recipe.potential);
        for (const Eigen::Vector3d& direction : {Eigen::Vector3d(1, 0, 0), Eigen::Vector3d(1, 1, 0),
                                                 Eigen::Vector3d(1, 1, 1), Eigen::Vector3d(0.3, -0.5, 0.7)}) {
            const double q = 1e-3;
            const Eigen::Vector3d waves = dispersion.squaredFrequencies(q * direction.normalized()) / (q * q);
            const Eigen::Vector3d sound = squaredSoundSpeeds(moduli, direction);
            QVERIFY(((waves - sound).array() / sound.array()).abs().maxCoeff() < 1e-6);
        }
    }
}

void LatticeDispersionTest::saysWhichLatticesAreStable()
{
    const auto isStable = [](const potential::PairPotential& potential, Lattice lattice, double density) {
        return latticeSpectrum(lattice, 4, model::latticeConstant(lattice, density), potential).isStable();
    };
    QVERIFY(isStable(LennardJonesPotential{}, Lattice::faceCentred, 0.997));
    QVERIFY(!isStable(LennardJonesPotential{}, Lattice::simpleCubic, 0.997));
    QVERIFY(isStable(HarmonicPotential{}, Lattice::faceCentred, model::numberDensityFor(0.8)));
    QVERIFY(!isStable(HarmonicPotential{}, Lattice::faceCentred, model::numberDensityFor(0.73)));
    QVERIFY(!isStable(HarmonicPotential{}, Lattice::bodyCentred, model::numberDensityFor(0.73)));
    QVERIFY(isStable(HarmonicPotential{}, Lattice::bodyCentred, 2.4));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, LatticeDispersion(Lattice::faceCentred, 0, HarmonicPotential{}));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, allowedWaveVectors(Lattice::faceCentred, 0, 1));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, latticeSpectrum(Lattice::simpleCubic, 1, 1, HarmonicPotential{}));
}

QTEST_APPLESS_MAIN(LatticeDispersionTest)
#include "LatticeDispersionTest.moc"
