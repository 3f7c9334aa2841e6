#pragma once

#include <Eigen/Core>

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::batch {

/// The modes of a list such as "1-20,25": ascending, each once.
/// @throws run::InvalidInput naming the list and what is wrong with it; modes go from 1 to 25,165,824
std::vector<Eigen::Index> parseModeList(std::string_view text);

/// The list of ascending modes, as short as it can be: "1-20,25"; "none" for no modes.
std::string modeListText(const std::vector<Eigen::Index>& modes);

}  // namespace vitrine::batch
