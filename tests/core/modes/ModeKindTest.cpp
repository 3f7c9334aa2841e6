#include "core/modes/ModeKind.h"
#include "core/run/Errors.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::modes;

class ModeKindTest : public QObject {
    Q_OBJECT
private slots:
    void kindsDivideTheSpectrum();
    void refusesKindsThatOverlap();
    void classifiesTheReferenceModes();
};

void ModeKindTest::kindsDivideTheSpectrum()
{
    Spectrum spectrum;
    spectrum.omega = Eigen::Vector4d(0.1, 0.2, 0.3, 0.4);
    spectrum.degreesOfFreedom = 9;
    spectrum.completeUpTo = 0.5;
    const Eigen::VectorXd order = Eigen::Vector4d(0.9, 0.1, 0.1, 0.3);
    const Eigen::VectorXd participation = Eigen::Vector4d(0.6, 0.1, 0.5, 0.1);
    const auto omegaOf = [&](ModeKind kind) {
        return spectrumOfKind(spectrum, order, participation, {}, kind).omega;
    };
    QVERIFY(omegaOf(ModeKind::phonon) == Eigen::Vector2d(0.1, 0.4));
    QVERIFY(omegaOf(ModeKind::quasilocalised) == Eigen::VectorXd::Constant(1, 0.2));
    QVERIFY(omegaOf(ModeKind::neither) == Eigen::VectorXd::Constant(1, 0.3));
    const Spectrum phonons = spectrumOfKind(spectrum, order, participation, {}, ModeKind::phonon);
    QCOMPARE(phonons.degreesOfFreedom, 9);
    QCOMPARE(phonons.completeUpTo, 0.5);
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput,
                             spectrumOfKind(spectrum, order.head(3), participation, {}, ModeKind::phonon));
}

void ModeKindTest::refusesKindsThatOverlap()
{
    ModeKindBounds bounds;
    bounds.localisedOrderBelow = 0.5;
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, bounds.validate());
    bounds.phononParticipationFrom = 0.3;  // told apart by P instead
    bounds.validate();
    bounds.phononOrderFrom = 1.5;
    QVERIFY_THROWS_EXCEPTION(run::InvalidInput, bounds.validate());
}

void ModeKindTest::classifiesTheReferenceModes()
{
    const test::ReferenceModes modes = test::ReferenceCase::harmonic().modes;
    // Mode 1: O = 0, P = 0.24; mode 11: O = 0.20, P = 0.39; mode 30: O = 0.32, P = 0.48.
    const auto kindOf = [&](Eigen::Index k) {
        return modeKind(modes.phononOrderSummed[k - 1], modes.participation[k - 1], {});
    };
    QCOMPARE(modeKindName(kindOf(1)), "quasilocalised");
    QCOMPARE(modeKindName(kindOf(11)), "neither");
    QCOMPARE(modeKindName(kindOf(30)), "phonon");
}

QTEST_APPLESS_MAIN(ModeKindTest)
#include "ModeKindTest.moc"
