#include "core/study/formats/ModuliFile.h"

#include "core/study/formats/Hdf5File.h"
#include "core/study/formats/PieceHeader.h"

#include <limits>
#include <span>

namespace vitrine::study::formats {

namespace {
template <typename Matrix>
void addMatrix(Hdf5Builder& file, const std::string& path, const Matrix& matrix)
{
    file.addDataset(path, {matrix.data(), static_cast<std::size_t>(matrix.size())},
                    {static_cast<std::uint64_t>(matrix.cols()), static_cast<std::uint64_t>(matrix.rows())});
}

template <typename Matrix>
Matrix readMatrix(const Hdf5Reader& file, const std::string& path)
{
    Matrix matrix;
    file.read(path, {static_cast<std::uint64_t>(matrix.cols()), static_cast<std::uint64_t>(matrix.rows())},
              {matrix.data(), static_cast<std::size_t>(matrix.size())});
    return matrix;
}

void addIfThere(Hdf5Builder& file, const std::string& name, const std::optional<double>& value)
{
    if (value)
        file.setAttribute("/vitrine", name, *value);
}

std::optional<double> readIfThere(const Hdf5Reader& file, const std::string& name)
{
    return file.hasAttribute("/vitrine", name) ? std::optional(file.number("/vitrine", name)) : std::nullopt;
}
}  // namespace

std::vector<std::byte> moduliFile(const modes::ElasticModuli& moduli, const std::string& fingerprint)
{
    Hdf5Builder file;
    addPieceHeader(file, "moduli", {fingerprint, contentHash(moduli)});
    addMatrix(file, "/vitrine/stiffness", moduli.stiffness);
    addMatrix(file, "/vitrine/affine_stiffness", moduli.affineStiffness);
    addMatrix(file, "/vitrine/stress", moduli.stress);
    file.addDataset("/vitrine/shear_moduli", std::span<const double>(moduli.shearModuli), {5});
    file.setAttribute("/vitrine", "pressure", moduli.pressure);
    file.setAttribute("/vitrine", "bulk", moduli.bulk);
    file.setAttribute("/vitrine", "shear", moduli.shear);
    file.setAttribute("/vitrine", "affine_bulk", moduli.affineBulk);
    file.setAttribute("/vitrine", "affine_shear", moduli.affineShear);
    file.setAttribute("/vitrine", "mass_density", moduli.massDensity);
    addIfThere(file, "longitudinal_speed", moduli.longitudinalSpeed);
    addIfThere(file, "transverse_speed", moduli.transverseSpeed);
    addIfThere(file, "debye_level", moduli.debyeLevel);
    file.setAttribute("/vitrine", "iterations", moduli.iterations);
    file.setAttribute("/vitrine", "residual", moduli.residual);
    return file.image();
}

ModuliPiece readModuli(const std::filesystem::path& path)
{
    const Hdf5Reader file(path);
    ModuliPiece piece;
    piece.identity = readPieceHeader(file, "moduli");
    modes::ElasticModuli& moduli = piece.moduli;
    moduli.stiffness = readMatrix<modes::VoigtMatrix>(file, "/vitrine/stiffness");
    moduli.affineStiffness = readMatrix<modes::VoigtMatrix>(file, "/vitrine/affine_stiffness");
    moduli.stress = readMatrix<Eigen::Matrix3d>(file, "/vitrine/stress");
    file.read("/vitrine/shear_moduli", {5}, moduli.shearModuli);
    moduli.pressure = file.number("/vitrine", "pressure");
    moduli.bulk = file.number("/vitrine", "bulk");
    moduli.shear = file.number("/vitrine", "shear");
    moduli.affineBulk = file.number("/vitrine", "affine_bulk");
    moduli.affineShear = file.number("/vitrine", "affine_shear");
    moduli.massDensity = file.number("/vitrine", "mass_density");
    moduli.longitudinalSpeed = readIfThere(file, "longitudinal_speed");
    moduli.transverseSpeed = readIfThere(file, "transverse_speed");
    moduli.debyeLevel = readIfThere(file, "debye_level");
    moduli.iterations = readCount(file, "/vitrine", "iterations", 0, std::numeric_limits<std::int64_t>::max());
    moduli.residual = file.number("/vitrine", "residual");
    if (contentHash(moduli) != piece.identity.content)
        file.refuse("its numbers are not those that were written: it is damaged");
    return piece;
}

}  // namespace vitrine::study::formats
