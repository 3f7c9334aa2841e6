#include "core/modes/ChebyshevKrylovSolver.h"
#include "tests/support/ReferenceCase.h"

#include <QRegularExpression>
#include <QtTest>

#include <cmath>

using namespace vitrine;
using test::ReferenceCase;

namespace {

modes::EigenProblem lowestModes(const modes::Hessian& hessian, Eigen::Index count)
{
    Eigen::MatrixXd translations = Eigen::MatrixXd::Zero(hessian.size(), 3);
    for (Eigen::Index row = 0; row < hessian.size(); ++row)
        translations(row, row % 3) = 1 / std::sqrt(static_cast<double>(hessian.blockRows()));
    return {hessian, count, translations};
}

/// Products with a block of vectors that a search took, of its description.
int productsOf(const modes::EigenPairs& pairs)
{
    static const QRegularExpression number(QStringLiteral("(\\d+) products"));
    return number.match(QString::fromStdString(pairs.solver)).captured(1).toInt();
}

}  // namespace

class ChebyshevKrylovSolverTest : public QObject {
    Q_OBJECT

private slots:
    void mendsACutThatWasTooLowOrTooHigh_data();
    void mendsACutThatWasTooLowOrTooHigh();
    void findsOneModeOfMany();
};

void ChebyshevKrylovSolverTest::mendsACutThatWasTooLowOrTooHigh_data()
{
    QTest::addColumn<bool>("harmonic");
    QTest::addColumn<double>("margin");
    for (const bool harmonic : {true, false})
        for (const double margin : {0.05, 0.2, 0.6, 0.95, 5.0})
            QTest::addRow("%s, %g", harmonic ? "harmonic" : "Lennard-Jones", margin) << harmonic << margin;
}

/// The estimate of the cut rests on 8 random vectors. One that is wrong costs time, but never the search: early
/// Ritz values that stand still high above a cut that is too low must not be taken for modes.
void ChebyshevKrylovSolverTest::mendsACutThatWasTooLowOrTooHigh()
{
    QFETCH(bool, harmonic);
    QFETCH(double, margin);
    constexpr Eigen::Index count = 60;
    const ReferenceCase reference = harmonic ? ReferenceCase::harmonic() : ReferenceCase::lennardJones();
    const modes::Hessian hessian(reference.structure());
    const modes::EigenProblem problem = lowestModes(hessian, count);
    const run::RunControl control;
    const auto usual = modes::solveByChebyshev(problem, control);
    modes::ChebyshevSettings settings;
    settings.cutMargin = margin;
    const auto found = modes::ChebyshevKrylovSolver(problem, settings, control).solve();
    qInfo("%s", found.solver.c_str());
    const Eigen::ArrayXd omega = found.values.cwiseSqrt().array();
    QVERIFY((omega / reference.modes.omega.array() - 1).abs().maxCoeff() < 1e-10);
    QVERIFY2(productsOf(found) < 5 * productsOf(usual),
             qPrintable(QString("%1 products, %2 usually").arg(productsOf(found)).arg(productsOf(usual))));
}

/// One mode of thousands is a small share of the density of states, which a coarse estimate cannot tell from none.
void ChebyshevKrylovSolverTest::findsOneModeOfMany()
{
    const quench::InherentStructure structure = ReferenceCase::harmonic().structure();
    const modes::Hessian hessian(structure);
    const run::RunControl control;
    const auto one = modes::solveByChebyshev(lowestModes(hessian, 1), control);
    const auto many = modes::solveByChebyshev(lowestModes(hessian, 60), control);
    qInfo("%s", one.solver.c_str());
    QVERIFY(std::abs(one.values[0] / many.values[0] - 1) < 1e-10);
    QVERIFY(productsOf(one) < 2 * productsOf(many));
}

QTEST_GUILESS_MAIN(ChebyshevKrylovSolverTest)
#include "ChebyshevKrylovSolverTest.moc"
