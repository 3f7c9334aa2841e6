#include "core/study/formats/PackingFile.h"

#include "core/run/Errors.h"
#include "core/study/formats/ExtendedXyz.h"
#include "core/study/formats/Hdf5File.h"

#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>

namespace vitrine::study::formats {

namespace {
constexpr std::uint64_t largestParticleCount = 8'388'608;
// Farther out than this, coordinates in double precision no longer resolve the box to the digits that matter.
constexpr double largestImageCount = 1e4;

bool startsAsHdf5(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw run::UnreadableFile("The file " + path.string() + " cannot be opened: " + std::strerror(errno) +
                                  ".");
    std::array<char, 8> start{};
    file.read(start.data(), start.size());
    return std::string_view(start.data(), start.size()) == "\x89HDF\r\n\x1a\n";
}

/// The edge of a cube from one edge, three edges or three edge vectors.
double cubeSide(const Hdf5Reader& file, const std::vector<double>& edges)
{
    std::vector<double> sides = edges;
    if (edges.size() == 9) {
        sides = {edges[0], edges[4], edges[8]};
        for (const std::size_t i : {1U, 2U, 3U, 5U, 6U, 7U})
            if (edges[i] != 0)
                file.refuse("its box is tilted, but has to be a cube");
    }
    if (sides.size() != 1 && sides.size() != 3)
        file.refuse("its box has " + std::to_string(edges.size()) + " numbers, but a cube has 1, 3 or 9");
    for (const double side : sides)
        if (!std::isfinite(side) || side <= 0 || std::abs(side - sides.front()) > 1e-12 * sides.front())
            file.refuse("its box is no cube");
    return sides.front();
}

/// The numbers of a dataset that holds one box.
std::vector<double> boxNumbers(const Hdf5Reader& file, const std::string& dataset)
{
    const Shape shape = file.shape(dataset);
    if (elementCount(shape) > 9)
        file.refuse("the dataset " + dataset + " has more than 9 numbers for one box");
    return file.numbers(dataset, shape);
}

/// The numbers of the last box of a dataset with one box in each row.
std::vector<double> lastBoxNumbers(const Hdf5Reader& file, const std::string& dataset)
{
    const Shape shape = file.shape(dataset);
    if (shape.empty() || shape.front() == 0)
        file.refuse("the dataset " + dataset + " has no frame");
    if (elementCount(Shape(shape.begin() + 1, shape.end())) > 9)
        file.refuse("the dataset " + dataset + " has more than 9 numbers for one box");
    return file.slice(dataset, shape, shape.front() - 1);
}

/// Edges of an H5MD box: fixed or for each frame, a vector or a matrix, and in old files an attribute.
std::vector<double> h5mdEdges(const Hdf5Reader& file, const std::string& box)
{
    if (file.hasAttribute(box, "edges"))
        return file.numbers(box, std::string("edges"));
    if (file.hasDataset(box + "/edges"))
        return boxNumbers(file, box + "/edges");
    return lastBoxNumbers(file, box + "/edges/value");
}

void checkH5mdBox(const Hdf5Reader& file, const std::string& box)
{
    if (!file.hasGroup(box))
        file.refuse("the group " + box + " is missing");
    if (file.hasAttribute(box, "dimension"))
        if (const std::int64_t dimension = file.integer(box, "dimension"); dimension != 3)
            file.refuse("its box has " + std::to_string(dimension) + " dimensions, but has to have 3");
    if (file.hasAttribute(box, "boundary"))
        for (const std::string& boundary : file.texts(box, "boundary"))
            if (boundary != "periodic")
                file.refuse("its box is \"" + boundary + "\" in one direction, but has to be periodic in all");
}

/// A number for each particle, fixed or in the last frame; empty where the file has none.
std::vector<double> numberOfEach(const Hdf5Reader& file, const std::string& element, std::uint64_t particleCount)
{
    const bool changes = file.hasGroup(element);
    if (!changes && !file.hasDataset(element))
        return {};
    const std::string dataset = changes ? element + "/value" : element;
    const Shape shape = file.shape(dataset);
    const bool fits = shape.size() == (changes ? 2 : 1) && shape.front() > 0 && shape.back() == particleCount;
    if (!fits)
        file.refuse("the dataset " + dataset + " does not hold a number for each of its " +
                    std::to_string(particleCount) + " particles");
    return changes ? file.slice(dataset, shape, shape.front() - 1) : file.numbers(dataset, shape);
}

/// Refuses particles that differ in a number that is given for each of them.
void checkAllAlike(const Hdf5Reader& file, const std::string& dataset, std::uint64_t particleCount,
                   bool haveToBeOne)
{
    const std::vector<double> values = numberOfEach(file, dataset, particleCount);
    if (values.empty())
        return;
    const double wanted = haveToBeOne ? 1.0 : values.front();
    for (const double value : values)
        if (value != wanted)
            file.refuse("its particles have to be alike" + std::string(haveToBeOne ? " and of mass 1" : "") +
                        ", but " + dataset + " holds " + std::to_string(value));
}

model::Packing packingOf(double side, const std::vector<double>& coordinates)
{
    model::Packing packing;
    packing.box.side = side;
    packing.positions = Eigen::Map<const Eigen::Matrix3Xd>(coordinates.data(), 3,
                                                           static_cast<Eigen::Index>(coordinates.size() / 3));
    return packing;
}

/// Number of particles of positions whose last two lengths are N and 3.
std::uint64_t particleCountOf(const Hdf5Reader& file, const std::string& dataset, const Shape& shape)
{
    if (shape.size() < 2 || shape.size() > 3 || shape.back() != 3)
        file.refuse("the dataset " + dataset + " does not hold three coordinates for each particle");
    const std::uint64_t count = shape[shape.size() - 2];
    if (count == 0 || count > largestParticleCount)
        file.refuse("it has " + std::to_string(count) + " particles, but 1 to 8388608 are allowed");
    return count;
}

model::Packing readH5md(const Hdf5Reader& file)
{
    const std::vector<std::string> groups = file.members("/particles");
    if (groups.size() != 1)
        file.refuse("it has " + std::to_string(groups.size()) + " groups under /particles, but has to have one");
    const std::string group = "/particles/" + groups.front();
    checkH5mdBox(file, group + "/box");
    const double side = cubeSide(file, h5mdEdges(file, group + "/box"));

    const bool fixed = file.hasDataset(group + "/position");
    const std::string dataset = group + (fixed ? "/position" : "/position/value");
    const Shape shape = file.shape(dataset);
    const std::uint64_t count = particleCountOf(file, dataset, shape);
    checkAllAlike(file, group + "/species", count, false);
    checkAllAlike(file, group + "/mass", count, true);
    if (shape.size() == 2)
        return packingOf(side, file.numbers(dataset, shape));
    if (shape.front() == 0)
        file.refuse("it has no frame");
    return packingOf(side, file.slice(dataset, shape, shape.front() - 1));
}

model::Packing readPlain(const Hdf5Reader& file)
{
    for (const std::string& name : {std::string("box"), std::string("L")}) {
        std::vector<double> edges;
        if (file.hasDataset("/" + name))
            edges = boxNumbers(file, "/" + name);
        else if (file.hasAttribute("/", name))
            edges = file.numbers("/", name);
        else if (file.hasAttribute("/positions", name))
            edges = file.numbers("/positions", name);
        else
            continue;
        const Shape shape = file.shape("/positions");
        particleCountOf(file, "/positions", shape);
        if (shape.size() != 2)
            file.refuse("the dataset /positions does not hold one frame");
        return packingOf(cubeSide(file, edges), file.numbers("/positions", shape));
    }
    file.refuse("it has positions, but no box: neither a dataset nor an attribute \"box\" or \"L\"");
}

model::Packing readHdf5(const std::filesystem::path& path)
{
    const Hdf5Reader file(path);
    if (file.hasGroup("/particles"))
        return readH5md(file);
    if (file.hasDataset("/positions"))
        return readPlain(file);
    file.refuse("it is HDF5 with neither /particles (H5MD) nor /positions");
}

void checkCoordinates(const std::filesystem::path& path, const model::Packing& packing)
{
    for (Eigen::Index i = 0; i < packing.particleCount(); ++i)
        for (const double x : packing.positions.col(i))
            if (!(std::abs(x) <= largestImageCount * packing.box.side))
                throw run::UnreadableFile("The file " + path.string() + " cannot be used: particle " +
                                          std::to_string(i + 1) + " has the coordinate " + std::to_string(x) +
                                          ", but finite ones within 10,000 box edges are allowed.");
}
}  // namespace

model::Packing readPacking(const std::filesystem::path& path)
{
    if (!std::filesystem::is_regular_file(path))
        throw run::UnreadableFile("The file " + path.string() + " cannot be opened: there is no such file.");
    model::Packing packing = startsAsHdf5(path) ? readHdf5(path) : readExtendedXyz(path);
    checkCoordinates(path, packing);
    return packing;
}

}  // namespace vitrine::study::formats
