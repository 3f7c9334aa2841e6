#include "core/results/TransitionSummary.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vitrine;
using results::ModeRecord;

namespace {
ModeRecord record(const std::string& sample, Eigen::Index mode, const std::string& sign, double amplitude,
                  int transition)
{
    ModeRecord record;
    record.sample = sample;
    record.mode = mode;
    record.omega = 0.01 * static_cast<double>(mode);
    record.participationRatio = 0.5;
    record.phononOrder = 0.5;
    record.thirdOrderAmplitude = 10;
    record.sign = sign;
    record.method = "fire";
    record.outcome = "transition";
    record.criticalAmplitude = amplitude;
    record.barrier = amplitude * amplitude;
    record.distance = transition;
    record.energyDifference = -std::pow(transition, 3);
    record.rearrangedCount = 4;
    record.overlap = 0.2;
    record.transition = transition;
    return record;
}

ModeRecord unmoved(const std::string& sample, Eigen::Index mode, const std::string& sign)
{
    ModeRecord record;
    record.sample = sample;
    record.mode = mode;
    record.omega = 0.01 * static_cast<double>(mode);
    record.thirdOrderAmplitude = 20;
    record.sign = sign;
    record.method = sign.empty() ? "" : "fire";
    record.outcome = sign.empty() ? "" : "no-transition";
    return record;
}
}  // namespace

class TransitionSummaryTest : public QObject {
    Q_OBJECT

private slots:
    void countsScansModesAndStates()
    {
        ModeRecord loose = record("A", 3, "+", 1e-5, 9);
        loose.outcome = "loose-particle";
        loose.rearrangedCount = 1;
        loose.energyDifference = 1e-14;
        const std::vector<ModeRecord> records = {record("A", 1, "+", 0.01, 1),
                                                 record("A", 1, "-", 0.02, 2),
                                                 record("A", 2, "+", 0.03, 1),
                                                 unmoved("A", 2, "-"),
                                                 loose,
                                                 unmoved("A", 4, "+"),
                                                 unmoved("A", 5, ""),
                                                 record("B", 1, "+", 0.04, 1)};
        const auto summary = results::summariseTransitions(records, potential::HarmonicPotential{});
        QCOMPARE(summary.scans, std::size_t(7));
        QCOMPARE(summary.outcomes.at("transition"), std::size_t(4));
        QCOMPARE(summary.outcomes.at("no-transition"), std::size_t(2));
        QCOMPARE(summary.modesScanned, std::size_t(5));
        QCOMPARE(summary.modesInBothDirections, std::size_t(2));
        QCOMPARE(summary.modesWithTransition, std::size_t(4));
        QCOMPARE(summary.looseModes, std::size_t(1));
        QCOMPARE(summary.transitions, std::size_t(4));
        QCOMPARE(summary.states.size(), std::size_t(3));
        QCOMPARE(summary.states.front().sample, std::string("A"));
        QCOMPARE(summary.states.front().scans, std::size_t(2));
        QCOMPARE(summary.states.front().modes, std::size_t(2));
        QCOMPARE(summary.states.front().reachedBy, (std::vector<std::string>{"1+", "2+"}));
        QCOMPARE(summary.distance->count, std::size_t(3));
        QCOMPARE(summary.squaredDistance->least, 0.25);  // 1^2 / 4
        QCOMPARE(summary.squaredDistance->largest, 1.0);
        QCOMPARE(summary.criticalAmplitude->count, std::size_t(4));
        QCOMPARE(summary.criticalAmplitude->least, 1e-5);  // a nearly loose particle too, by the paper's criterion
        QCOMPARE(summary.thirdOrderAmplitude->count, std::size_t(6));
        QCOMPARE(summary.thirdOrderRatio->least, 250.0);  // 10 / 0.04
        QCOMPARE(*summary.onsets.at(1).temperature, 2 * 0.04 * 0.04);
    }

    void aModeWithoutAVerdictIsNotOneWithoutATransition()
    {
        ModeRecord open = unmoved("A", 1, "+");
        open.outcome = "not-converged";
        ModeRecord openToo = open;
        openToo.mode = 2;
        const auto summary = results::summariseTransitions(
            {open, unmoved("A", 1, "-"), openToo, record("A", 2, "-", 0.1, 1)}, potential::HarmonicPotential{});
        QCOMPARE(summary.modesWithTransition, std::size_t(1));
        QCOMPARE(summary.modesWithoutVerdict, std::size_t(1));
    }

    void aModeThatTrulyMovesInOneDirectionIsNotLoose()
    {
        ModeRecord loose = record("A", 1, "+", 1e-5, 9);
        loose.outcome = "loose-particle";
        ModeRecord looseToo = loose;
        looseToo.mode = 2;
        const auto summary = results::summariseTransitions({loose, record("A", 1, "-", 0.1, 1), looseToo},
                                                           potential::HarmonicPotential{});
        QCOMPARE(summary.looseModes, std::size_t(1));
    }

    void otherMinimizersDoNotCount()
    {
        ModeRecord other = record("A", 1, "+", 0.001, 5);
        other.method = "gradient-flow";
        const std::vector<ModeRecord> records = {record("A", 1, "+", 0.01, 1), other};
        const auto summary = results::summariseTransitions(records, potential::HarmonicPotential{});
        QCOMPARE(summary.scans, std::size_t(1));
        QCOMPARE(summary.criticalAmplitude->least, 0.01);
    }

    void aModeHasTheSmallerOfItsAmplitudes()
    {
        const auto modes = results::smallestOfEachMode({record("A", 1, "+", 0.02, 1), record("A", 1, "-", 0.01, 2),
                                                        unmoved("A", 2, "+"), record("B", 1, "+", 0.5, 1)});
        QCOMPARE(modes.size(), std::size_t(2));
        QCOMPARE(modes[0].sign, std::string("-"));
        QCOMPARE(modes[1].sample, std::string("B"));
    }

    void findsSlopesAndCorrelations()
    {
        std::vector<ModeRecord> records;
        for (int mode = 1; mode <= 12; ++mode)
            records.push_back(record("A", mode, "+", 1.0 / mode, mode));
        for (ModeRecord& each : records)
            each.participationRatio = each.omega;
        const auto find = [](const results::TransitionSummary& summary, const char* first, const char* second) {
            return std::ranges::find_if(summary.correlations, [&](const results::NamedCorrelation& named) {
                return named.first == first && named.second == second;
            });
        };
        const auto all = results::summariseTransitions(records, potential::HarmonicPotential{});
        QVERIFY(std::abs(all.slope->slope - 3) < 1e-12);
        QCOMPARE(find(all, "omega", "ac")->correlation->coefficient, -1.0);
        QCOMPARE(find(all, "omega", "dr")->correlation->coefficient, 1.0);
        QVERIFY(!find(all, "phonon_order", "ac")->correlation);  // all alike
        // Each sample below its own omega_BP, and that only where the paper's figures are cut.
        for (const ModeRecord& each : std::vector<ModeRecord>(records)) {
            records.push_back(each);
            records.back().sample = "B";
        }
        const auto low =
            results::summariseTransitions(records, potential::HarmonicPotential{}, {{"A", 0.085}, {"B", 0.025}});
        QCOMPARE(find(low, "participation_ratio", "ac")->correlation->count, std::size_t(8 + 2));
        QCOMPARE(find(low, "omega", "ac")->correlation->count, std::size_t(24));
        QCOMPARE(low.belowOmega.at("B"), 0.025);
    }

    void saysNothingWithoutScans()
    {
        const auto summary =
            results::summariseTransitions({unmoved("A", 1, "")}, potential::LennardJonesPotential{});
        QVERIFY(summary.scans == 0 && summary.states.empty() && !summary.criticalAmplitude && !summary.slope);
        QVERIFY(!summary.onsets.front().temperature);
    }
};

QTEST_APPLESS_MAIN(TransitionSummaryTest)
#include "TransitionSummaryTest.moc"
