#include "core/study/Study.h"

#include <QTest>

#include <algorithm>
#include <filesystem>

using namespace vitrine;

// The study that run.sh shows to a newcomer has to be whole under today's rules of what belongs to a recipe.
class BundledStudyTest : public QObject {
    Q_OBJECT
private slots:
    void isWholeAndHasTransitions();
};

void BundledStudyTest::isWholeAndHasTransitions()
{
    const study::Study bundled =
        study::Study::open(std::filesystem::path(VITRINE_TEST_DATA) / "../../resources/studies/harmonic-4000");
    const study::SampleState state = bundled.state("A");
    QVERIFY(state.hasStructure);
    QCOMPARE(state.modeCount, Eigen::Index(16));
    QCOMPARE(state.scans.size(), std::size_t(32));
    QVERIFY(state.foreign.empty());
    const auto records = bundled.records();
    QVERIFY(std::ranges::all_of(records, [](const auto& record) { return record.criticalAmplitude.has_value(); }));
}

QTEST_GUILESS_MAIN(BundledStudyTest)
#include "BundledStudyTest.moc"
