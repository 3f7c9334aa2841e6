#pragma once

#include "core/results/ModeRecord.h"

#include <string>
#include <vector>

namespace vitrine::results {

/// Mode records as comma-separated values (RFC 4180), a header line first.
///
/// Columns: sample,mode,omega,residual,participation_ratio,phonon_order,tau,ac_third_order,sign,outcome,ac,ac_low,
/// reached,barrier,dr,dphi,n_rearr,overlap,decay_exponent,decay_exponent_error,transition,method,minimiser,
/// evaluations; in the
/// units of ModeRecord, empty where there is no number. Numbers are the shortest that read back as the same
/// double, with '.' as decimal sign whatever the locale; lines end with a line feed alone, which scripts that
/// split lines expect.
std::string csvTable(const std::vector<ModeRecord>& records);

}  // namespace vitrine::results
