#include "core/study/formats/Hdf5File.h"

#include "core/run/Errors.h"

#include <algorithm>
#include <array>
#include <hdf5.h>
#include <optional>
#include <utility>

namespace vitrine::study::formats {

static_assert(sizeof(hid_t) == sizeof(std::int64_t));

namespace {
constexpr std::uint64_t largestCount = std::uint64_t(1) << 62;
constexpr std::uint64_t largestChunk = std::uint64_t(1) << 30;  // bytes; the library allocates whole chunks
constexpr std::uint64_t largestExpansion = 1100;                // deflate shrinks at most 1032 times
constexpr std::size_t largestText = 65'536;
constexpr std::uint64_t largestAttribute = 16;
constexpr std::uint64_t largestMemberCount = 10'000;

std::recursive_mutex& libraryMutex()
{
    static std::recursive_mutex mutex;
    return mutex;
}

/// An identifier of the library's, closed at the end.
class Handle {
public:
    Handle(hid_t id, herr_t (*close)(hid_t)) : m_id(id), m_close(close) {}
    Handle(Handle&& other) noexcept : m_id(std::exchange(other.m_id, -1)), m_close(other.m_close) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    Handle& operator=(Handle&&) = delete;
    ~Handle()
    {
        if (m_id >= 0)
            m_close(m_id);
    }

    operator hid_t() const { return m_id; }
    bool isValid() const { return m_id >= 0; }

private:
    hid_t m_id;
    herr_t (*m_close)(hid_t);
};

template <typename Result>
Result built(Result result)
{
    if (result < 0)
        throw run::Error("The HDF5 library could not build a file in memory; perhaps the memory is used up.");
    return result;
}

Handle simpleSpace(const Shape& shape)
{
    const std::vector<hsize_t> lengths(shape.begin(), shape.end());
    if (lengths.empty())
        return {built(H5Screate(H5S_SCALAR)), &H5Sclose};
    return {built(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr)), &H5Sclose};
}

Handle fixedText(std::size_t length)
{
    Handle type(built(H5Tcopy(H5T_C_S1)), &H5Tclose);
    built(H5Tset_size(type, std::max<std::size_t>(length, 1)));
    built(H5Tset_strpad(type, H5T_STR_NULLPAD));
    built(H5Tset_cset(type, H5T_CSET_UTF8));
    return type;
}

void writeAttribute(hid_t file, const std::string& path, const std::string& name, hid_t fileType, hid_t memoryType,
                    const Shape& shape, const void* values)
{
    const Handle space = simpleSpace(shape);
    const Handle attribute(built(H5Acreate_by_name(file, path.c_str(), name.c_str(), fileType, space, H5P_DEFAULT,
                                                   H5P_DEFAULT, H5P_DEFAULT)),
                           &H5Aclose);
    built(H5Awrite(attribute, memoryType, values));
}

void writeDataset(hid_t file, const std::string& path, hid_t fileType, hid_t memoryType, const Shape& shape,
                  const Shape& chunk, const void* values)
{
    const Handle space = simpleSpace(shape);
    const Handle creation(built(H5Pcreate(H5P_DATASET_CREATE)), &H5Pclose);
    built(H5Pset_obj_track_times(creation, false));
    if (!chunk.empty()) {
        const std::vector<hsize_t> lengths(chunk.begin(), chunk.end());
        built(H5Pset_chunk(creation, static_cast<int>(lengths.size()), lengths.data()));
    }
    const Handle dataset(
        built(H5Dcreate2(file, path.c_str(), fileType, space, H5P_DEFAULT, creation, H5P_DEFAULT)), &H5Dclose);
    built(H5Dwrite(dataset, memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, values));
}
}  // namespace

std::uint64_t elementCount(const Shape& shape)
{
    if (std::ranges::find(shape, 0U) != shape.end())
        return 0;
    std::uint64_t count = 1;
    for (const std::uint64_t length : shape) {
        if (length > largestCount / count)
            return largestCount;
        count *= length;
    }
    return count;
}

Hdf5Access::Hdf5Access() : m_lock(libraryMutex())
{
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // our own messages instead of its traces on stderr
    H5PLset_loading_state(0);                     // no filter plugins from wherever a file would have them
}

// ---- building

Hdf5Builder::Hdf5Builder()
{
    const Handle access(built(H5Pcreate(H5P_FILE_ACCESS)), &H5Pclose);
    built(H5Pset_fapl_core(access, std::size_t(1) << 16, false));
    // The oldest format, for two reasons: everything reads it, and with newer ones 1.10.8 gives away images whose
    // first block has a wrong checksum.
    built(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18));
    // The name is never used as a file's: the content stays in memory.
    m_file = built(H5Fcreate("vitrine-in-memory", H5F_ACC_TRUNC, H5P_DEFAULT, access));
}

Hdf5Builder::~Hdf5Builder()
{
    H5Fclose(m_file);
}

void Hdf5Builder::addGroup(const std::string& path)
{
    const Handle creation(built(H5Pcreate(H5P_GROUP_CREATE)), &H5Pclose);
    built(H5Pset_obj_track_times(creation, false));
    const Handle group(built(H5Gcreate2(m_file, path.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT)), &H5Gclose);
}

void Hdf5Builder::addHardLink(const std::string& existing, const std::string& path)
{
    built(H5Lcreate_hard(m_file, existing.c_str(), m_file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT));
}

void Hdf5Builder::setAttribute(const std::string& path, const std::string& name, double value)
{
    writeAttribute(m_file, path, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, {}, &value);
}

void Hdf5Builder::setAttribute(const std::string& path, const std::string& name, std::int64_t value)
{
    writeAttribute(m_file, path, name, H5T_STD_I64LE, H5T_NATIVE_INT64, {}, &value);
}

void Hdf5Builder::setAttribute(const std::string& path, const std::string& name,
                               const std::vector<std::int64_t>& values)
{
    writeAttribute(m_file, path, name, H5T_STD_I64LE, H5T_NATIVE_INT64, {values.size()}, values.data());
}

void Hdf5Builder::setAttribute(const std::string& path, const std::string& name, const std::string& text)
{
    const Handle type = fixedText(text.size());
    writeAttribute(m_file, path, name, type, type, {}, text.c_str());
}

void Hdf5Builder::setAttribute(const std::string& path, const std::string& name,
                               const std::vector<std::string>& texts)
{
    std::size_t longest = 1;
    for (const std::string& text : texts)
        longest = std::max(longest, text.size());
    std::string padded;
    for (const std::string& text : texts)
        padded += text + std::string(longest - text.size(), '\0');
    const Handle type = fixedText(longest);
    writeAttribute(m_file, path, name, type, type, {texts.size()}, padded.data());
}

void Hdf5Builder::addDataset(const std::string& path, std::span<const double> values, const Shape& shape,
                             const Shape& chunk)
{
    writeDataset(m_file, path, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, shape, chunk, values.data());
}

void Hdf5Builder::addDataset(const std::string& path, std::span<const std::int64_t> values, const Shape& shape)
{
    writeDataset(m_file, path, H5T_STD_I64LE, H5T_NATIVE_INT64, shape, {}, values.data());
}

std::vector<std::byte> Hdf5Builder::image()
{
    built(H5Fflush(m_file, H5F_SCOPE_GLOBAL));
    std::vector<std::byte> bytes(static_cast<std::size_t>(built(H5Fget_file_image(m_file, nullptr, 0))));
    built(H5Fget_file_image(m_file, bytes.data(), bytes.size()));
    return bytes;
}

// ---- reading

namespace {
/// The link at a path and every link on the way to it. @return nothing where there is none
std::optional<H5L_type_t> worstLink(hid_t file, const std::string& path)
{
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        const std::string prefix = path.substr(0, end);
        H5L_info_t info;
        if (H5Lexists(file, prefix.c_str(), H5P_DEFAULT) <= 0 ||
            H5Lget_info(file, prefix.c_str(), &info, H5P_DEFAULT) < 0)
            return std::nullopt;
        if (info.type != H5L_TYPE_HARD || end == std::string::npos)
            return info.type;
    }
}

bool isPlainNumber(hid_t type)
{
    const std::array known = {H5T_IEEE_F32LE, H5T_IEEE_F32BE, H5T_IEEE_F64LE, H5T_IEEE_F64BE, H5T_STD_I8LE,
                              H5T_STD_I8BE,   H5T_STD_U8LE,   H5T_STD_U8BE,   H5T_STD_I16LE,  H5T_STD_I16BE,
                              H5T_STD_U16LE,  H5T_STD_U16BE,  H5T_STD_I32LE,  H5T_STD_I32BE,  H5T_STD_U32LE,
                              H5T_STD_U32BE,  H5T_STD_I64LE,  H5T_STD_I64BE,  H5T_STD_U64LE,  H5T_STD_U64BE};
    return std::ranges::any_of(known, [type](hid_t other) { return H5Tequal(type, other) > 0; });
}

Shape shapeOfSpace(hid_t space)
{
    const int rank = H5Sget_simple_extent_ndims(space);
    std::vector<hsize_t> lengths(rank > 0 ? static_cast<std::size_t>(rank) : 0);
    if (!lengths.empty())
        H5Sget_simple_extent_dims(space, lengths.data(), nullptr);
    return {lengths.begin(), lengths.end()};
}

std::string shownShape(const Shape& shape)
{
    std::string text;
    for (const std::uint64_t length : shape)
        text += (text.empty() ? "" : " x ") + std::to_string(length);
    return shape.empty() ? "a single value" : text;
}

/// Blanks at the end are padding only where the file says so: ours are part of the text.
std::string withoutPadding(const char* text, std::size_t length, H5T_str_t padding)
{
    std::string result(text, std::find(text, text + length, '\0'));
    if (padding == H5T_STR_SPACEPAD)
        result.erase(result.find_last_not_of(' ') + 1);
    return result;
}
}  // namespace

/// An opened dataset that passed every check.
class Hdf5Reader::Dataset {
public:
    Dataset(const Hdf5Reader& file, const std::string& path)
        : m_reader(file),
          m_path(path),
          m_id(openedIfThere(file, path)),
          m_space(H5Dget_space(m_id), &H5Sclose),
          m_type(H5Dget_type(m_id), &H5Tclose)
    {
        if (!m_space.isValid() || !m_type.isValid() || H5Sget_simple_extent_type(m_space) == H5S_NULL)
            refuse("is damaged");
        m_shape = shapeOfSpace(m_space);
        if (!isPlainNumber(m_type))
            refuse("does not hold plain numbers");
        checkStorage();
    }

    const Shape& shape() const { return m_shape; }

    void expect(const Shape& expected) const
    {
        if (m_shape != expected)
            refuse("has the shape " + shownShape(m_shape) + " where " + shownShape(expected) + " is expected");
    }

    void read(hid_t memoryType, hid_t memorySpace, hid_t fileSpace, void* values) const
    {
        if (H5Dread(m_id, memoryType, memorySpace, fileSpace, H5P_DEFAULT, values) < 0)
            refuse("cannot be decoded: the file is damaged");
    }

    hid_t space() const { return m_space; }

    [[noreturn]] void refuse(const std::string& reason) const
    {
        m_reader.refuse("the dataset " + m_path + " " + reason);
    }

private:
    static Handle openedIfThere(const Hdf5Reader& file, const std::string& path)
    {
        if (!file.hasDataset(path))
            file.refuse("the dataset " + path + " is missing");
        Handle id(H5Dopen2(file.m_file, path.c_str(), H5P_DEFAULT), &H5Dclose);
        if (!id.isValid())
            file.refuse("the dataset " + path + " is damaged");
        return id;
    }

    void checkStorage() const
    {
        const Handle creation(H5Dget_create_plist(m_id), &H5Pclose);
        const H5D_layout_t layout = creation.isValid() ? H5Pget_layout(creation) : H5D_LAYOUT_ERROR;
        if (layout != H5D_COMPACT && layout != H5D_CONTIGUOUS && layout != H5D_CHUNKED)
            refuse("is virtual or stored in an unknown way");
        if (H5Pget_external_count(creation) != 0)
            refuse("is stored in another file");
        const bool compressed = layout == H5D_CHUNKED && checkChunks(creation);
        const std::uint64_t count = elementCount(m_shape);
        const std::uint64_t stored = H5Dget_storage_size(m_id);
        const std::uint64_t needed = count * H5Tget_size(m_type);
        if (count >= largestCount / 8 || stored > m_reader.m_size ||
            needed > (compressed ? stored * largestExpansion : stored))
            refuse("claims to be " + shownShape(m_shape) + ", more than the file holds");
    }

    /// @return whether the chunks are compressed
    bool checkChunks(hid_t creation) const
    {
        std::array<hsize_t, H5S_MAX_RANK> lengths{};
        const int rank = H5Pget_chunk(creation, static_cast<int>(lengths.size()), lengths.data());
        if (rank < 0 || rank > static_cast<int>(lengths.size()))
            refuse("is damaged");
        if (elementCount(Shape(lengths.begin(), lengths.begin() + rank)) > largestChunk / H5Tget_size(m_type))
            refuse("is stored in chunks of more than 1 GiB");
        bool compressed = false;
        const int filterCount = H5Pget_nfilters(creation);
        for (int i = 0; i < filterCount; ++i) {
            std::size_t valueCount = 0;
            unsigned flags = 0;
            const H5Z_filter_t filter = H5Pget_filter2(creation, static_cast<unsigned>(i), &flags, &valueCount,
                                                       nullptr, 0, nullptr, nullptr);
            if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32)
                refuse("is stored through filter " + std::to_string(filter) +
                       "; deflate, shuffle and checksum are known");
            compressed = compressed || filter == H5Z_FILTER_DEFLATE;
        }
        return compressed;
    }

    const Hdf5Reader& m_reader;
    std::string m_path;
    Handle m_id;
    Handle m_space;
    Handle m_type;
    Shape m_shape;
};

namespace {
struct Attribute {
    Handle id;
    Handle type;
    Handle space;
    Shape shape;
};

Attribute openAttribute(const Hdf5Reader& reader, hid_t file, const std::string& path, const std::string& name)
{
    if (!reader.hasAttribute(path, name))
        reader.refuse("the attribute " + name + " of " + path + " is missing");
    Handle id(H5Aopen_by_name(file, path.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), &H5Aclose);
    Handle type(H5Aget_type(id), &H5Tclose);
    Handle space(H5Aget_space(id), &H5Sclose);
    if (!id.isValid() || !type.isValid() || !space.isValid() || H5Sget_simple_extent_type(space) == H5S_NULL)
        reader.refuse("the attribute " + name + " of " + path + " is damaged");
    Shape shape = shapeOfSpace(space);
    if (elementCount(shape) == 0 || elementCount(shape) > largestAttribute)
        reader.refuse("the attribute " + name + " of " + path + " has the shape " + shownShape(shape) +
                      ", but 1 to 16 values are allowed");
    return {std::move(id), std::move(type), std::move(space), std::move(shape)};
}

template <typename Number>
std::vector<Number> attributeNumbers(const Hdf5Reader& reader, hid_t file, const std::string& path,
                                     const std::string& name, hid_t memoryType)
{
    const Attribute attribute = openAttribute(reader, file, path, name);
    if (!isPlainNumber(attribute.type))
        reader.refuse("the attribute " + name + " of " + path + " is no number");
    std::vector<Number> values(elementCount(attribute.shape));
    if (H5Aread(attribute.id, memoryType, values.data()) < 0)
        reader.refuse("the attribute " + name + " of " + path + " is damaged");
    return values;
}
}  // namespace

Hdf5Reader::Hdf5Reader(const std::filesystem::path& path) : m_path(path)
{
    std::error_code error;
    m_size = std::filesystem::file_size(path, error);
    if (error)
        refuse(error.message());
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), &H5Pclose);
    // Our files never change once they are there, so no lock is needed; some network folders offer none.
    H5Pset_file_locking(access, false, true);
    m_file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, access);
    if (m_file < 0)
        refuse("it is damaged, cut off, or no HDF5 file");
}

Hdf5Reader::~Hdf5Reader()
{
    if (m_file >= 0)
        H5Fclose(m_file);
}

void Hdf5Reader::refuse(const std::string& reason) const
{
    throw run::UnreadableFile("The file " + m_path.string() + " cannot be used: " + reason + ".");
}

namespace {
/// The kind of object at a path, H5O_TYPE_UNKNOWN where there is none.
H5O_type_t objectType(const Hdf5Reader& reader, hid_t file, const std::string& path)
{
    if (path != "/") {
        const std::optional<H5L_type_t> link = worstLink(file, path);
        if (!link)
            return H5O_TYPE_UNKNOWN;
        if (*link != H5L_TYPE_HARD)
            reader.refuse(path + " is reached through a soft or external link, which is not followed");
    }
    H5O_info_t info;
    if (H5Oget_info_by_name2(file, path.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT) < 0)
        reader.refuse("the object " + path + " is damaged");
    return info.type;
}
}  // namespace

bool Hdf5Reader::hasGroup(const std::string& path) const
{
    return objectType(*this, m_file, path) == H5O_TYPE_GROUP;
}

bool Hdf5Reader::hasDataset(const std::string& path) const
{
    return objectType(*this, m_file, path) == H5O_TYPE_DATASET;
}

std::vector<std::string> Hdf5Reader::members(const std::string& group) const
{
    if (!hasGroup(group))
        refuse("the group " + group + " is missing");
    const Handle id(H5Gopen2(m_file, group.c_str(), H5P_DEFAULT), &H5Gclose);
    H5G_info_t info;
    if (!id.isValid() || H5Gget_info(id, &info) < 0)
        refuse("the group " + group + " is damaged");
    if (info.nlinks > largestMemberCount)
        refuse("the group " + group + " has " + std::to_string(info.nlinks) + " members, more than 10000");
    std::vector<std::string> names;
    for (hsize_t i = 0; i < info.nlinks; ++i) {
        const auto nameOf = [&](char* buffer, std::size_t size) {
            return H5Lget_name_by_idx(id, ".", H5_INDEX_NAME, H5_ITER_INC, i, buffer, size, H5P_DEFAULT);
        };
        const ssize_t length = nameOf(nullptr, 0);
        if (length < 0 || static_cast<std::size_t>(length) > largestText)
            refuse("the group " + group + " is damaged");
        std::string name(static_cast<std::size_t>(length) + 1, '\0');
        nameOf(name.data(), name.size());
        name.pop_back();
        names.push_back(std::move(name));
    }
    return names;
}

bool Hdf5Reader::hasAttribute(const std::string& path, const std::string& name) const
{
    return objectType(*this, m_file, path) != H5O_TYPE_UNKNOWN &&
           H5Aexists_by_name(m_file, path.c_str(), name.c_str(), H5P_DEFAULT) > 0;
}

double Hdf5Reader::number(const std::string& path, const std::string& name) const
{
    return numbers(path, name).front();
}

std::int64_t Hdf5Reader::integer(const std::string& path, const std::string& name) const
{
    return attributeNumbers<std::int64_t>(*this, m_file, path, name, H5T_NATIVE_INT64).front();
}

std::vector<double> Hdf5Reader::numbers(const std::string& path, const std::string& name) const
{
    return attributeNumbers<double>(*this, m_file, path, name, H5T_NATIVE_DOUBLE);
}

std::string Hdf5Reader::text(const std::string& path, const std::string& name) const
{
    return texts(path, name).front();
}

std::vector<std::string> Hdf5Reader::texts(const std::string& path, const std::string& name) const
{
    const Attribute attribute = openAttribute(*this, m_file, path, name);
    const std::string what = "the attribute " + name + " of " + path;
    if (H5Tget_class(attribute.type) != H5T_STRING)
        refuse(what + " is no text");
    const std::size_t count = elementCount(attribute.shape);
    const Handle type(H5Tcopy(attribute.type), &H5Tclose);
    std::vector<std::string> values;
    if (H5Tis_variable_str(type) > 0) {
        std::vector<char*> pointers(count, nullptr);
        if (H5Aread(attribute.id, type, pointers.data()) < 0)
            refuse(what + " is damaged");
        for (const char* pointer : pointers)
            values.push_back(
                pointer ? withoutPadding(pointer, std::char_traits<char>::length(pointer), H5T_STR_NULLTERM) : "");
        H5Dvlen_reclaim(type, attribute.space, H5P_DEFAULT, pointers.data());
        return values;
    }
    const std::size_t length = H5Tget_size(type);
    if (length == 0 || length > largestText)
        refuse(what + " is a text of " + std::to_string(length) + " bytes, but 65536 are allowed");
    std::vector<char> characters(count * length);
    if (H5Aread(attribute.id, type, characters.data()) < 0)
        refuse(what + " is damaged");
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(withoutPadding(characters.data() + i * length, length, H5Tget_strpad(attribute.type)));
    return values;
}

Shape Hdf5Reader::shape(const std::string& dataset) const
{
    return Dataset(*this, dataset).shape();
}

std::vector<double> Hdf5Reader::numbers(const std::string& dataset, const Shape& expected) const
{
    const Dataset data(*this, dataset);
    data.expect(expected);
    std::vector<double> values(elementCount(expected));
    data.read(H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, values.data());
    return values;
}

std::vector<std::int64_t> Hdf5Reader::integers(const std::string& dataset, const Shape& expected) const
{
    const Dataset data(*this, dataset);
    data.expect(expected);
    std::vector<std::int64_t> values(elementCount(expected));
    data.read(H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, values.data());
    return values;
}

void Hdf5Reader::read(const std::string& dataset, const Shape& expected, std::span<double> values) const
{
    const Dataset data(*this, dataset);
    data.expect(expected);
    if (values.size() != elementCount(expected))
        refuse("the dataset " + dataset + " does not fit the memory for it");
    data.read(H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, values.data());
}

std::vector<double> Hdf5Reader::slice(const std::string& dataset, const Shape& expected, std::uint64_t index) const
{
    const Dataset data(*this, dataset);
    data.expect(expected);
    if (expected.empty() || index >= expected.front())
        data.refuse("has no element " + std::to_string(index));
    std::vector<hsize_t> start(expected.size(), 0);
    std::vector<hsize_t> count(expected.begin(), expected.end());
    start.front() = index;
    count.front() = 1;
    const Handle memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), &H5Sclose);
    H5Sselect_hyperslab(data.space(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
    std::vector<double> values(elementCount(Shape(count.begin(), count.end())));
    data.read(H5T_NATIVE_DOUBLE, memory, data.space(), values.data());
    return values;
}

}  // namespace vitrine::study::formats
