#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/anharmonicity/ModeExcitation.h"
#include "core/model/Crystal.h"
#include "core/model/RandomNumbers.h"
#include "core/modes/NormalModes.h"
#include "core/potential/PotentialEnergy.h"
#include "core/quench/InherentStructure.h"
#include "core/run/Errors.h"

#include <QTest>

#include <cmath>

using namespace vitrine;
using model::Lattice;
using potential::HarmonicPotential;
using potential::LennardJonesPotential;

namespace {

std::shared_ptr<const quench::InherentStructure> crystal(const model::SampleRecipe& recipe)
{
    return quench::quenchSample(recipe, quench::FireSettings::forPotential(recipe.potential), run::RunControl());
}

/// A field of random directions and lengths without translation, unit norm.
Eigen::Matrix3Xd randomField(Eigen::Index particleCount)
{
    model::RandomNumbers random(7);
    Eigen::Matrix3Xd field(3, particleCount);
    for (double& component : field.reshaped())
        component = random.normal();
    field.colwise() -= field.rowwise().mean().eval();
    return field / field.norm();
}

/// The transverse standing wave of the longest wave length along x, unit norm: an eigenvector.
Eigen::Matrix3Xd longestWave(const model::Packing& packing)
{
    Eigen::Matrix3Xd field = Eigen::Matrix3Xd::Zero(3, packing.particleCount());
    field.row(1) = (packing.positions.row(0).array() * (2 * M_PI / packing.box.side)).cos();
    return field / field.norm();
}

}  // namespace

class CrystalTest : public QObject {
    Q_OBJECT
private slots:
    void hasTheNeighboursOfItsLattice();
    void touchesAtThePackingFractionOfClosePacking();
    void isAMinimumWithKnownEnergyAndPressure();
    void refusesUnstableLattices();
    void refusesRecipesThatContradictThemselves();
    void neverTransitionsBeforeOverlap();
    void returnsWhileHarmonicSpheresOverlapLittle();
    void planesThatSlipMakeTheSameLattice();
};

void CrystalTest::hasTheNeighboursOfItsLattice()
{
    const struct {
        Lattice lattice;
        double nearest;  // edges of the cell
        int neighbours;
    } cases[] = {{Lattice::faceCentred, std::sqrt(0.5), 12},
                 {Lattice::bodyCentred, std::sqrt(0.75), 8},
                 {Lattice::simpleCubic, 1.0, 6}};
    for (const auto& known : cases) {
        const model::Packing packing = model::crystalPacking(known.lattice, 3, 1.2);
        QVERIFY(std::abs(packing.numberDensity() - 1.2) < 1e-12);
        QCOMPARE(packing.particleCount(), 27 * model::particlesPerCell(known.lattice));
        const double distance = known.nearest * model::latticeConstant(known.lattice, 1.2);
        const auto contacts = potential::contactsWithin(packing, 1.01 * distance);
        QCOMPARE(2 * static_cast<Eigen::Index>(contacts.size()), known.neighbours * packing.particleCount());
        for (const auto& contact : contacts)
            QVERIFY(std::abs(contact.distance - distance) < 1e-14);
    }
}

void CrystalTest::touchesAtThePackingFractionOfClosePacking()
{
    QVERIFY(std::abs(model::touchingPackingFraction(Lattice::faceCentred) - M_PI / std::sqrt(18)) < 1e-15);
    QVERIFY(std::abs(model::touchingPackingFraction(Lattice::bodyCentred) - M_PI * std::sqrt(3) / 8) < 1e-15);
    QVERIFY(std::abs(model::touchingPackingFraction(Lattice::simpleCubic) - M_PI / 6) < 1e-15);
    QCOMPARE(model::latticeFromName(model::latticeName(Lattice::bodyCentred)), Lattice::bodyCentred);
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, model::latticeFromName("hcp"));
}

void CrystalTest::isAMinimumWithKnownEnergyAndPressure()
{
    const auto recipe = model::SampleRecipe::ofCrystal(HarmonicPotential{}, Lattice::faceCentred, 3);
    const auto structure = crystal(recipe);
    QCOMPARE(structure->packing.particleCount(), 108);
    QCOMPARE(structure->contactCount, 648);
    QVERIFY(structure->rattlers.empty());
    QVERIFY(structure->maxForce < 1e-14);
    // Six bonds of length a per particle; p = -(1/3V) sum of a phi'(a).
    const double a = std::cbrt(std::sqrt(2.0) / recipe.numberDensity);
    QVERIFY(std::abs(structure->energy - 648 * 0.5 * (1 - a) * (1 - a)) < 1e-12);
    QVERIFY(std::abs(structure->pressure - 2 * recipe.numberDensity * a * (1 - a)) < 1e-14);
}

void CrystalTest::refusesUnstableLattices()
{
    const auto refuses = [](const model::SampleRecipe& recipe) {
        QVERIFY_THROWS_EXCEPTION(run::NotAMinimum, crystal(recipe));
    };
    refuses(model::SampleRecipe::ofCrystal(HarmonicPotential{}, Lattice::bodyCentred, 4));
    refuses(model::SampleRecipe::ofCrystal(HarmonicPotential{}, Lattice::simpleCubic, 4));
    refuses(model::SampleRecipe::ofCrystal(LennardJonesPotential{}, Lattice::simpleCubic, 6));
    auto loose = model::SampleRecipe::ofCrystal(HarmonicPotential{}, Lattice::faceCentred, 3);
    loose.numberDensity = model::numberDensityFor(0.73);  // neighbours do not touch
    refuses(loose);
    auto dense = model::SampleRecipe::ofCrystal(HarmonicPotential{}, Lattice::bodyCentred, 3);
    dense.numberDensity = 2.4;  // second neighbours overlap too and hold it
    QVERIFY(crystal(dense)->maxForce < 1e-13);
}

void CrystalTest::refusesRecipesThatContradictThemselves()
{
    auto recipe = model::SampleRecipe::ofCrystal(HarmonicPotential{}, Lattice::faceCentred, 3);
    recipe.particleCount = 100;
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, recipe.validate());
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput,
                             model::SampleRecipe::ofCrystal(HarmonicPotential{}, Lattice::faceCentred, 0));
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, model::crystalPacking(Lattice::faceCentred, 3, 0));
    // A box of three cells is smaller than two ranges.
    QVERIFY_THROWS_EXCEPTION(
        run::InvalidInput,
        model::SampleRecipe::ofCrystal(LennardJonesPotential{}, Lattice::faceCentred, 3).validate());
}

void CrystalTest::neverTransitionsBeforeOverlap()
{
    const auto structure =
        crystal(model::SampleRecipe::ofCrystal(LennardJonesPotential{}, Lattice::faceCentred, 4));
    const Eigen::Index particleCount = structure->packing.particleCount();
    auto settings = anharmonicity::ScanSettings::forSample(structure->potential(), particleCount);
    settings.firstAmplitude = 0.05;
    anharmonicity::AnharmonicityScan scan(structure, settings);
    const auto modes = modes::findNormalModes(*structure, {.count = 300}, run::RunControl());
    for (const Eigen::Index k : {1, 20, 300}) {
        const auto result = scan.run(k, modes->omega[k - 1], modes->field(k - 1), anharmonicity::Direction::plus,
                                     run::RunControl());
        QCOMPARE(result.outcome, anharmonicity::ScanOutcome::overlap);
        QVERIFY(!result.transition);
        QVERIFY(result.reachedAmplitude > 0.1);
    }
}

void CrystalTest::returnsWhileHarmonicSpheresOverlapLittle()
{
    const auto structure = crystal(model::SampleRecipe::ofCrystal(HarmonicPotential{}, Lattice::faceCentred, 3));
    const Eigen::Index particleCount = structure->packing.particleCount();
    anharmonicity::AnharmonicityScan scan(
        structure, anharmonicity::ScanSettings::forSample(structure->potential(), particleCount));
    const Eigen::Matrix3Xd field = randomField(particleCount);
    for (const double amplitude : {0.01, 0.03, 0.06}) {
        const model::Packing pulled{
            structure->packing.box,
            anharmonicity::pulledPositions(structure->packing.positions, field, amplitude, particleCount)};
        QVERIFY(potential::closestPairDistance(pulled, structure->potential()) > 0.7);
        const auto pull = scan.pull(amplitude, field, anharmonicity::Direction::plus, run::RunControl());
        QVERIFY(pull.converged);
        QVERIFY(pull.distance < 1e-8);
    }
}

void CrystalTest::planesThatSlipMakeTheSameLattice()
{
    // A pure shear wave moves whole planes past each other without bringing any two particles near. Far enough,
    // they fall into the next places of the lattice: |Delta r| tells of it, but it is the same inherent structure.
    const auto structure =
        crystal(model::SampleRecipe::ofCrystal(LennardJonesPotential{}, Lattice::faceCentred, 4));
    anharmonicity::AnharmonicityScan scan(structure,
                                          anharmonicity::ScanSettings::forSample(structure->potential(), 256));
    const auto pull =
        scan.pull(0.5012, longestWave(structure->packing), anharmonicity::Direction::plus, run::RunControl());
    QVERIFY(pull.distance > 1);
    QVERIFY2(std::abs(pull.energyDifference) < 1e-10, qPrintable(QString::number(pull.energyDifference)));
}

QTEST_APPLESS_MAIN(CrystalTest)
#include "CrystalTest.moc"
