#include "tests/support/ReferenceCase.h"

#include <QtTest>

using vitrine::test::ReferenceCase;

/// The reader of the reference cases, against numbers read from the files with HDF5's own tools.
class ReferenceCaseTest : public QObject {
    Q_OBJECT
private slots:
    void readsTheHarmonicCase();
    void readsTheLennardJonesCase();
    void keepsTheScansWithoutTransition();
};

void ReferenceCaseTest::readsTheHarmonicCase()
{
    const ReferenceCase reference = ReferenceCase::harmonic();
    QCOMPARE(reference.packing.particleCount(), 1000);
    QCOMPARE(reference.packing.box.side, 8.95141971261283);
    QCOMPARE(reference.packing.positions(1, 0), 5.34307869523582);
    QCOMPARE(reference.contactCount, 4344);
    QCOMPARE(reference.modes.omega(0), 0.0754377106531164);
    QCOMPARE(reference.modes.allOmega.size(), 2997);
    QCOMPARE(reference.scans.size(), std::size_t{12});
    for (const auto& e : reference.scannedEigenvectors)
        QVERIFY(std::abs(e.norm() - 1) < 1e-12);
    QCOMPARE(reference.scan(1, 1).log.size(), std::size_t{31});
    QCOMPARE(reference.scan(1, 1).transition->above.size(), std::size_t{4});
}

void ReferenceCaseTest::readsTheLennardJonesCase()
{
    const ReferenceCase reference = ReferenceCase::lennardJones();
    QVERIFY(std::holds_alternative<vitrine::potential::LennardJonesPotential>(reference.potential));
    QCOMPARE(reference.contactCount, 31044);
    QCOMPARE(reference.eigenvector(3).cols(), 1000);
}

void ReferenceCaseTest::keepsTheScansWithoutTransition()
{
    const ReferenceCase reference = ReferenceCase::lennardJones();
    QVERIFY(!reference.scan(20, 1).transition.has_value());
    QVERIFY(!reference.scan(10, -1).transition.has_value());
    QVERIFY(reference.scan(1, -1).transition.has_value());
}

QTEST_APPLESS_MAIN(ReferenceCaseTest)
#include "ReferenceCaseTest.moc"
