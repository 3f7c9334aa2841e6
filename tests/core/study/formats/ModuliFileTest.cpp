#include "core/run/Errors.h"
#include "core/study/formats/ModuliFile.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace vitrine;

class ModuliFileTest : public QObject {
    Q_OBJECT

private slots:
    void givesBackEveryNumber()
    {
        for (const bool stable : {true, false}) {
            write(study::formats::moduliFile(example(stable), "abc"));
            const auto piece = study::formats::readModuli(path());
            QCOMPARE(piece.identity.fingerprint, std::string("abc"));
            QVERIFY(piece.moduli.stiffness == example(stable).stiffness);
            QVERIFY(piece.moduli.affineStiffness == example(stable).affineStiffness);
            QVERIFY(piece.moduli.stress == example(stable).stress);
            QCOMPARE(piece.moduli.shearModuli, example(stable).shearModuli);
            QCOMPARE(piece.moduli.shear, example(stable).shear);
            QCOMPARE(piece.moduli.transverseSpeed, example(stable).transverseSpeed);
            QCOMPARE(piece.moduli.debyeLevel, example(stable).debyeLevel);
            QCOMPARE(piece.moduli.iterations, example(stable).iterations);
        }
    }

    void findsDamage()
    {
        const std::vector<std::byte> image = study::formats::moduliFile(example(true), "abc");
        std::string bytes(reinterpret_cast<const char*>(image.data()), image.size());
        const double shear = example(true).shear;
        const auto at = bytes.find(std::string(reinterpret_cast<const char*>(&shear), sizeof shear));
        QVERIFY(at != std::string::npos);
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        std::ofstream(path(), std::ios::binary) << bytes;
        QVERIFY_THROWS_EXCEPTION(run::UnreadableFile, study::formats::readModuli(path()));
    }

private:
    static modes::ElasticModuli example(bool stable)
    {
        modes::ElasticModuli moduli;
        moduli.stiffness = modes::VoigtMatrix::NullaryExpr(
            [](Eigen::Index i, Eigen::Index j) { return static_cast<double>(7 * i + j) / 3; });
        moduli.affineStiffness = 2 * moduli.stiffness;
        moduli.stress << 1, 2, 3, 4, 5, 6, 7, 8, 9;
        moduli.bulk = 0.3;
        moduli.shear = stable ? 0.123 : -0.123;
        moduli.shearModuli = {1, 2, 3, 4, 5};
        moduli.longitudinalSpeed = 1.25;
        if (stable) {
            moduli.transverseSpeed = 0.75;
            moduli.debyeLevel = 0.5;
        }
        moduli.iterations = 99;
        return moduli;
    }

    std::filesystem::path path() const { return m_folder.filePath("moduli.h5").toStdString(); }

    void write(const std::vector<std::byte>& image) const
    {
        std::ofstream(path(), std::ios::binary)
            .write(reinterpret_cast<const char*>(image.data()), static_cast<std::streamsize>(image.size()));
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ModuliFileTest)
#include "ModuliFileTest.moc"
