#include "core/run/Errors.h"
#include "core/study/formats/ExtendedXyz.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <functional>

using namespace vitrine;

class ExtendedXyzTest : public QObject {
    Q_OBJECT

private slots:
    void readsAFrameAtFullPrecision()
    {
        const model::Packing packing = read(
            "2\n"
            "Lattice=\"4.5 0 0 0 4.5 0 0.0 0 4.5\" Properties=species:S:1:pos:R:3 "
            "pbc=\"T T T\"\n"
            "A 0.1 0.30000000000000004 -1e-3\n"
            "A +1 2 3\n");
        QCOMPARE(packing.box.side, 4.5);
        QCOMPARE(packing.particleCount(), Eigen::Index(2));
        QCOMPARE(packing.positions(1, 0), 0.1 + 0.2);
        QCOMPARE(packing.positions(2, 0), -1e-3);
        QCOMPARE(packing.positions(0, 1), 1.0);
    }

    void findsPositionsAmongOtherColumns()
    {
        const model::Packing packing = read(
            "1\nProperties=id:I:1:velo:R:3:pos:R:3 Lattice='1 0 0 0 1 0 0 0 1' Time=3\n"
            "7 9 9 9 0.25 0.5 0.75\n");
        QCOMPARE(packing.positions.col(0), Eigen::Vector3d(0.25, 0.5, 0.75));
    }

    void takesTheLastFrame()
    {
        const std::string frame = "1\nLattice=\"1 0 0 0 1 0 0 0 1\"\nA 0 0 ";
        QCOMPARE(read(frame + "0.1\n" + frame + "0.2\n\n").positions(2, 0), 0.2);
    }

    void readsLinesThatEndAsOnWindows()
    {
        QCOMPARE(read("1\r\nLattice=\"1 0 0 0 1 0 0 0 1\" pbc=\"T T T\"\r\nA 0 0 0.5\r\n").positions(2, 0), 0.5);
    }

    void refusesInOneSentence_data()
    {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("reason");
        const QString box = "Lattice=\"2 0 0 0 2 0 0 0 2\"";
        const auto row = [](const char* name, const QString& content, const char* reason) {
            QTest::newRow(name) << content << QString(reason);
        };
        row("empty", "", "it is empty");
        row("text", "hello world\n", "neither HDF5 nor extended XYZ");
        row("binary", QString("\x01\x02\x03\n"), "neither HDF5 nor extended XYZ");
        row("no particles", "0\n" + box + "\n", "announces 0 particles");
        row("negative", "-5\n" + box + "\n", "announces -5 particles");
        row("huge", "8000000\n" + box + "\nA 0 0 0\n", "more than the file can hold");
        row("larger than any integer", "99999999999999999999999\n" + box + "\n", "is not a number of particles");
        row("only a count", "000000001\n", "ends after the number of particles");
        row("cut off", "3\n" + box + "\nA 0 0 0\nA 1 1 1\n", "announces 3 particles, but has 2");
        row("no box", "1\nProperties=species:S:1:pos:R:3\nA 0 0 0\n", "the box is unknown");
        row("short box", "1\nLattice=\"2 0 0\"\nA 0 0 0\n", "a lattice of 3 numbers");
        row("no cube", "1\nLattice=\"2 0 0 0 2 0 0 0 3\"\nA 0 0 0\n", "no cube");
        row("tilted", "1\nLattice=\"2 0 0 0.1 2 0 0 0 2\"\nA 0 0 0\n", "tilted");
        row("negative box", "1\nLattice=\"-2 0 0 0 -2 0 0 0 -2\"\nA 0 0 0\n", "no cube");
        row("not a number in the box", "1\nLattice=\"nan 0 0 0 nan 0 0 0 nan\"\nA 0 0 0\n",
            "\"nan\" in its lattice");
        row("open quotation", "1\nLattice=\"2 0 0 0 2 0 0 0 2\nA 0 0 0\n", "quotation mark");
        row("walls", "1\n" + box + " pbc=\"T T F\"\nA 0 0 0\n", "periodic in all directions");
        row("not a number", "1\n" + box + "\nA 0 nan 0\n", "coordinate \"nan\"");
        row("infinite", "1\n" + box + "\nA 0 inf 0\n", "coordinate \"inf\"");
        row("too large", "1\n" + box + "\nA 0 1e999 0\n", "coordinate \"1e999\"");
        row("a word", "1\n" + box + "\nA 0 x 0\n", "coordinate \"x\"");
        row("missing column", "1\n" + box + "\nA 0 0\n", "has 3 columns, but 4 are announced");
        row("two kinds", "2\n" + box + "\nA 0 0 0\nB 1 1 1\n", "all have to be alike");
        row("no positions", "1\nProperties=species:S:1 " + box + "\nA\n", "without pos");
        row("odd properties", "1\nProperties=species:S:1:pos:R " + box + "\nA 0 0 0\n", "no triples");
        row("two dimensions", "1\nProperties=pos:R:2 " + box + "\n0 0 0 0 0 0\n", "no three real numbers");
        row("many columns", "1\nProperties=a:R:1000:b:R:1000:pos:R:3 " + box + "\n0 0 0 0 0 0\n",
            "more than 1000");
        row("long line", QString(70000, 'x') + "\n", "longer than 65536");
    }

    void refusesInOneSentence()
    {
        QFETCH(QString, content);
        QFETCH(QString, reason);
        try {
            read(content.toStdString());
            QFAIL("it was read");
        }
        catch (const run::UnreadableFile& error) {
            const QString message = error.what();
            QVERIFY2(message.contains(reason), error.what());
            QVERIFY2(message.startsWith("The file ") && message.endsWith(".") && !message.contains('\n'),
                     error.what());
        }
    }

private:
    static model::Packing read(const std::string& content)
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath("packing.xyz").toStdString();
        std::ofstream(path, std::ios::binary) << content;
        return study::formats::readExtendedXyz(path);
    }
};

QTEST_APPLESS_MAIN(ExtendedXyzTest)
#include "ExtendedXyzTest.moc"
