#include "core/modes/HiddenModeBound.h"

#include <QtTest>

#include <Eigen/Eigenvalues>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <random>

using namespace vitrine;

namespace {

constexpr Eigen::Index width = 3;
constexpr Eigen::Index size = 60;

Eigen::MatrixXd gaussian(Eigen::Index rows, Eigen::Index columns, std::mt19937_64& random)
{
    std::normal_distribution<double> normal;
    return Eigen::MatrixXd::NullaryExpr(rows, columns, [&] { return normal(random); });
}

/// A block Krylov space of a diagonal operator from a block of start vectors.
struct Krylov {
    Eigen::MatrixXd recurrence;
    Eigen::MatrixXd start;  ///< R
};

Krylov krylov(const Eigen::VectorXd& values, const Eigen::MatrixXd& from, Eigen::Index blocks)
{
    Eigen::MatrixXd basis(size, 0);
    Eigen::MatrixXd next = from;
    Krylov result;
    for (Eigen::Index block = 0; block < blocks; ++block) {
        for (int pass = 0; pass < 2; ++pass)
            next -= basis * (basis.transpose() * next);
        const Eigen::HouseholderQR<Eigen::MatrixXd> factors(next);
        const Eigen::MatrixXd q = factors.householderQ() * Eigen::MatrixXd::Identity(size, width);
        if (block == 0)
            result.start = q.transpose() * next;
        basis.conservativeResize(Eigen::NoChange, basis.cols() + width);
        basis.rightCols(width) = q;
        next = values.asDiagonal() * q;
    }
    result.recurrence = basis.transpose() * values.asDiagonal() * basis;
    return result;
}

}  // namespace

/// The bound of what a random start can hide, on operators written down.
class HiddenModeBoundTest : public QObject {
    Q_OBJECT
private slots:
    void isNeverBelowWhatIsThere();
    void shrinksExponentiallyWhereNothingIs();
    void isTheWeightOfAModeThatShows();
    void knowsTheOddsOfFaintVectors();
};

void HiddenModeBoundTest::isNeverBelowWhatIsThere()
{
    std::mt19937_64 random(3);
    Eigen::VectorXd values = Eigen::VectorXd::LinSpaced(size, -1, 1);
    values[0] = 1.3;  // the mode to hide
    for (const double share : {1.0, 0.1, 1e-3, 1e-6}) {
        Eigen::MatrixXd from = gaussian(size, width, random);
        from.row(0) *= share;
        for (const Eigen::Index blocks : {2, 4, 6}) {
            const Krylov space = krylov(values, from, blocks);
            QVERIFY(modes::largestHiddenWeight(space.recurrence, space.start, 1.3, 1.3) >=
                    from.row(0).squaredNorm() * (1 - 1e-9));
        }
    }
}

void HiddenModeBoundTest::shrinksExponentiallyWhereNothingIs()
{
    std::mt19937_64 random(4);
    const Eigen::VectorXd values = Eigen::VectorXd::LinSpaced(size, -1, 1);
    const Eigen::MatrixXd from = gaussian(size, width, random);
    double before = 1e9;
    for (const Eigen::Index blocks : {2, 4, 6, 8}) {
        const Krylov space = krylov(values, from, blocks);
        const double weight = modes::largestHiddenWeight(space.recurrence, space.start, 1.3, 2);
        // Each block adds a degree, and Chebyshev's polynomial at 1.3 grows by exp(arcosh(1.3)) = exp(0.756) with
        // it; its square is the weight. The first blocks fall behind that, later ones outdo it.
        qInfo("%g", weight);
        QVERIFY(weight < before * std::exp(-2 * 0.5 * 2));
        before = weight;
    }
}

void HiddenModeBoundTest::isTheWeightOfAModeThatShows()
{
    std::mt19937_64 random(5);
    Eigen::VectorXd values = Eigen::VectorXd::LinSpaced(size, -1, 1);
    values[0] = 1.3;
    const Eigen::MatrixXd from = gaussian(size, width, random);
    const Krylov space = krylov(values, from, 14);
    QVERIFY(
        std::abs(modes::largestHiddenWeight(space.recurrence, space.start, 1.3, 1.3) / from.row(0).squaredNorm() -
                 1) < 1e-6);
}

void HiddenModeBoundTest::knowsTheOddsOfFaintVectors()
{
    std::mt19937_64 random(6);
    int fainter = 0;
    for (int i = 0; i < 100'000; ++i)
        fainter += gaussian(2, 1, random).squaredNorm() <= 0.1 ? 1 : 0;
    // 1 - exp(-w/2) = 0.04877 for two; the bound is w/2.
    QVERIFY(std::abs(fainter / 1e5 - 0.04877) < 0.003);
    QVERIFY(std::abs(modes::chanceOfFainter(0.1, 2) - 0.05) < 1e-12);
    QVERIFY(std::abs(modes::chanceOfFainter(0.02, 8) / (std::pow(0.01, 4) / 24) - 1) < 1e-12);
    QCOMPARE(modes::chanceOfFainter(100, 8), 1.0);
}

QTEST_APPLESS_MAIN(HiddenModeBoundTest)
#include "HiddenModeBoundTest.moc"
