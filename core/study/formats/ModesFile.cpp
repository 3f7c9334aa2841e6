#include "core/study/formats/ModesFile.h"

#include "core/run/Errors.h"
#include "core/study/formats/Hdf5File.h"
#include "core/study/formats/PieceHeader.h"

namespace vitrine::study::formats {

namespace {
constexpr std::int64_t largestParticleCount = 8'388'608;

std::span<const double> valuesOf(const Eigen::VectorXd& vector)
{
    return {vector.data(), static_cast<std::size_t>(vector.size())};
}

Eigen::VectorXd readVector(const Hdf5Reader& file, const std::string& path, Eigen::Index count)
{
    const std::vector<double> values = file.numbers(path, Shape{static_cast<std::uint64_t>(count)});
    return Eigen::Map<const Eigen::VectorXd>(values.data(), count);
}

/// Files of version 0.1.0 say only whether it is proved.
void readCompleteness(const Hdf5Reader& file, modes::NormalModes& block)
{
    block.completeness = file.integer("/vitrine", "completeness_proved") != 0 ? modes::Completeness::proved
                                                                              : modes::Completeness::estimated;
    if (file.hasAttribute("/vitrine", "completeness"))
        try {
            block.completeness = modes::completenessFromName(file.text("/vitrine", "completeness"));
        }
        catch (const run::InvalidInput& error) {
            file.refuse(error.what());
        }
    if (file.hasAttribute("/vitrine", "miss_probability"))
        block.missProbability = file.number("/vitrine", "miss_probability");
    if (file.hasAttribute("/vitrine", "counted_below"))
        block.countedBelow = file.number("/vitrine", "counted_below");
}

ModesSummary readAllButEigenvectors(const Hdf5Reader& file)
{
    ModesSummary summary;
    summary.identity = readPieceHeader(file, "modes");
    summary.particleCount = readCount(file, "/vitrine", "particles", 1, largestParticleCount);
    const std::int64_t largestMode = 3 * summary.particleCount;
    const std::int64_t count = readCount(file, "/vitrine", "modes", 1, largestMode);
    modes::NormalModes& block = summary.block;
    block.firstIndex = readCount(file, "/vitrine", "first_mode", 1, largestMode);
    block.omega = readVector(file, "/vitrine/omega", count);
    block.residuals = readVector(file, "/vitrine/residual", count);
    block.tau = readVector(file, "/vitrine/tau", count);
    block.participation = readVector(file, "/vitrine/participation_ratio", count);
    block.largestEigenvalue = file.number("/vitrine", "largest_eigenvalue");
    block.solver = file.text("/vitrine", "solver");
    readCompleteness(file, block);
    block.completenessReason = file.text("/vitrine", "completeness_reason");
    summary.phononOrder = readVector(file, "/vitrine/phonon_order", count);
    if (summaryHash(block, summary.phononOrder) != file.text("/vitrine", "summary"))
        file.refuse("its numbers are not those that were written: it is damaged");
    return summary;
}

Shape eigenvectorShape(const ModesSummary& summary)
{
    return {static_cast<std::uint64_t>(summary.block.count()), static_cast<std::uint64_t>(summary.particleCount),
            3};
}
}  // namespace

std::vector<std::byte> modesFile(const modes::NormalModes& block, const std::string& fingerprint,
                                 const Eigen::VectorXd& phononOrder)
{
    const auto modeCount = static_cast<std::uint64_t>(block.count());
    const auto particleCount = static_cast<std::uint64_t>(block.eigenvectors.rows() / 3);
    Hdf5Builder file;
    const std::string summary = summaryHash(block, phononOrder);
    addPieceHeader(file, "modes", {fingerprint, contentHash(summary, block.eigenvectors)});
    file.setAttribute("/vitrine", "summary", summary);
    file.setAttribute("/vitrine", "first_mode", std::int64_t(block.firstIndex));
    file.setAttribute("/vitrine", "modes", std::int64_t(block.count()));
    file.setAttribute("/vitrine", "particles", static_cast<std::int64_t>(particleCount));
    file.setAttribute("/vitrine", "norm", std::string("sum over particles of e_i . e_i = 1"));
    file.setAttribute("/vitrine", "sign", std::string("third derivative of the energy along e (tau) <= 0"));
    file.setAttribute("/vitrine", "order",
                      std::string("ascending omega, the three translations left out; particles as in packing.h5"));
    file.setAttribute("/vitrine", "largest_eigenvalue", block.largestEigenvalue);
    file.setAttribute("/vitrine", "solver", block.solver);
    file.setAttribute("/vitrine", "completeness_proved",
                      std::int64_t(block.completeness == modes::Completeness::proved ? 1 : 0));
    file.setAttribute("/vitrine", "completeness", std::string(modes::completenessName(block.completeness)));
    if (block.missProbability)
        file.setAttribute("/vitrine", "miss_probability", *block.missProbability);
    if (block.countedBelow)
        file.setAttribute("/vitrine", "counted_below", *block.countedBelow);
    file.setAttribute("/vitrine", "completeness_reason", block.completenessReason);
    file.addDataset("/vitrine/omega", valuesOf(block.omega), {modeCount});
    file.addDataset("/vitrine/residual", valuesOf(block.residuals), {modeCount});
    file.addDataset("/vitrine/tau", valuesOf(block.tau), {modeCount});
    file.addDataset("/vitrine/participation_ratio", valuesOf(block.participation), {modeCount});
    file.addDataset("/vitrine/phonon_order", valuesOf(phononOrder), {modeCount});
    file.addDataset("/vitrine/eigenvectors",
                    {block.eigenvectors.data(), static_cast<std::size_t>(block.eigenvectors.size())},
                    {modeCount, particleCount, 3}, {1, particleCount, 3});
    return file.image();
}

modes::NormalModes readModes(const std::filesystem::path& path)
{
    const Hdf5Reader file(path);
    ModesSummary summary = readAllButEigenvectors(file);
    const Shape shape = eigenvectorShape(summary);
    if (file.shape("/vitrine/eigenvectors") != shape)
        file.refuse("its eigenvectors are not those of its modes and particles");
    modes::NormalModes& block = summary.block;
    block.eigenvectors.resize(3 * summary.particleCount, block.count());
    file.read("/vitrine/eigenvectors", shape,
              {block.eigenvectors.data(), static_cast<std::size_t>(block.eigenvectors.size())});
    if (contentHash(file.text("/vitrine", "summary"), block.eigenvectors) != summary.identity.content)
        file.refuse("its numbers are not those that were written: it is damaged");
    return std::move(block);
}

ModesSummary readModesSummary(const std::filesystem::path& path)
{
    const Hdf5Reader file(path);
    ModesSummary summary = readAllButEigenvectors(file);
    if (file.shape("/vitrine/eigenvectors") != eigenvectorShape(summary))
        file.refuse("its eigenvectors are not those of its modes and particles");
    return summary;
}

}  // namespace vitrine::study::formats
