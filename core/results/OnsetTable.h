#pragma once

#include "core/potential/PairPotential.h"
#include "core/results/OnsetTemperature.h"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace vitrine::results {

/// T_c of one sample, with what Table I says of it.
struct OnsetRow {
    potential::PairPotential potential;
    Eigen::Index particleCount = 0;  ///< N
    std::string sample;              ///< its name, with its study's where there are several
    OnsetTemperature onset;
};

/// Table I as comma-separated values (RFC 4180), a header line first:
/// system,particles,sample,t_c,mode,sign,modes_scanned,modes_in_both_directions,highest_omega. Empty where there
/// is no number; numbers are the shortest that read back as the same double.
std::string onsetTableCsv(const std::vector<OnsetRow>& rows);

/// Table I as a LaTeX table that needs no package, a row for each sample; T_c to two digits as in the paper, "--"
/// where no scanned mode went to another state.
std::string onsetTableLatex(const std::vector<OnsetRow>& rows);

}  // namespace vitrine::results
