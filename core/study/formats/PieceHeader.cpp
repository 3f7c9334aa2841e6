#include "core/study/formats/PieceHeader.h"

namespace vitrine::study::formats {

namespace {
constexpr std::int64_t formatVersion = 2;
}

void addPieceHeader(Hdf5Builder& file, const std::string& kind, const PieceIdentity& identity)
{
    file.addGroup("/h5md");
    file.setAttribute("/h5md", "version", std::vector<std::int64_t>{1, 1});
    file.addGroup("/h5md/author");
    // No name of a person: equal pieces are to be equal bytes, whoever computed them.
    file.setAttribute("/h5md/author", "name", std::string("Vitrine"));
    file.addGroup("/h5md/creator");
    file.setAttribute("/h5md/creator", "name", std::string("Vitrine"));
    file.setAttribute("/h5md/creator", "version", std::string(VITRINE_VERSION));
    file.addGroup("/h5md/modules");
    file.addGroup("/h5md/modules/vitrine");
    file.setAttribute("/h5md/modules/vitrine", "version", std::vector<std::int64_t>{formatVersion, 0});
    file.addGroup("/vitrine");
    file.setAttribute("/vitrine", "kind", kind);
    file.setAttribute("/vitrine", "format_version", formatVersion);
    file.setAttribute("/vitrine", "fingerprint", identity.fingerprint);
    file.setAttribute("/vitrine", "content", identity.content);
    file.setAttribute("/vitrine", "units",
                      std::string("reduced: mass m, diameter sigma, energy epsilon and k_B are 1"));
}

PieceIdentity readPieceHeader(const Hdf5Reader& file, const std::string& kind)
{
    if (!file.hasGroup("/vitrine"))
        file.refuse("it is no piece of a Vitrine study");
    if (const std::int64_t version = file.integer("/vitrine", "format_version"); version != formatVersion)
        file.refuse("its format has version " + std::to_string(version) + ", but this program knows version " +
                    std::to_string(formatVersion));
    if (const std::string found = file.text("/vitrine", "kind"); found != kind)
        file.refuse("it holds \"" + found + "\" where \"" + kind + "\" is expected");
    return {file.text("/vitrine", "fingerprint"), file.text("/vitrine", "content")};
}

std::int64_t readCount(const Hdf5Reader& file, const std::string& path, const std::string& name, std::int64_t low,
                       std::int64_t high)
{
    const std::int64_t count = file.integer(path, name);
    if (count < low || count > high)
        file.refuse("the attribute " + name + " of " + path + " is " + std::to_string(count) +
                    ", but has to be from " + std::to_string(low) + " to " + std::to_string(high));
    return count;
}

}  // namespace vitrine::study::formats
