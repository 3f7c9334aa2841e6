#include "core/run/Errors.h"
#include "core/study/formats/Hdf5File.h"

#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <filesystem>
#include <fstream>
#include <hdf5.h>
#include <thread>

using namespace vitrine;
using study::formats::Hdf5Builder;
using study::formats::Hdf5Reader;
using study::formats::Shape;

class Hdf5FileTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_temporary = std::make_unique<QTemporaryDir>(); }

    void readsBackWhatItBuilt()
    {
        const Hdf5Reader file(written(exampleImage()));
        QVERIFY(file.hasGroup("/group"));
        QVERIFY(file.hasDataset("/group/numbers"));
        QVERIFY(file.hasDataset("/same"));
        QVERIFY(!file.hasGroup("/other"));
        QCOMPARE(file.members("/"), (std::vector<std::string>{"group", "same"}));
        QCOMPARE(file.shape("/group/numbers"), (Shape{2, 3}));
        QCOMPARE(file.numbers("/group/numbers", Shape{2, 3}), (std::vector<double>{1, 2, 3, 4, 5, 0.1}));
        QCOMPARE(file.slice("/same", {2, 3}, 1), (std::vector<double>{4, 5, 0.1}));
        QCOMPARE(file.integers("/group/counts", {2}), (std::vector<std::int64_t>{-1, 7}));
        QCOMPARE(file.integers("/group/none", {0}), (std::vector<std::int64_t>{}));
        QCOMPARE(file.number("/group", "real"), 0.1);
        QCOMPARE(file.integer("/group", "whole"), std::int64_t(1) << 60);
        QCOMPARE(file.text("/group", "text"), std::string("sigma"));
        QCOMPARE(file.text("/group", "empty"), std::string());
        QCOMPARE(file.texts("/group", "texts"), (std::vector<std::string>{"a", "long"}));
    }

    void buildsEqualBytesAtAnyTime()
    {
        const std::vector<std::byte> first = exampleImage();
        QTest::qWait(1100);  // time stamps of HDF5 have a resolution of one second
        QVERIFY(first == exampleImage());
    }

    void refusesOtherShapes()
    {
        const Hdf5Reader file(written(exampleImage()));
        refuses([&] { file.numbers("/group/numbers", Shape{3, 2}); }, "2 x 3 where 3 x 2 is expected");
        refuses([&] { file.slice("/group/numbers", {2, 3}, 2); }, "no element 2");
        refuses([&] { file.numbers("/group/absent", Shape{1}); }, "is missing");
        refuses([&] { file.number("/group", "text"); }, "is no number");
        refuses([&] { file.text("/group", "real"); }, "is no text");
    }

    void refusesWhatIsNoHdf5()
    {
        const std::filesystem::path path = m_temporary->filePath("a.h5").toStdString();
        std::ofstream(path) << "no HDF5 at all";
        refuses([&] { Hdf5Reader file(path); }, "no HDF5 file");
        refuses([&] { Hdf5Reader file(path.string() + "missing"); }, "No such file");
    }

    void refusesEveryCutOffFile()
    {
        const std::vector<std::byte> whole = exampleImage();
        for (std::size_t size = 0; size < whole.size(); size += 64) {
            const auto path = written({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
            refuses([&] { Hdf5Reader(path).numbers("/group/numbers", Shape{2, 3}); }, "cannot be used");
        }
    }

    void refusesLinksThatLeadElsewhere()
    {
        const std::string path = m_temporary->filePath("links.h5").toStdString();
        const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
        H5Lcreate_external("/etc/passwd", "/", file, "outside", H5P_DEFAULT, H5P_DEFAULT);
        H5Lcreate_soft("/outside", file, "soft", H5P_DEFAULT, H5P_DEFAULT);
        H5Fclose(file);
        const Hdf5Reader reader(path);
        refuses([&] { reader.hasDataset("/outside"); }, "external link");
        refuses([&] { reader.hasDataset("/outside/a"); }, "external link");
        refuses([&] { reader.hasDataset("/soft"); }, "soft or external link");
    }

    void refusesDataInOtherFiles()
    {
        refuses(
            [&] {
                Hdf5Reader(foreignDataset([](hid_t creation) {
                    H5Pset_external(creation, "/etc/passwd", 0, 80);
                })).numbers("/data", Shape{10});
            },
            "stored in another file");
    }

    void refusesUnknownFilters()
    {
        refuses(
            [&] {
                Hdf5Reader(foreignDataset([](hid_t creation) {
                    const std::array<hsize_t, 1> chunk{10};
                    H5Pset_chunk(creation, 1, chunk.data());
                    H5Pset_nbit(creation);
                })).numbers("/data", Shape{10});
            },
            "filter 5");
    }

    void readsCompressedData()
    {
        const auto path = foreignDataset([](hid_t creation) {
            const std::array<hsize_t, 1> chunk{10};
            H5Pset_chunk(creation, 1, chunk.data());
            H5Pset_shuffle(creation);
            H5Pset_deflate(creation, 6);
            H5Pset_fletcher32(creation);
        });
        QCOMPARE(Hdf5Reader(path).numbers("/data", Shape{10}), std::vector<double>(10, 1.0));
    }

    void refusesSizesThatTheFileCannotHold()
    {
        const std::string path = m_temporary->filePath("huge.h5").toStdString();
        const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
        const std::array<hsize_t, 2> huge{hsize_t(1) << 40, 3};
        const std::array<hsize_t, 2> chunk{hsize_t(1) << 26, 3};
        const hid_t space = H5Screate_simple(2, huge.data(), nullptr);
        const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
        H5Dclose(H5Dcreate2(file, "unwritten", H5T_IEEE_F64LE, space, H5P_DEFAULT, creation, H5P_DEFAULT));
        H5Pset_chunk(creation, 2, chunk.data());
        H5Dclose(H5Dcreate2(file, "chunk", H5T_IEEE_F64LE, space, H5P_DEFAULT, creation, H5P_DEFAULT));
        H5Pclose(creation);
        H5Sclose(space);
        H5Fclose(file);
        const Hdf5Reader reader(path);
        refuses([&] { reader.shape("/unwritten"); }, "more than the file holds");
        refuses([&] { reader.shape("/chunk"); }, "chunks of more than");
    }

    void servesManyThreads()
    {
        const auto path = written(exampleImage());
        std::atomic<int> good{0};
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    for (int round = 0; round < 25; ++round)
                        if (exampleImage().size() > 0 && Hdf5Reader(path).numbers("/same", Shape{2, 3})[5] == 0.1)
                            ++good;
                });
        }
        QCOMPARE(good.load(), 100);
    }

private:
    static std::vector<std::byte> exampleImage()
    {
        Hdf5Builder file;
        file.addGroup("/group");
        file.addDataset("/group/numbers", std::array{1.0, 2.0, 3.0, 4.0, 5.0, 0.1}, {2, 3}, {1, 3});
        file.addDataset("/group/counts", std::array<std::int64_t, 2>{-1, 7}, {2});
        file.addDataset("/group/none", std::span<const std::int64_t>(), {0});
        file.addHardLink("/group/numbers", "/same");
        file.setAttribute("/group", "real", 0.1);
        file.setAttribute("/group", "whole", std::int64_t(1) << 60);
        file.setAttribute("/group", "text", std::string("sigma"));
        file.setAttribute("/group", "empty", std::string());
        file.setAttribute("/group", "texts", std::vector<std::string>{"a", "long"});
        return file.image();
    }

    std::filesystem::path written(const std::vector<std::byte>& bytes) const
    {
        const std::filesystem::path path = m_temporary->filePath("file.h5").toStdString();
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        return path;
    }

    /// A file with /data of ten ones, created with properties that the test chooses.
    std::filesystem::path foreignDataset(const std::function<void(hid_t)>& choose) const
    {
        const std::string path = m_temporary->filePath("foreign.h5").toStdString();
        const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
        const std::array<hsize_t, 1> length{10};
        const hid_t space = H5Screate_simple(1, length.data(), nullptr);
        const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
        choose(creation);
        const hid_t dataset = H5Dcreate2(file, "data", H5T_IEEE_F64LE, space, H5P_DEFAULT, creation, H5P_DEFAULT);
        if (H5Pget_external_count(creation) == 0) {
            const std::vector<double> ones(10, 1.0);
            H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, ones.data());
        }
        H5Dclose(dataset);
        H5Pclose(creation);
        H5Sclose(space);
        H5Fclose(file);
        return path;
    }

    static void refuses(const std::function<void()>& call, const std::string& reason)
    {
        try {
            call();
        }
        catch (const run::UnreadableFile& error) {
            const std::string message = error.what();
            if (message.find(reason) == std::string::npos)
                QFAIL(message.c_str());
            return;
        }
        QFAIL(("nothing was refused: " + reason).c_str());
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
};

QTEST_GUILESS_MAIN(Hdf5FileTest)
#include "Hdf5FileTest.moc"
