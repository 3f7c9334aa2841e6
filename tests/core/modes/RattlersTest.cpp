#include "core/modes/Rattlers.h"
#include "tests/support/ReferenceCase.h"

#include <QTest>

using namespace vitrine;

namespace {
// Four particles that touch each other, and others that hang on them.
model::Packing tetrahedron(const std::vector<Eigen::Vector3d>& others)
{
    model::Packing packing{{8.0}, Eigen::Matrix3Xd(3, 4 + static_cast<Eigen::Index>(others.size()))};
    const double a = 0.9 / std::sqrt(8.0);
    packing.positions.leftCols(4) << a, a, -a, -a, a, -a, a, -a, a, -a, -a, a;
    for (std::size_t k = 0; k < others.size(); ++k)
        packing.positions.col(4 + static_cast<Eigen::Index>(k)) = others[k];
    packing.positions.array() += 4;
    return packing;
}
}  // namespace

class RattlersTest : public QObject {
    Q_OBJECT

private slots:
    void thereIsNoneInTheReference()
    {
        const auto reference = test::ReferenceCase::harmonic();
        QVERIFY(modes::findRattlers(reference.packing, reference.potential).empty());
    }

    // Every particle of a lone tetrahedron has three contacts; with a fifth at its centre, four.
    void removesParticlesUntilAllLeftHaveFourContacts()
    {
        const potential::HarmonicPotential harmonic;
        QCOMPARE(modes::findRattlers(tetrahedron({}), harmonic).size(), std::size_t{4});
        const model::Packing held = tetrahedron({Eigen::Vector3d::Zero()});
        QVERIFY(modes::findRattlers(held, harmonic).empty());
    }

    void findsAChainThatHangsOnAFrame()
    {
        // The second hangs on the first, the first on the frame: both have to go, one after the other.
        const model::Packing chain =
            tetrahedron({Eigen::Vector3d::Zero(), {1.1, 0.3183, 0.0}, {2.0, 0.3183, 0.0}, {0, 3, 3}});
        const auto rattlers = modes::findRattlers(chain, potential::HarmonicPotential{});
        QVERIFY((rattlers == std::vector<Eigen::Index>{5, 6, 7}));
    }

    void thereIsNoneInLennardJones()
    {
        const model::Packing lone{{8.0}, Eigen::Matrix3Xd::Zero(3, 1)};
        QVERIFY(modes::findRattlers(lone, potential::LennardJonesPotential{}).empty());
    }
};

QTEST_APPLESS_MAIN(RattlersTest)
#include "RattlersTest.moc"
