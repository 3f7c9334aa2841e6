#include "core/anharmonicity/TransitionCatalogue.h"
#include "core/run/Errors.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace vitrine;
using anharmonicity::Direction;
using anharmonicity::ScanResult;
using anharmonicity::TransitionCatalogue;

namespace {
Eigen::Matrix3Xd randomField(Eigen::Index particleCount, unsigned seed)
{
    std::mt19937_64 generator(seed);
    std::normal_distribution<double> normal;
    return Eigen::Matrix3Xd::NullaryExpr(3, particleCount, [&] { return normal(generator); }).normalized();
}

std::shared_ptr<const ScanResult> transition(Eigen::Index mode, Direction direction, const Eigen::Matrix3Xd& field)
{
    auto scan = std::make_shared<ScanResult>();
    scan->mode = mode;
    scan->direction = direction;
    scan->outcome = anharmonicity::ScanOutcome::transition;
    scan->transition.emplace();
    scan->transition->distance = field.norm();
    scan->transition->displacements = field;
    return scan;
}
}  // namespace

class TransitionCatalogueTest : public QObject {
    Q_OBJECT

private slots:
    void numbersStatesByModeAndSignWhateverTheOrder()
    {
        const Eigen::Matrix3Xd a = randomField(100, 1);
        const Eigen::Matrix3Xd b = randomField(100, 2);  // as long as a
        std::vector<std::shared_ptr<const ScanResult>> scans{
            transition(3, Direction::minus, a), transition(1, Direction::minus, 1.0001 * a),
            transition(1, Direction::plus, b), transition(2, Direction::plus, -a)};
        std::mt19937 generator(3);
        for (int order = 0; order < 10; ++order) {
            std::shuffle(scans.begin(), scans.end(), generator);
            const TransitionCatalogue catalogue(scans);
            QCOMPARE(catalogue.states().size(), std::size_t{3});
            QCOMPARE(catalogue.stateReachedBy({1, Direction::plus}), 1);
            QCOMPARE(catalogue.stateReachedBy({1, Direction::minus}), 2);
            QCOMPARE(catalogue.stateReachedBy({2, Direction::plus}), 3);
            QCOMPARE(catalogue.stateReachedBy({3, Direction::minus}), 2);
            const auto& shared = catalogue.states()[1];
            QCOMPARE(shared.number, 2);
            QCOMPARE(shared.first->mode, 1);
            QCOMPARE(shared.reachedBy.size(), std::size_t{2});
            QCOMPARE(shared.reachedBy[0].mode, 1);
            QCOMPARE(shared.reachedBy[1].mode, 3);
            QCOMPARE(shared.reachedBy[1].direction, Direction::minus);
        }
    }

    void scansWithoutTransitionHaveNoState()
    {
        auto none = std::make_shared<ScanResult>();
        none->mode = 1;
        none->outcome = anharmonicity::ScanOutcome::noTransition;
        const TransitionCatalogue catalogue({none, transition(2, Direction::plus, randomField(10, 4))});
        QCOMPARE(catalogue.states().size(), std::size_t{1});
        QVERIFY(!catalogue.stateReachedBy({1, Direction::plus}));
        QVERIFY(!catalogue.stateReachedBy({2, Direction::minus}));
        QCOMPARE(catalogue.stateReachedBy({2, Direction::plus}), 1);
    }

    void isEmptyForNoScans() { QVERIFY(TransitionCatalogue({}).states().empty()); }

    void toleranceDecidesWhatIsTheSame()
    {
        const Eigen::Matrix3Xd a = randomField(100, 5);
        const std::vector<std::shared_ptr<const ScanResult>> scans{transition(1, Direction::plus, a),
                                                                   transition(2, Direction::plus, 1.005 * a)};
        QCOMPARE(TransitionCatalogue(scans).states().size(), std::size_t{2});
        QCOMPARE(TransitionCatalogue(scans, 0.01).states().size(), std::size_t{1});
    }

    void rejectsAScanGivenTwice()
    {
        const auto scan = transition(1, Direction::plus, randomField(10, 6));
        QVERIFY_EXCEPTION_THROWN(TransitionCatalogue({scan, scan}), run::InvalidInput);
    }

    /// 600 scans that reach nearly 300 states: comparing all fields with each other would read 20 GB, but their
    /// lengths tell most of them apart.
    void isQuickForHundredsOfScans()
    {
        std::vector<Eigen::Matrix3Xd> fields;
        std::mt19937_64 generator(7);
        std::uniform_real_distribution<double> length(0.05, 1);
        for (unsigned n = 0; n < 30; ++n)
            fields.push_back(randomField(4000, n));
        std::vector<std::shared_ptr<const ScanResult>> scans;
        for (Eigen::Index mode = 1; mode <= 300; ++mode) {
            const Eigen::Matrix3Xd field = length(generator) * fields[static_cast<std::size_t>(mode) % 30];
            scans.push_back(transition(mode, Direction::plus, field));
            scans.push_back(transition(mode, Direction::minus, field));
        }
        QElapsedTimer timer;
        timer.start();
        const TransitionCatalogue catalogue(scans);
        qInfo("%lld ms, %zu states", static_cast<long long>(timer.elapsed()), catalogue.states().size());
        QVERIFY(timer.elapsed() < 1000);
        QVERIFY(catalogue.states().size() > 250);
        for (Eigen::Index mode = 1; mode <= 300; ++mode)
            QCOMPARE(catalogue.stateReachedBy({mode, Direction::minus}),
                     catalogue.stateReachedBy({mode, Direction::plus}));
    }
};

QTEST_APPLESS_MAIN(TransitionCatalogueTest)
#include "TransitionCatalogueTest.moc"
