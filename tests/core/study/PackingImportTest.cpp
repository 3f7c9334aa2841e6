#include "core/run/Errors.h"
#include "core/study/PackingImport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;

class PackingImportTest : public QObject {
    Q_OBJECT

private slots:
    void makesSamplesOfAStudy();
    void namesTheFileThatIsNoMinimum();
    void readsAllFilesBeforeAnythingIsMade();

private:
    /// Particles too far apart to touch, but for two at a distance.
    std::filesystem::path lattice(const char* name, const char* distance) const;
    study::PackingImport wish(const std::vector<std::filesystem::path>& files, bool minimise) const
    {
        study::PackingImport made;
        made.folder = m_folder.filePath(QStringLiteral("study")).toStdString();
        made.files = files;
        made.potential = potential::HarmonicPotential{};
        made.minimise = minimise;
        return made;
    }
    static void ignore(const std::filesystem::path&, const std::string&, const quench::InherentStructure&) {}

    QTemporaryDir m_folder;
};

std::filesystem::path PackingImportTest::lattice(const char* name, const char* distance) const
{
    QByteArray text("27\nLattice=\"4 0 0 0 4 0 0 0 4\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"\n");
    for (int i = 0; i < 27; ++i) {
        const auto place = [](int step) { return QByteArray::number(step * 4.0 / 3, 'g', 17); };
        const QByteArray z = i == 1 ? QByteArray(distance) : place(i % 3);
        text += "A " + place(i / 9) + ' ' + place(i / 3 % 3) + ' ' + z + '\n';
    }
    QFile file(m_folder.filePath(QLatin1String(name)));
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
    return file.fileName().toStdString();
}

void PackingImportTest::namesTheFileThatIsNoMinimum()
{
    try {
        study::importPackings(wish({lattice("overlapping.xyz", "0.8")}, false), run::RunControl(1), ignore);
        QFAIL("two particles overlap: no minimum");
    }
    catch (const run::NotAMinimum& error) {
        QVERIFY2(QString::fromUtf8(error.what()).contains(QStringLiteral("overlapping.xyz")), error.what());
    }
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("study"))));
}

void PackingImportTest::readsAllFilesBeforeAnythingIsMade()
{
    const auto files = {lattice("apart.xyz", "1.2"),
                        std::filesystem::path(lattice("missing.xyz", "1.2").string() + ".gone")};
    QVERIFY_EXCEPTION_THROWN(study::importPackings(wish(files, true), run::RunControl(1), ignore),
                             run::UnreadableFile);
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("study"))));
}

void PackingImportTest::makesSamplesOfAStudy()
{
    QStringList names;
    const auto listener = [&names](const auto&, const std::string& sample, const auto& structure) {
        names << QString::fromStdString(sample);
        QCOMPARE(structure.packing.particleCount(), Eigen::Index(27));
        QVERIFY(structure.maxForce <= 1e-12);
    };
    study::PackingImport two = wish({lattice("near.xyz", "0.8"), lattice("nearer.xyz", "0.7")}, true);
    two.folder = m_folder.filePath(QStringLiteral("lattices")).toStdString();
    study::importPackings(two, run::RunControl(1), listener);
    QCOMPARE(names, (QStringList{QStringLiteral("A"), QStringLiteral("B")}));
    // Once more: they are there already.
    study::importPackings(two, run::RunControl(1), listener);
    QCOMPARE(names.mid(2), names.mid(0, 2));
    QCOMPARE(study::Study::open(two.folder).plan().samples.size(), std::size_t(2));
}

QTEST_APPLESS_MAIN(PackingImportTest)
#include "PackingImportTest.moc"
