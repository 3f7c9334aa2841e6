#include "app/desktop/StudyContents.h"

#include <QTest>

using namespace vitrine;
using anharmonicity::Direction;
using quench::MinimizerKind;

class StudyContentsTest : public QObject {
    Q_OBJECT

private slots:
    /// Scans by other minimisers are comparisons: a run makes those by FIRE whether they are there or not.
    void whatIsMissingAreScansByFire()
    {
        app::StudyContents contents;
        contents.samples.resize(1);
        auto& scans = contents.samples[0].scans;
        for (const MinimizerKind method : {MinimizerKind::gradientFlow, MinimizerKind::conjugateGradients})
            for (const Direction direction : {Direction::plus, Direction::minus})
                scans[{1, direction, method}] = std::make_shared<const anharmonicity::ScanResult>();
        QCOMPARE(contents.missing(1).scans, Eigen::Index(2));

        scans[{1, Direction::plus, MinimizerKind::fire}] = std::make_shared<const anharmonicity::ScanResult>();
        QCOMPARE(contents.missing(1).scans, Eigen::Index(1));
        QCOMPARE(contents.missing(3).scans, Eigen::Index(5));
    }
};

QTEST_GUILESS_MAIN(StudyContentsTest)
#include "StudyContentsTest.moc"
