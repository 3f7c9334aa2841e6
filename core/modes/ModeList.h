#pragma once

#include <Eigen/Core>

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::modes {

/// All that the largest packing has, about.
inline constexpr Eigen::Index largestModeOfAll = 3 * 8'388'608;

/// The modes of a list such as "1-20,25": ascending, each once.
/// @param largest mode that there may be
/// @throws run::InvalidInput naming the list and what is wrong with it
std::vector<Eigen::Index> parseModeList(std::string_view text, Eigen::Index largest = largestModeOfAll);

/// The list of ascending modes, as short as it can be: "1-20,25"; "none" for no modes.
std::string modeListText(const std::vector<Eigen::Index>& modes);

}  // namespace vitrine::modes
