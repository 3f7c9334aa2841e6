#include "core/study/formats/ExtendedXyz.h"

#include "core/run/Errors.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace vitrine::study::formats {

namespace {
constexpr long largestParticleCount = 8'388'608;
constexpr std::streamsize longestLine = 65'536;
constexpr int largestColumnCount = 1000;

std::string lowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::vector<std::string> words(const std::string& line)
{
    std::istringstream stream(line);
    stream.imbue(std::locale::classic());
    std::vector<std::string> result;
    for (std::string word; stream >> word;)
        result.push_back(word);
    return result;
}

template <typename Number>
std::optional<Number> parsedNumber(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// Where the coordinates and the species are in a particle's line.
struct Columns {
    int position = -1;  ///< first of three
    int species = -1;   ///< -1: there is none
    int count = 0;
};

class XyzReader {
public:
    explicit XyzReader(const std::filesystem::path& path) : m_path(path), m_stream(path, std::ios::binary)
    {
        std::error_code error;
        m_size = std::filesystem::file_size(path, error);
        if (error || !m_stream)
            refuse("it cannot be opened");
    }

    model::Packing lastFrame()
    {
        if (!nextLine())
            refuse("it is empty");
        model::Packing packing;
        do
            packing = frame();
        while (nextLine() && !words(m_line).empty());
        return packing;
    }

private:
    [[noreturn]] void refuse(const std::string& reason) const
    {
        throw run::UnreadableFile("The file " + m_path.string() + " cannot be used: " + reason + ".");
    }

    [[noreturn]] void refuseLine(const std::string& reason) const
    {
        refuse("line " + std::to_string(m_lineNumber) + " " + reason);
    }

    bool nextLine()
    {
        ++m_lineNumber;
        m_stream.getline(m_buffer.data(), longestLine);
        if (m_stream.fail() && m_stream.gcount() + 1 >= longestLine)
            refuseLine("is longer than 65536 characters: it is no extended XYZ file");
        if (m_stream.fail())
            return false;
        m_line = m_buffer.data();
        return true;
    }

    model::Packing frame()
    {
        const long count = particleCount();
        if (!nextLine())
            refuse("it ends after the number of particles");
        const std::map<std::string, std::string> entries = commentEntries();
        model::Packing packing;
        packing.box.side = cubeSide(entries);
        checkPeriodic(entries);
        const Columns columns = columnsOf(entries);
        packing.positions.resize(3, count);
        for (long i = 0; i < count; ++i) {
            if (!nextLine())
                refuse("it is cut off: it announces " + std::to_string(count) + " particles, but has " +
                       std::to_string(i));
            readParticle(columns, packing, i);
        }
        m_species.clear();
        return packing;
    }

    long particleCount() const
    {
        const std::vector<std::string> found = words(m_line);
        const std::optional<long> count = found.size() == 1 ? parsedNumber<long>(found.front()) : std::nullopt;
        if (!count)
            refuseLine("is not a number of particles: it is neither HDF5 nor extended XYZ");
        if (*count < 1 || *count > largestParticleCount)
            refuseLine("announces " + found.front() + " particles, but 1 to 8388608 are allowed");
        // Three coordinates of one digit, their separators and the line's end.
        if (static_cast<std::uintmax_t>(*count) > m_size / 6)
            refuseLine("announces " + found.front() + " particles, more than the file can hold");
        return *count;
    }

    /// key=value and key="value with spaces", keys in lower case.
    std::map<std::string, std::string> commentEntries() const
    {
        std::map<std::string, std::string> entries;
        std::size_t at = 0;
        while ((at = m_line.find_first_not_of(" \t\r", at)) != std::string::npos) {
            const std::size_t keyEnd = m_line.find_first_of("= \t\r", at);
            const std::string key = lowerCase(m_line.substr(at, keyEnd - at));
            if (keyEnd == std::string::npos || m_line[keyEnd] != '=') {
                at = keyEnd == std::string::npos ? m_line.size() : keyEnd;  // a word alone
                continue;
            }
            std::size_t begin = keyEnd + 1;
            const bool quoted = begin < m_line.size() && (m_line[begin] == '"' || m_line[begin] == '\'');
            const std::size_t end =
                quoted ? m_line.find(m_line[begin], begin + 1) : m_line.find_first_of(" \t\r", begin);
            if (quoted && end == std::string::npos)
                refuseLine("has a quotation mark without its partner");
            begin += quoted ? 1 : 0;
            entries[key] = m_line.substr(begin, end == std::string::npos ? end : end - begin);
            at = end == std::string::npos ? m_line.size() : end + (quoted ? 1 : 0);
        }
        return entries;
    }

    double cubeSide(const std::map<std::string, std::string>& entries) const
    {
        const auto lattice = entries.find("lattice");
        if (lattice == entries.end())
            refuseLine("has no Lattice=\"...\": the box is unknown");
        std::vector<double> edges;
        for (const std::string& word : words(lattice->second)) {
            const std::optional<double> edge = parsedNumber<double>(word);
            if (!edge || !std::isfinite(*edge))
                refuseLine("has \"" + word + "\" in its lattice");
            edges.push_back(*edge);
        }
        if (edges.size() != 9)
            refuseLine("has a lattice of " + std::to_string(edges.size()) + " numbers, but 9 are needed");
        for (const std::size_t i : {1U, 2U, 3U, 5U, 6U, 7U})
            if (edges[i] != 0)
                refuseLine("has a tilted lattice, but the box has to be a cube");
        for (const std::size_t i : {0U, 4U, 8U})
            if (!(edges[i] > 0) || std::abs(edges[i] - edges[0]) > 1e-12 * edges[0])
                refuseLine("has a lattice that is no cube");
        return edges[0];
    }

    void checkPeriodic(const std::map<std::string, std::string>& entries) const
    {
        const auto pbc = entries.find("pbc");
        if (pbc == entries.end())
            return;
        const std::vector<std::string> flags = words(lowerCase(pbc->second));
        const bool periodic = flags.size() == 3 && std::ranges::all_of(flags, [](const std::string& flag) {
                                  return flag == "t" || flag == "true" || flag == "1";
                              });
        if (!periodic)
            refuseLine("has pbc=\"" + pbc->second + "\", but the box has to be periodic in all directions");
    }

    Columns columnsOf(const std::map<std::string, std::string>& entries) const
    {
        const auto properties = entries.find("properties");
        std::istringstream stream(properties == entries.end() ? "species:S:1:pos:R:3" : properties->second);
        Columns columns;
        for (std::string name, type, count; std::getline(stream, name, ':');) {
            if (!std::getline(stream, type, ':') || !std::getline(stream, count, ':'))
                refuseLine("has Properties that are no triples of name:type:columns");
            const std::optional<int> width = parsedNumber<int>(count);
            if (!width || *width < 1 || *width > largestColumnCount)
                refuseLine("gives the property " + name + " \"" + count + "\" columns");
            if (name == "pos" && (type != "R" || *width != 3))
                refuseLine("has positions that are no three real numbers");
            if (name == "pos")
                columns.position = columns.count;
            else if (name == "species")
                columns.species = columns.count;
            columns.count += *width;
            if (columns.count > largestColumnCount)
                refuseLine("has more than 1000 columns");
        }
        if (columns.position < 0)
            refuseLine("has Properties without pos");
        return columns;
    }

    void readParticle(const Columns& columns, model::Packing& packing, long index)
    {
        const std::vector<std::string> found = words(m_line);
        if (static_cast<int>(found.size()) != columns.count)
            refuseLine("has " + std::to_string(found.size()) + " columns, but " + std::to_string(columns.count) +
                       " are announced");
        for (int axis = 0; axis < 3; ++axis) {
            const std::string& word = found[static_cast<std::size_t>(columns.position + axis)];
            const std::optional<double> coordinate = parsedNumber<double>(word);
            if (!coordinate || !std::isfinite(*coordinate))
                refuseLine("has the coordinate \"" + word + "\"");
            packing.positions(axis, index) = *coordinate;
        }
        if (columns.species < 0)
            return;
        const std::string& species = found[static_cast<std::size_t>(columns.species)];
        if (m_species.empty())
            m_species = species;
        if (species != m_species)
            refuseLine("has a particle of kind " + species + " among those of kind " + m_species +
                       ", but all have to be alike");
    }

    std::filesystem::path m_path;
    std::ifstream m_stream;
    std::uintmax_t m_size = 0;
    std::vector<char> m_buffer = std::vector<char>(static_cast<std::size_t>(longestLine));
    std::string m_line;
    long m_lineNumber = 0;
    std::string m_species;
};
}  // namespace

model::Packing readExtendedXyz(const std::filesystem::path& path)
{
    return XyzReader(path).lastFrame();
}

}  // namespace vitrine::study::formats
