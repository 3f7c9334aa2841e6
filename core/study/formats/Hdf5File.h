#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace vitrine::study::formats {

/// Lengths of a dataset along its dimensions, slowest first.
using Shape = std::vector<std::uint64_t>;

/// Product of the lengths; 1 for a single value. A length beyond 2^62 in all counts as 2^62.
std::uint64_t elementCount(const Shape& shape);

/// The process's only way to HDF5, whose library is not thread-safe as Debian builds it: whoever holds one of
/// these is alone with it. Nests within a thread.
class Hdf5Access {
public:
    Hdf5Access();

private:
    std::unique_lock<std::recursive_mutex> m_lock;
};

/// Builds an HDF5 file in memory, so that what reaches the disk is written, checked and flushed by ourselves.
///
/// No time stamps are stored: the same calls with the same values give the same bytes.
/// Paths are absolute ("/a/b"); a group has to be made before what it holds.
/// @throws run::Error if the library refuses, which only happens when memory runs out
class Hdf5Builder {
public:
    Hdf5Builder();
    ~Hdf5Builder();
    Hdf5Builder(const Hdf5Builder&) = delete;
    Hdf5Builder& operator=(const Hdf5Builder&) = delete;

    void addGroup(const std::string& path);
    void addHardLink(const std::string& existing, const std::string& path);

    void setAttribute(const std::string& path, const std::string& name, double value);
    void setAttribute(const std::string& path, const std::string& name, std::int64_t value);
    void setAttribute(const std::string& path, const std::string& name, const std::vector<std::int64_t>& values);
    /// Texts become strings of fixed length: some readers know no others.
    void setAttribute(const std::string& path, const std::string& name, const std::string& text);
    void setAttribute(const std::string& path, const std::string& name, const std::vector<std::string>& texts);

    /// @param values in C order, as many as the shape has elements
    /// @param chunk empty: stored in one piece
    void addDataset(const std::string& path, std::span<const double> values, const Shape& shape,
                    const Shape& chunk = {});
    void addDataset(const std::string& path, std::span<const std::int64_t> values, const Shape& shape);

    /// The file's bytes.
    std::vector<std::byte> image();

private:
    Hdf5Access m_access;
    std::int64_t m_file;  ///< HDF5's identifier
};

/// Reads an HDF5 file that may come from anywhere.
///
/// Nothing is allocated before its shape and type were checked against what the caller expects and what the file
/// can hold. Refused: links other than hard ones, data stored in other files, virtual datasets, filters other than
/// deflate, shuffle and checksum, types other than plain numbers and text.
/// @throws run::UnreadableFile from every member function, in one sentence that names the file
class Hdf5Reader {
public:
    explicit Hdf5Reader(const std::filesystem::path& path);
    ~Hdf5Reader();
    Hdf5Reader(const Hdf5Reader&) = delete;
    Hdf5Reader& operator=(const Hdf5Reader&) = delete;

    bool hasGroup(const std::string& path) const;
    bool hasDataset(const std::string& path) const;
    /// Names of a group's members in alphabetical order; refuses more than 10,000.
    std::vector<std::string> members(const std::string& group) const;

    bool hasAttribute(const std::string& path, const std::string& name) const;
    double number(const std::string& path, const std::string& name) const;
    std::int64_t integer(const std::string& path, const std::string& name) const;
    /// A text of at most 65,536 bytes.
    std::string text(const std::string& path, const std::string& name) const;
    /// All elements of an attribute of at most 16.
    std::vector<double> numbers(const std::string& path, const std::string& name) const;
    std::vector<std::string> texts(const std::string& path, const std::string& name) const;

    Shape shape(const std::string& dataset) const;
    /// A whole dataset that has to have this shape.
    std::vector<double> numbers(const std::string& dataset, const Shape& expected) const;
    std::vector<std::int64_t> integers(const std::string& dataset, const Shape& expected) const;
    /// The same into memory of the caller's, as large as the shape says.
    void read(const std::string& dataset, const Shape& expected, std::span<double> values) const;
    /// Element `index` along the first dimension of a dataset that has to have this shape.
    std::vector<double> slice(const std::string& dataset, const Shape& expected, std::uint64_t index) const;

    /// Throws run::UnreadableFile for this file. @param reason completes "... cannot be used: "
    [[noreturn]] void refuse(const std::string& reason) const;

private:
    class Dataset;

    Hdf5Access m_access;
    std::filesystem::path m_path;
    std::uint64_t m_size = 0;  ///< of the file, bytes
    std::int64_t m_file = -1;  ///< HDF5's identifier
};

}  // namespace vitrine::study::formats
