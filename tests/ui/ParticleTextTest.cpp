#include "ui/ParticleText.h"
#include "ui/look/Numbers.h"

#include <QTest>

using namespace vitrine;

namespace {

/// Three particles in a box of edge 10; the second is a rattler.
quench::InherentStructure structure()
{
    quench::InherentStructure result;
    result.packing.box.side = 10;
    result.packing.positions.resize(3, 3);
    result.packing.positions << 0.5, 5, 9.6,  //
        1, 5, 1,                              //
        1, 5, 1;
    result.rattlers = {1};
    return result;
}

QString words(Eigen::Index particle)
{
    const quench::InherentStructure packing = structure();
    Eigen::Matrix3Xd e = Eigen::Matrix3Xd::Zero(3, 3);
    e(0, 0) = 0.8;
    e(1, 2) = 0.6;
    Eigen::Matrix3Xd displacements = Eigen::Matrix3Xd::Zero(3, 3);
    displacements(0, 0) = 0.01;
    displacements(2, 2) = 0.25;
    const ui::ParticleSubject subject{
        .structure = &packing,
        .particle = particle,
        .mode = Eigen::Map<const Eigen::Matrix3Xd>(e.data(), 3, 3),
        .displacements = Eigen::Map<const Eigen::Matrix3Xd>(displacements.data(), 3, 3)};
    return look::withPlainSpaces(ui::particleInWords(subject).join(QLatin1Char('\n')));
}

}  // namespace

class ParticleTextTest : public QObject {
    Q_OBJECT

private slots:
    void saysEverythingWithItsRank()
    {
        QCOMPARE(words(0),
                 QStringLiteral("particle 1 at (0.500, 1.00, 1.00) \u03c3\n"
                                "contacts: 1, energy 2.50 \u00d7 10\u207b\u00b3 \u03b5\n"
                                "|e\u1d62| = 0.800, number 1 of 3 by size\n"
                                "|\u0394r\u1d62| = 0.0100 \u03c3, number 2 of 3 by size\n"
                                "0.900 \u03c3 from the particle that moved most, 3"));  // through the wall
    }

    void saysWhichMovedMost() { QVERIFY(words(2).endsWith(QStringLiteral("it moved most"))); }

    void saysThatItIsARattler() { QVERIFY(words(1).startsWith(QStringLiteral("particle 2, a rattler, at"))); }

    void leavesOutWhatIsNotKnown()
    {
        const quench::InherentStructure packing = structure();
        const ui::ParticleSubject subject{.structure = &packing, .particle = 0, .mode = {}, .displacements = {}};
        QCOMPARE(ui::particleInWords(subject).size(), 2);
    }
};

QTEST_MAIN(ParticleTextTest)
#include "ParticleTextTest.moc"
