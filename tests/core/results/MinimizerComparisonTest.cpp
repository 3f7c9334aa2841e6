#include "core/results/MinimizerComparison.h"

#include <QTest>

using namespace vitrine::results;

namespace {

ModeRecord record(Eigen::Index mode, const std::string& method, const std::string& outcome,
                  std::optional<double> amplitude = std::nullopt, std::optional<int> state = std::nullopt)
{
    ModeRecord result;
    result.sample = "A";
    result.mode = mode;
    result.sign = "+";
    result.method = method;
    result.outcome = outcome;
    result.criticalAmplitude = amplitude;
    result.transition = state;
    return result;
}

}  // namespace

class MinimizerComparisonTest : public QObject {
    Q_OBJECT
private slots:
    void seesWhereTheMinimizersDisagree();
    void comparesOnlyWithFire();
    void keepsTheRowsOfOneMinimizer();
};

void MinimizerComparisonTest::seesWhereTheMinimizersDisagree()
{
    const auto verdict = [](const ModeRecord& fire, const ModeRecord& other) {
        return compareMinimizers({fire, other}).at(0).agreement;
    };
    const std::string flow = "gradient-flow";
    const ModeRecord fire = record(1, "fire", "transition", 0.01, 1);
    QCOMPARE(verdict(fire, record(1, flow, "transition", 0.0105, 1)), MinimizerAgreement::agree);
    QCOMPARE(verdict(fire, record(1, flow, "transition", 0.02, 1)), MinimizerAgreement::amplitudesDiffer);
    QCOMPARE(verdict(fire, record(1, flow, "transition", 0.01, 2)), MinimizerAgreement::destinationsDiffer);
    QCOMPARE(verdict(fire, record(1, flow, "no-transition")), MinimizerAgreement::outcomesDiffer);
    QCOMPARE(verdict(fire, record(1, flow, "not-converged")), MinimizerAgreement::noVerdict);
    QCOMPARE(verdict(record(1, "fire", "overlap"), record(1, flow, "overlap")), MinimizerAgreement::agree);
    QCOMPARE(verdict(record(1, "fire", "overlap"), record(1, flow, "no-transition")),
             MinimizerAgreement::outcomesDiffer);
    QCOMPARE(agreementText(MinimizerAgreement::destinationsDiffer), std::string_view("destination differs"));
}

void MinimizerComparisonTest::comparesOnlyWithFire()
{
    const auto found = compareMinimizers(
        {record(1, "fire", "transition", 0.01, 1), record(1, "gradient-flow", "transition", 0.02, 1),
         record(1, "conjugate-gradients", "overlap"), record(2, "gradient-flow", "transition", 0.02, 1)});
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].method, std::string("gradient-flow"));
    QCOMPARE(*found[0].amplitudeRatio, 2.0);
    QCOMPARE(found[1].method, std::string("conjugate-gradients"));
    QVERIFY(!found[1].amplitudeRatio);
}

void MinimizerComparisonTest::keepsTheRowsOfOneMinimizer()
{
    ModeRecord unscanned = record(3, "", "");
    unscanned.sign = "";
    const std::vector<ModeRecord> records = {record(1, "fire", "overlap"), record(1, "gradient-flow", "overlap"),
                                             record(2, "gradient-flow", "transition", 0.01, 1), unscanned};
    const auto fire = recordsBy("fire", records);
    QCOMPARE(fire.size(), std::size_t{3});
    QCOMPARE(fire[0].method, std::string("fire"));
    QCOMPARE(fire[1].mode, 2);
    QVERIFY(fire[1].sign.empty() && fire[1].outcome.empty() && fire[1].method.empty());
    QVERIFY(!fire[1].criticalAmplitude && !fire[1].transition);
    QCOMPARE(fire[2].mode, 3);
}

QTEST_APPLESS_MAIN(MinimizerComparisonTest)
#include "MinimizerComparisonTest.moc"
