#include "app/desktop/Session.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace vitrine;
using anharmonicity::Direction;
using anharmonicity::ScanOutcome;
using anharmonicity::ScanResult;
using app::Session;
using app::StudyContents;

namespace {

constexpr int patience = 5'000;  // ms

StudyContents emptyStudy()
{
    StudyContents contents;
    contents.folder = "/tmp/glass";
    contents.samples.resize(2);
    contents.samples[0].name = "A";
    contents.samples[1].name = "B";
    return contents;
}

std::shared_ptr<const ScanResult> scanOf(Eigen::Index mode, Direction direction,
                                         ScanOutcome outcome = ScanOutcome::transition)
{
    auto scan = std::make_shared<ScanResult>();
    scan->mode = mode;
    scan->direction = direction;
    scan->outcome = outcome;
    return scan;
}

results::ModeRecord recordOf(const char* sample, Eigen::Index mode, const char* sign, double ac)
{
    results::ModeRecord record;
    record.sample = sample;
    record.mode = mode;
    record.sign = sign;
    record.outcome = "transition";
    record.criticalAmplitude = ac;
    return record;
}

}  // namespace

class SessionTest : public QObject {
    Q_OBJECT

private slots:
    void opensAtTheEasiestTransition();
    void opensAtTheTailThatIsKnownBest();
    void fitsTailsByTheRuleOfTheStudy();
    void followsTheNewestTransitionUntilTheUserSelects();
    void ignoresScansWithoutATransition();
    void takesTheEasierDirectionOfAMode();
    void tellsABurstOnce();
    void tellsTheUsersSelectionAtOnce();
    void keepsTheSelectionWhileTheStudyGrows();
    void dropsPiecesOfUnknownSamples();
};

void SessionTest::opensAtTheEasiestTransition()
{
    StudyContents contents = emptyStudy();
    contents.samples[0].records = {recordOf("A", 1, "+", 3e-3), recordOf("A", 1, "-", 2e-3)};
    contents.samples[1].records = {recordOf("B", 4, "+", 1e-3)};
    Session session;
    QSignalSpy selected(&session, &Session::selectionChanged);
    session.setStudy(contents);
    QCOMPARE(selected.count(), 1);
    QVERIFY((session.selection() == ui::Selection{"B", 4, Direction::plus}));
    QCOMPARE(session.selectedRecord()->criticalAmplitude.value(), 1e-3);
}

void SessionTest::opensAtTheTailThatIsKnownBest()
{
    StudyContents contents = emptyStudy();
    contents.samples[0].records = {recordOf("A", 1, "+", 3e-3), recordOf("A", 1, "-", 2e-3)};
    contents.samples[1].records = {recordOf("B", 4, "+", 1e-3), recordOf("B", 5, "+", 4e-3)};
    contents.samples[0].records[0].decayExponent = 2.9;
    contents.samples[0].records[0].decayExponentError = 0.1;
    contents.samples[1].records[1].decayExponent = 2.0;
    contents.samples[1].records[1].decayExponentError = 0.2;
    Session session;
    session.setStudy(contents);
    QVERIFY((session.selection() == ui::Selection{"A", 1, Direction::plus}));
}

void SessionTest::fitsTailsByTheRuleOfTheStudy()
{
    constexpr Eigen::Index count = 4000;  // too few for the usual rule
    quench::InherentStructure structure;
    structure.packing.box.side = 14.2;
    std::mt19937 random(5);
    std::uniform_real_distribution<double> anywhere(0, structure.packing.box.side);
    structure.packing.positions.resize(3, count);
    for (double& x : structure.packing.positions.reshaped())
        x = anywhere(random);
    ScanResult::AtTransition transition;
    transition.displacements.setZero(3, count);
    for (Eigen::Index i = 0; i < count; ++i) {
        Eigen::Vector3d apart = structure.packing.positions.col(i) - structure.packing.positions.col(0);
        apart -= structure.packing.box.side * (apart / structure.packing.box.side).array().round().matrix();
        transition.displacements(0, i) = std::pow(std::max(apart.norm(), 1.0), -3);
    }
    transition.displacements(0, 0) = 2;

    StudyContents contents = emptyStudy();
    Session session;
    session.setStudy(contents);
    QVERIFY(std::holds_alternative<rearrangement::NoTail>(session.profileOf(structure, transition).tail));
    contents.plan.tail = {.rangeBegin = 2, .rangeEnd = 6.5};
    session.setStudy(contents);
    const auto byRule = session.profileOf(structure, transition);
    const auto* fit = std::get_if<rearrangement::TailFit>(&byRule.tail);
    QVERIFY(fit);
    QVERIFY2(std::abs(fit->exponent - 3) < 0.1, qPrintable(QString::number(fit->exponent)));
    // A range that is right for a larger sample of the study: the points are there, the tail says why it is not.
    contents.plan.tail = {.rangeBegin = 2, .rangeEnd = 70};
    session.setStudy(contents);
    const auto tooLong = session.profileOf(structure, transition);
    QVERIFY(!tooLong.ratios.empty());
    QVERIFY(std::holds_alternative<rearrangement::NoTail>(tooLong.tail));
}

void SessionTest::followsTheNewestTransitionUntilTheUserSelects()
{
    Session session;
    session.setStudy(emptyStudy());
    session.addScan("A", scanOf(1, Direction::plus));
    QVERIFY((session.selection() == ui::Selection{"A", 1, Direction::plus}));
    session.addScan("A", scanOf(2, Direction::minus));
    QVERIFY((session.selection() == ui::Selection{"A", 2, Direction::minus}));
    session.select({"A", 1, Direction::plus});
    session.addScan("A", scanOf(3, Direction::plus));
    QVERIFY((session.selection() == ui::Selection{"A", 1, Direction::plus}));
}

void SessionTest::ignoresScansWithoutATransition()
{
    Session session;
    session.setStudy(emptyStudy());
    session.addScan("A", scanOf(1, Direction::plus));
    session.addScan("A", scanOf(2, Direction::plus, ScanOutcome::noTransition));
    QCOMPARE(session.selection().mode, Eigen::Index(1));
}

void SessionTest::takesTheEasierDirectionOfAMode()
{
    StudyContents contents = emptyStudy();
    contents.samples[0].records = {recordOf("A", 1, "+", 3e-3), recordOf("A", 1, "-", 2e-3),
                                   recordOf("A", 2, "+", 1e-3)};
    Session session;
    session.setStudy(contents);
    session.select({"A", 1, std::nullopt});
    QVERIFY((session.selection() == ui::Selection{"A", 1, Direction::minus}));
}

void SessionTest::tellsABurstOnce()
{
    Session session;
    session.setStudy(emptyStudy());
    QSignalSpy changed(&session, &Session::contentsChanged);
    QSignalSpy selected(&session, &Session::selectionChanged);
    for (Eigen::Index mode = 1; mode <= 50; ++mode)
        session.addScan("A", scanOf(mode, Direction::plus));
    QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, patience);
    QCOMPARE(selected.count(), 1);
    QCOMPARE(session.contents().sample("A")->scans.size(), std::size_t(50));
}

void SessionTest::tellsTheUsersSelectionAtOnce()
{
    Session session;
    session.setStudy(emptyStudy());
    QSignalSpy selected(&session, &Session::selectionChanged);
    session.select({"B", 0, std::nullopt});
    QCOMPARE(selected.count(), 1);
    session.select({"B", 0, std::nullopt});
    QCOMPARE(selected.count(), 1);
}

void SessionTest::keepsTheSelectionWhileTheStudyGrows()
{
    StudyContents contents = emptyStudy();
    contents.samples[0].scans[{1, Direction::plus}] = scanOf(1, Direction::plus);
    Session session;
    session.setStudy(contents);
    session.select({"A", 1, Direction::plus});
    contents.samples[0].scans[{2, Direction::plus}] = scanOf(2, Direction::plus);
    QSignalSpy changed(&session, &Session::contentsChanged);
    session.updateStudy(contents);
    QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, patience);
    QCOMPARE(session.selection().mode, Eigen::Index(1));
    QCOMPARE(session.selectedScan()->mode, Eigen::Index(1));
}

void SessionTest::dropsPiecesOfUnknownSamples()
{
    Session session;
    session.setStudy(emptyStudy());
    session.addScan("Z", scanOf(1, Direction::plus));
    QVERIFY(!session.contents().sample("Z"));
    QCOMPARE(session.selection().mode, Eigen::Index(0));
}

QTEST_GUILESS_MAIN(SessionTest)
#include "SessionTest.moc"
