#include "tests/support/ReferenceCase.h"

#include "core/run/Errors.h"

#include <algorithm>
#include <cstdlib>
#include <hdf5.h>
#include <limits>

namespace vitrine::test {

namespace {

constexpr double notRecorded = std::numeric_limits<double>::quiet_NaN();

/// An open HDF5 file, read by path.
class ReferenceFile {
public:
    explicit ReferenceFile(const std::filesystem::path& file)
        : m_name(file.string()), m_file(H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT))
    {
        if (m_file < 0)
            throw run::UnreadableFile("The reference case " + m_name + " cannot be opened.");
    }
    ~ReferenceFile() { H5Fclose(m_file); }
    ReferenceFile(const ReferenceFile&) = delete;
    ReferenceFile& operator=(const ReferenceFile&) = delete;

    bool has(const std::string& path) const { return H5Lexists(m_file, path.c_str(), H5P_DEFAULT) > 0; }

    std::vector<double> numbers(const std::string& path) const
    {
        const hid_t dataset = open(path);
        const hid_t space = H5Dget_space(dataset);
        std::vector<double> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
        const herr_t status = H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
        H5Sclose(space);
        H5Dclose(dataset);
        if (status < 0)
            throw run::UnreadableFile("The dataset " + path + " of " + m_name + " cannot be read.");
        return values;
    }

    double number(const std::string& path) const { return numbers(path).at(0); }

    std::int64_t integer(const std::string& path) const { return static_cast<std::int64_t>(number(path)); }

    Eigen::VectorXd vector(const std::string& path) const
    {
        const std::vector<double> values = numbers(path);
        return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
    }

    Eigen::Matrix3Xd field(const std::string& path) const
    {
        const std::vector<double> values = numbers(path);
        return Eigen::Map<const Eigen::Matrix3Xd>(values.data(), 3, static_cast<Eigen::Index>(values.size()) / 3);
    }

    std::string text(const std::string& path) const
    {
        const hid_t dataset = open(path);
        const hid_t type = H5Dget_type(dataset);
        char* characters = nullptr;
        const herr_t status =
            H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, static_cast<void*>(&characters));
        H5Tclose(type);
        H5Dclose(dataset);
        if (status < 0 || characters == nullptr)
            throw run::UnreadableFile("The dataset " + path + " of " + m_name + " cannot be read.");
        const std::string value(characters);
        H5free_memory(characters);
        return value;
    }

private:
    hid_t open(const std::string& path) const
    {
        const hid_t dataset = H5Dopen2(m_file, path.c_str(), H5P_DEFAULT);
        if (dataset < 0)
            throw run::UnreadableFile("The reference case " + m_name + " has no dataset " + path + ".");
        return dataset;
    }

    std::string m_name;
    hid_t m_file;
};

ReferenceModes readModes(const ReferenceFile& file)
{
    return {.omega = file.vector("modes/omega"),
            .allOmega = file.vector("modes/omega_all"),
            .kappa = file.vector("modes/kappa"),
            .participation = file.vector("modes/P"),
            .phononOrder = file.vector("modes/O"),
            .phononOrderSummed = file.vector("modes/O_Tsum"),
            .phononOrderNm10 = file.vector("modes/O_Nm10"),
            .phononOrderLowest = file.vector("modes/O_Nm0_n2max3"),
            .thresholdDistance = file.vector("modes/O_rel_distance_to_threshold"),
            .thresholdDistanceNm10 = file.vector("modes/O_Nm10_rel_distance_to_threshold"),
            .tau = file.vector("modes/tau"),
            .thirdOrderAmplitude = file.vector("modes/Ac_A3"),
            .zeroEigenvalues = file.vector("modes/zero_eigenvalues")};
}

std::vector<ReferencePull> readLog(const ReferenceFile& file, const std::string& path)
{
    const std::vector<double> rows = file.numbers(path);
    std::vector<ReferencePull> pulls;
    for (std::size_t row = 0; row < rows.size(); row += 4)
        pulls.push_back(
            {rows[row], rows[row + 1], rows[row + 2], notRecorded, static_cast<std::int64_t>(rows[row + 3])});
    return pulls;
}

std::vector<ReferencePull> readPullsAbove(const ReferenceFile& file, const std::string& path)
{
    const std::vector<double> rows = file.numbers(path);
    std::vector<ReferencePull> pulls;
    for (std::size_t row = 0; row < rows.size(); row += 5)
        pulls.push_back(
            {rows[row], rows[row + 1], rows[row + 2], rows[row + 3], static_cast<std::int64_t>(rows[row + 4])});
    return pulls;
}

ReferenceScan readScan(const ReferenceFile& file, const std::string& group, Eigen::Index mode, int sign)
{
    ReferenceScan scan{.mode = mode, .sign = sign, .log = {}, .transition = std::nullopt};
    if (file.has(group + "log_A_dr_dPhi_steps"))
        scan.log = readLog(file, group + "log_A_dr_dPhi_steps");
    if (file.has(group + "A_hi"))
        scan.transition = {.lowAmplitude = file.number(group + "A_lo"),
                           .highAmplitude = file.number(group + "A_hi"),
                           .distance = file.number(group + "dr"),
                           .energyDifference = file.number(group + "dPhi"),
                           .rearrangedCount = file.number(group + "N_rearr"),
                           .overlap = file.number(group + "I"),
                           .barrier = file.number(group + "barrier"),
                           .harmonicBarrier = file.number(group + "harmonic_barrier"),
                           .closestPulledPair = file.number(group + "rmin_pulled"),
                           .displacements = file.field(group + "displacement_float32"),
                           .gradientAmplitude = file.number(group + "cg_A_hi"),
                           .gradientDistance = file.number(group + "cg_dr"),
                           .gradientEnergyDifference = file.number(group + "cg_dPhi"),
                           .above = readPullsAbove(file, group + "post_A_dr_dPhi_Nrearr_steps")};
    return scan;
}

std::vector<ReferenceScan> readScans(const ReferenceFile& file, std::vector<Eigen::Index> modes)
{
    std::sort(modes.begin(), modes.end());
    std::vector<ReferenceScan> scans;
    for (const Eigen::Index mode : modes)
        for (const int sign : {-1, 1}) {
            const std::string number = std::to_string(1000 + mode).substr(1);
            const std::string group = "scan/mode" + number + (sign > 0 ? "_plus" : "_minus");
            if (file.has(group))
                scans.push_back(readScan(file, group + "/", mode, sign));
        }
    return scans;
}

}  // namespace

ReferenceCase ReferenceCase::harmonic()
{
    return read(VITRINE_TEST_DATA "/harm_N1000_s11.h5");
}

ReferenceCase ReferenceCase::lennardJones()
{
    return read(VITRINE_TEST_DATA "/lj_N1000_s12.h5");
}

ReferenceCase ReferenceCase::read(const std::filesystem::path& path)
{
    const ReferenceFile file(path);
    ReferenceCase result{.packing = {{file.number("box")}, file.field("positions")},
                         .potential = potential::potentialFromName(file.text("potential")),
                         .seed = static_cast<std::uint64_t>(file.integer("seed")),
                         .energy = file.number("energy"),
                         .pressure = file.number("pressure"),
                         .maxForce = file.number("max_force"),
                         .contactCount = file.integer("n_pairs_within_rc"),
                         .rattlerCount = file.integer("n_rattlers"),
                         .modes = readModes(file),
                         .scannedModes = {},
                         .scannedEigenvectors = {},
                         .scans = {}};
    const Eigen::Index particleCount = result.packing.particleCount();
    for (const double mode : file.numbers("scan/modes"))
        result.scannedModes.push_back(static_cast<Eigen::Index>(mode));
    const Eigen::Matrix3Xd vectors = file.field("scan/eigenvectors");
    for (std::size_t number = 0; number < result.scannedModes.size(); ++number)
        result.scannedEigenvectors.emplace_back(
            vectors.middleCols(static_cast<Eigen::Index>(number) * particleCount, particleCount));
    result.scans = readScans(file, result.scannedModes);
    return result;
}

const Eigen::Matrix3Xd& ReferenceCase::eigenvector(Eigen::Index k) const
{
    const auto place = std::find(scannedModes.begin(), scannedModes.end(), k);
    if (place == scannedModes.end())
        throw run::InvalidInput("The reference case holds no eigenvector of mode " + std::to_string(k) + ".");
    return scannedEigenvectors[static_cast<std::size_t>(place - scannedModes.begin())];
}

const ReferenceScan& ReferenceCase::scan(Eigen::Index k, int sign) const
{
    const auto place =
        std::find_if(scans.begin(), scans.end(), [&](const auto& s) { return s.mode == k && s.sign == sign; });
    if (place == scans.end())
        throw run::InvalidInput("The reference case holds no scan of mode " + std::to_string(k) + " with sign " +
                                std::to_string(sign) + ".");
    return *place;
}

quench::InherentStructure ReferenceCase::structure() const
{
    quench::InherentStructure structure;
    structure.recipe.potential = potential;
    structure.recipe.particleCount = packing.particleCount();
    structure.recipe.numberDensity = packing.numberDensity();
    structure.recipe.seed = seed;
    structure.recipe.origin = std::holds_alternative<potential::HarmonicPotential>(potential)
                                  ? model::Origin::random
                                  : model::Origin::liquid;
    structure.packing = packing;
    structure.minimizer = "reference";
    structure.record.outcome = quench::MinimizerOutcome::converged;
    structure.record.maxForce = maxForce;
    structure.energy = energy;
    structure.pressure = pressure;
    structure.maxForce = maxForce;
    structure.contactCount = contactCount;
    return structure;
}

}  // namespace vitrine::test
