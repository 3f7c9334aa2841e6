#include "ui/figures/TiffFile.h"

#include "core/run/Errors.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <tiffio.h>

namespace vitrine::figures {

namespace {

/// A file in memory, as libtiff's procedures want it.
struct Memory {
    QByteArray bytes;
    qsizetype place = 0;
};

tmsize_t readMemory(thandle_t handle, void* data, tmsize_t size)
{
    auto& memory = *static_cast<Memory*>(handle);
    const auto count = std::clamp<qsizetype>(memory.bytes.size() - memory.place, 0, size);
    std::memcpy(data, memory.bytes.constData() + memory.place, static_cast<std::size_t>(count));
    memory.place += count;
    return count;
}

tmsize_t writeMemory(thandle_t handle, void* data, tmsize_t size)
{
    auto& memory = *static_cast<Memory*>(handle);
    memory.bytes.resize(std::max<qsizetype>(memory.bytes.size(), memory.place + size));
    std::memcpy(memory.bytes.data() + memory.place, data, static_cast<std::size_t>(size));
    memory.place += size;
    return size;
}

toff_t seekMemory(thandle_t handle, toff_t offset, int whence)
{
    auto& memory = *static_cast<Memory*>(handle);
    qsizetype from = 0;
    if (whence != SEEK_SET)
        from = whence == SEEK_CUR ? memory.place : memory.bytes.size();
    memory.place = from + static_cast<qsizetype>(offset);
    return static_cast<toff_t>(memory.place);
}

int closeMemory(thandle_t)
{
    return 0;
}

toff_t sizeOfMemory(thandle_t handle)
{
    return static_cast<toff_t>(static_cast<Memory*>(handle)->bytes.size());
}

}  // namespace

QByteArray tiffOfImage(const QImage& image, int dpi, const QString& description)
{
    Memory memory;
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> file(
        TIFFClientOpen("figure", "w", &memory, readMemory, writeMemory, seekMemory, closeMemory, sizeOfMemory,
                       nullptr, nullptr),
        TIFFClose);
    if (!file)
        throw run::Error("libtiff begins no picture.");
    const QImage rows = image.convertToFormat(QImage::Format_RGB888);
    TIFFSetField(file.get(), TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(rows.width()));
    TIFFSetField(file.get(), TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(rows.height()));
    TIFFSetField(file.get(), TIFFTAG_SAMPLESPERPIXEL, 3);
    TIFFSetField(file.get(), TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(file.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    TIFFSetField(file.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(file.get(), TIFFTAG_COMPRESSION, COMPRESSION_LZW);
    TIFFSetField(file.get(), TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    TIFFSetField(file.get(), TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    TIFFSetField(file.get(), TIFFTAG_XRESOLUTION, static_cast<double>(dpi));
    TIFFSetField(file.get(), TIFFTAG_YRESOLUTION, static_cast<double>(dpi));
    TIFFSetField(file.get(), TIFFTAG_SOFTWARE, "Vitrine");
    TIFFSetField(file.get(), TIFFTAG_IMAGEDESCRIPTION, description.toUtf8().constData());
    TIFFSetField(file.get(), TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(file.get(), 0));
    QByteArray row(static_cast<qsizetype>(rows.width()) * 3, '\0');
    for (int y = 0; y < rows.height(); ++y) {
        std::memcpy(row.data(), rows.constScanLine(y), static_cast<std::size_t>(row.size()));  // changed in place
        if (TIFFWriteScanline(file.get(), row.data(), static_cast<std::uint32_t>(y)) < 0)
            throw run::Error("libtiff writes no row of the picture.");
    }
    if (!TIFFFlush(file.get()))
        throw run::Error("libtiff does not end the picture.");
    return memory.bytes;
}

}  // namespace vitrine::figures
