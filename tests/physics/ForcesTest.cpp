#include "core/model/RandomNumbers.h"
#include "core/potential/PotentialEnergy.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

#include <cmath>

using namespace vitrine;
using test::ReferenceCase;

namespace {

// Away from the minimum, so that forces are not zero.
ReferenceCase shaken(bool harmonic)
{
    ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
    model::RandomNumbers random(5);
    for (double& coordinate : reference.packing.positions.reshaped())
        coordinate += 0.02 * random.normal();
    return reference;
}

}  // namespace

class ForcesTest : public QObject {
    Q_OBJECT

private slots:
    void forcesAreEnergyDifferences_data()
    {
        QTest::addColumn<bool>("harmonic");
        QTest::newRow("harmonic") << true;
        QTest::newRow("Lennard-Jones") << false;
    }

    void forcesAreEnergyDifferences()
    {
        QFETCH(bool, harmonic);
        ReferenceCase reference = shaken(harmonic);
        const Eigen::Matrix3Xd forces = potential::forces(reference.packing, reference.potential);
        const double step = 1e-5;
        for (const Eigen::Index particle : {Eigen::Index{0}, Eigen::Index{137}, Eigen::Index{999}})
            for (int axis = 0; axis < 3; ++axis) {
                double& coordinate = reference.packing.positions(axis, particle);
                const double start = coordinate;
                coordinate = start + step;
                const double above = potential::potentialEnergy(reference.packing, reference.potential);
                coordinate = start - step;
                const double below = potential::potentialEnergy(reference.packing, reference.potential);
                coordinate = start;
                // Rounding of an energy of 6000 over the step, and the third derivative times its square.
                const double tolerance = harmonic ? 1e-8 : 2e-6;
                QVERIFY(std::abs(-(above - below) / (2 * step) - forces(axis, particle)) < tolerance);
            }
    }

    void forcesSumToZero_data() { forcesAreEnergyDifferences_data(); }

    void forcesSumToZero()
    {
        QFETCH(bool, harmonic);
        const ReferenceCase reference = shaken(harmonic);
        const Eigen::Matrix3Xd forces = potential::forces(reference.packing, reference.potential);
        QVERIFY(forces.rowwise().sum().norm() < 1e-11 * forces.norm());
    }

    // p = -dPhi/dV under a uniform change of all lengths.
    void pressureIsTheEnergyOfExpansion_data() { forcesAreEnergyDifferences_data(); }

    void pressureIsTheEnergyOfExpansion()
    {
        QFETCH(bool, harmonic);
        const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
        const auto expanded = [&](double strain) {
            model::Packing packing = reference.packing;
            packing.box.side *= 1 + strain;
            packing.positions *= 1 + strain;
            return packing;
        };
        const double strain = 1e-5;
        const double energyDifference = potential::potentialEnergy(expanded(strain), reference.potential) -
                                        potential::potentialEnergy(expanded(-strain), reference.potential);
        const double volumeDifference = expanded(strain).box.volume() - expanded(-strain).box.volume();
        // The third derivative of the energy with respect to the strain: about 1e-9 (harmonic), 1e-5
        // (Lennard-Jones)
        QVERIFY(std::abs(-energyDifference / volumeDifference -
                         potential::pressure(reference.packing, reference.potential)) < (harmonic ? 1e-6 : 1e-4));
    }
};

QTEST_APPLESS_MAIN(ForcesTest)
#include "ForcesTest.moc"
