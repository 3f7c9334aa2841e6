#pragma once

#include "core/modes/ModeKind.h"
#include "core/results/ModeRecord.h"

#include <string>
#include <vector>

namespace vitrine::results {

/// Mode records as comma-separated values (RFC 4180), a header line first.
///
/// Columns:
/// sample,particles,mode,omega,residual,participation_ratio,phonon_order,tau,ac_third_order,sign,outcome,ac,
/// ac_low,reached,barrier,dr,dphi,n_rearr,overlap,decay_exponent,decay_exponent_error,transition,method,minimiser,
/// evaluations,kind,equilibrated (yes, no, or empty for a sample that is from no liquid); in the units of
/// ModeRecord, empty where there is no number. Numbers are the shortest that read back as the same double, with
/// '.' as decimal sign whatever the locale; lines end with a line feed alone, which scripts that split lines
/// expect.
/// @param bounds of the column kind: phonon, quasilocalised or neither
/// @throws run::InvalidInput for bounds out of range
std::string csvTable(const std::vector<ModeRecord>& records, const modes::ModeKindBounds& bounds = {});

}  // namespace vitrine::results
