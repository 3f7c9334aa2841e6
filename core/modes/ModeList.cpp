#include "core/modes/ModeList.h"

#include "core/run/Errors.h"

#include <algorithm>
#include <charconv>

namespace vitrine::modes {

namespace {
[[noreturn]] void refuse(std::string_view list, Eigen::Index largest, const std::string& reason)
{
    throw run::InvalidInput("The list of modes \"" + std::string(list) + "\" " + reason +
                            "; it has to look like 1-20,25 with modes from 1 to " + std::to_string(largest) + ".");
}

Eigen::Index parseMode(std::string_view list, std::string_view text, Eigen::Index largest)
{
    Eigen::Index mode = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mode);
    if (error != std::errc() || end != text.data() + text.size() || mode < 1 || mode > largest)
        refuse(list, largest, "has \"" + std::string(text) + "\" where a mode belongs");
    return mode;
}
}  // namespace

std::vector<Eigen::Index> parseModeList(std::string_view text, Eigen::Index largest)
{
    std::vector<Eigen::Index> modes;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string_view part = text.substr(begin, end - begin);
        const std::size_t dash = part.find('-');
        const Eigen::Index first = parseMode(text, part.substr(0, dash), largest);
        const Eigen::Index last =
            dash == std::string_view::npos ? first : parseMode(text, part.substr(dash + 1), largest);
        if (last < first)
            refuse(text, largest, "has the range " + std::string(part) + ", which runs backwards");
        for (Eigen::Index mode = first; mode <= last; ++mode)
            modes.push_back(mode);
        begin = end + 1;
    }
    std::ranges::sort(modes);
    const auto repeated = std::ranges::unique(modes);
    modes.erase(repeated.begin(), repeated.end());
    return modes;
}

std::string modeListText(const std::vector<Eigen::Index>& modes)
{
    std::string text;
    for (std::size_t i = 0; i < modes.size();) {
        std::size_t last = i;
        while (last + 1 < modes.size() && modes[last + 1] == modes[last] + 1)
            ++last;
        text += (text.empty() ? "" : ",") + std::to_string(modes[i]);
        if (last > i)
            text += "-" + std::to_string(modes[last]);
        i = last + 1;
    }
    return text.empty() ? "none" : text;
}

}  // namespace vitrine::modes
