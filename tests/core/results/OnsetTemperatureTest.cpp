#include "core/results/OnsetTemperature.h"

#include <QTest>

using namespace vitrine::results;

namespace {

ModeRecord record(const std::string& sample, Eigen::Index mode, const std::string& sign,
                  const std::string& outcome, std::optional<double> barrier = std::nullopt)
{
    ModeRecord result;
    result.sample = sample;
    result.mode = mode;
    result.omega = 0.1 * static_cast<double>(mode);
    result.sign = sign;
    result.outcome = outcome;
    result.barrier = barrier;
    result.method = sign.empty() ? "" : "fire";
    return result;
}

}  // namespace

class OnsetTemperatureTest : public QObject {
    Q_OBJECT
private slots:
    void isTwiceTheLowestBarrier();
    void saysWhenNoModeWentAnywhere();
    void countsLooseParticlesOnlyIfAsked();
    void seesAGapInTheModes();
    void leavesOutScansWithoutAVerdict();
    void countsTheScansOfOneMinimizer();
};

void OnsetTemperatureTest::isTwiceTheLowestBarrier()
{
    const auto onsets = onsetTemperatures(
        {record("A", 1, "+", "transition", 3e-6), record("A", 1, "-", "transition", 5e-6),
         record("A", 2, "+", "transition", 1e-6), record("A", 2, "-", "overlap"),
         record("A", 3, "+", "no-transition"), record("A", 4, "", ""), record("B", 1, "-", "transition", 2e-7)});
    QCOMPARE(onsets.size(), std::size_t{2});
    QCOMPARE(onsets[0].sample, std::string("A"));
    QCOMPARE(*onsets[0].temperature, 2e-6);
    QCOMPARE(onsets[0].mode, 2);
    QCOMPARE(onsets[0].sign, std::string("+"));
    QCOMPARE(onsets[0].scannedModes, 3);
    QCOMPARE(onsets[0].scansInBothDirections, 2);
    QCOMPARE(onsets[0].modesWithBarrier, 2);
    QCOMPARE(onsets[0].highestOmega, 0.1 * 3);
    QVERIFY(onsets[0].unbrokenFromFirst);
    QCOMPARE(*onsets[1].temperature, 4e-7);
    QCOMPARE(onsets[1].scannedModes, 1);
    QCOMPARE(onsets[1].scansInBothDirections, 0);
}

void OnsetTemperatureTest::saysWhenNoModeWentAnywhere()
{
    const auto onsets = onsetTemperatures({record("A", 1, "+", "overlap"), record("A", 1, "-", "overlap")});
    QVERIFY(!onsets.at(0).temperature);
    QCOMPARE(onsets[0].mode, 0);
    QCOMPARE(onsets[0].scannedModes, 1);
    QVERIFY(onsetTemperatures({}).empty());
}

void OnsetTemperatureTest::countsLooseParticlesOnlyIfAsked()
{
    const std::vector<ModeRecord> records = {record("A", 1, "+", "loose-particle", 1e-9),
                                             record("A", 2, "+", "transition", 1e-6)};
    QCOMPARE(*onsetTemperatures(records).at(0).temperature, 2e-9);
    QCOMPARE(*onsetTemperatures(records, {.countLooseParticles = false}).at(0).temperature, 2e-6);
    QCOMPARE(onsetTemperatures(records, {.countLooseParticles = false}).at(0).modesWithBarrier, 1);
}

void OnsetTemperatureTest::seesAGapInTheModes()
{
    const auto onsets =
        onsetTemperatures({record("A", 1, "+", "transition", 1e-6), record("A", 3, "+", "transition", 1e-6)});
    QVERIFY(!onsets.at(0).unbrokenFromFirst);
    QCOMPARE(onsets[0].mode, 1);  // of equal barriers the first
}

void OnsetTemperatureTest::leavesOutScansWithoutAVerdict()
{
    const auto onsets =
        onsetTemperatures({record("A", 1, "+", "transition", 1e-6), record("A", 1, "-", "not-converged"),
                           record("A", 2, "+", "not-converged")});
    QCOMPARE(onsets.at(0).scannedModes, 1);
    QCOMPARE(onsets[0].scansInBothDirections, 0);
    QCOMPARE(onsets[0].highestOmega, 0.1);
}

void OnsetTemperatureTest::countsTheScansOfOneMinimizer()
{
    ModeRecord other = record("A", 2, "+", "transition", 1e-9);
    other.method = "gradient-flow";
    const std::vector<ModeRecord> records = {record("A", 1, "+", "transition", 1e-6), other};
    QCOMPARE(*onsetTemperatures(records).at(0).temperature, 2e-6);
    QCOMPARE(onsetTemperatures(records)[0].scannedModes, 1);
    const auto byFlow = onsetTemperatures(records, {.method = vitrine::quench::MinimizerKind::gradientFlow});
    QCOMPARE(*byFlow.at(0).temperature, 2e-9);
}

QTEST_APPLESS_MAIN(OnsetTemperatureTest)
#include "OnsetTemperatureTest.moc"
