#include "core/run/Errors.h"
#include "core/study/formats/Hdf5File.h"
#include "core/study/formats/PackingFile.h"

#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <fstream>
#include <functional>
#include <limits>

using namespace vitrine;
using study::formats::Hdf5Builder;

class PackingFileTest : public QObject {
    Q_OBJECT

private slots:
    void readsTheReferenceCases()
    {
        const model::Packing packing = study::formats::readPacking(VITRINE_TEST_DATA "/harm_N1000_s11.h5");
        QCOMPARE(packing.particleCount(), Eigen::Index(1000));
        QVERIFY(std::abs(packing.numberDensity() * std::numbers::pi / 6 - 0.73) < 1e-12);
        QVERIFY((packing.positions.array() >= 0).all() && (packing.positions.array() < packing.box.side).all());
    }

    void readsTheLastFrameOfH5md()
    {
        for (const bool matrix : {false, true}) {
            const model::Packing packing = read([matrix](Hdf5Builder& file) { addH5md(file, matrix); });
            QCOMPARE(packing.box.side, 5.0);
            QCOMPARE(packing.positions.col(1), Eigen::Vector3d(10, 11, 12));
        }
    }

    void readsH5mdThatDoesNotChangeInTime()
    {
        const model::Packing packing = read([](Hdf5Builder& file) {
            file.addGroup("/particles");
            file.addGroup("/particles/all");
            file.addDataset("/particles/all/position", std::array{1.0, 2.0, 3.0}, {1, 3});
            file.addGroup("/particles/all/box");
            file.addDataset("/particles/all/box/edges", std::array{4.0, 4.0, 4.0}, {3});
        });
        QCOMPARE(packing.box.side, 4.0);
        QCOMPARE(packing.positions.col(0), Eigen::Vector3d(1, 2, 3));
    }

    void readsExtendedXyzWhateverItsName()
    {
        std::ofstream(path()) << "1\nLattice=\"3 0 0 0 3 0 0 0 3\"\nA 0 1 2\n";
        QCOMPARE(study::formats::readPacking(path()).box.side, 3.0);
    }

    void readsTheBoxFromAnAttribute()
    {
        const model::Packing packing = read([](Hdf5Builder& file) {
            file.addDataset("/positions", std::array{1.0, 2.0, 3.0}, {1, 3});
            file.setAttribute("/", "box", 2.5);
        });
        QCOMPARE(packing.box.side, 2.5);
    }

    void refusesTwoGroupsOfParticles()
    {
        refuses(
            [](Hdf5Builder& file) {
                addH5md(file, false);
                file.addGroup("/particles/other");
            },
            "2 groups under /particles");
    }

    void refusesABoxThatIsNoPeriodicCube()
    {
        const auto withBox = [](std::array<double, 3> edges) {
            return [edges](Hdf5Builder& file) {
                file.addDataset("/positions", std::array{1.0, 2.0, 3.0}, {1, 3});
                file.addDataset("/box", edges, {3});
            };
        };
        refuses(withBox({1, 1, 2}), "no cube");
        refuses(withBox({-1, -1, -1}), "no cube");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        refuses(withBox({nan, nan, nan}), "no cube");
        refuses(
            [](Hdf5Builder& file) {
                addH5md(file, false);
                file.setAttribute("/particles/all/box", "boundary",
                                  std::vector<std::string>{"periodic", "none", "periodic"});
            },
            "\"none\" in one direction");
    }

    void refusesPositionsThatAreNone()
    {
        const auto withPositions = [](const std::vector<double>& positions, const study::formats::Shape& shape) {
            return [positions, shape](Hdf5Builder& file) {
                file.addDataset("/positions", positions, shape);
                file.setAttribute("/", "box", 2.0);
            };
        };
        refuses(withPositions({1, 2, 3, 4}, {2, 2}), "three coordinates");
        refuses(withPositions({1, 2, 3}, {3}), "three coordinates");
        refuses(withPositions({}, {0, 3}), "0 particles");
        refuses(withPositions({1, std::numeric_limits<double>::quiet_NaN(), 3}, {1, 3}),
                "particle 1 has the coordinate");
        refuses(withPositions({1, 2, std::numeric_limits<double>::infinity()}, {1, 3}),
                "particle 1 has the coordinate");
        refuses(withPositions({1, 1e30, 3}, {1, 3}), "within 10,000 box edges");
    }

    void refusesParticlesThatDiffer()
    {
        refuses(
            [](Hdf5Builder& file) {
                addH5md(file, false);
                file.addDataset("/particles/all/species", std::array<std::int64_t, 2>{0, 1}, {2});
            },
            "have to be alike");
        refuses(
            [](Hdf5Builder& file) {
                addH5md(file, false);
                file.addDataset("/particles/all/mass", std::array{2.0, 2.0}, {2});
            },
            "of mass 1");
        refuses(
            [](Hdf5Builder& file) {
                addH5md(file, false);
                file.addGroup("/particles/all/species");
                file.addDataset("/particles/all/species/value", std::array<std::int64_t, 4>{1, 1, 0, 1}, {2, 2});
            },
            "have to be alike");
        refuses(
            [](Hdf5Builder& file) {
                addH5md(file, false);
                file.addDataset("/particles/all/mass", std::array{1.0, 1.0, 1.0}, {3});
            },
            "a number for each of its 2 particles");
    }

    void refusesHdf5WithoutAPacking()
    {
        refuses([](Hdf5Builder& file) { file.addGroup("/something"); },
                "neither /particles (H5MD) nor /positions");
        refuses(
            [](Hdf5Builder& file) {
                file.addDataset("/positions", std::array{1.0, 2.0, 3.0}, {1, 3});
            },
            "no box");
    }

    void refusesAMissingFile()
    {
        QVERIFY_THROWS_EXCEPTION(run::UnreadableFile, study::formats::readPacking("/nowhere/packing.h5"));
        QVERIFY_THROWS_EXCEPTION(run::UnreadableFile, study::formats::readPacking("/"));
    }

private:
    std::string path() const { return m_folder.filePath("packing").toStdString(); }

    model::Packing read(const std::function<void(Hdf5Builder&)>& fill) const
    {
        Hdf5Builder file;
        fill(file);
        const std::vector<std::byte> bytes = file.image();
        std::ofstream(path(), std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        return study::formats::readPacking(path());
    }

    /// Two frames of two particles in a box of edge 4, then 5.
    static void addH5md(Hdf5Builder& file, bool matrix)
    {
        file.addGroup("/particles");
        file.addGroup("/particles/all");
        file.addGroup("/particles/all/position");
        file.addDataset("/particles/all/position/value",
                        std::array{1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 12.}, {2, 2, 3});
        file.addGroup("/particles/all/box");
        file.addGroup("/particles/all/box/edges");
        if (matrix)
            file.addDataset("/particles/all/box/edges/value",
                            std::array{4., 0., 0., 0., 4., 0., 0., 0., 4., 5., 0., 0., 0., 5., 0., 0., 0., 5.},
                            {2, 3, 3});
        else
            file.addDataset("/particles/all/box/edges/value", std::array{4., 4., 4., 5., 5., 5.}, {2, 3});
    }

    void refuses(const std::function<void(Hdf5Builder&)>& fill, const std::string& reason) const
    {
        try {
            read(fill);
            QFAIL(("it was read: " + reason).c_str());
        }
        catch (const run::UnreadableFile& error) {
            if (std::string(error.what()).find(reason) == std::string::npos)
                QFAIL(error.what());
        }
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(PackingFileTest)
#include "PackingFileTest.moc"
