#pragma once

#include "core/modes/ModeKind.h"
#include "core/results/ModeRecord.h"

#include <string>
#include <vector>

namespace vitrine::results {

/// Which columns a table has.
enum class TableColumns {
    standard,  ///< those that scripts rely on: their names and their order never change
    all        ///< the same, then further ones, whose list may grow
};

/// Mode records as comma-separated values (RFC 4180), a header line first.
///
/// Standard columns:
/// sample,mode,omega,residual,participation_ratio,phonon_order,tau,ac_third_order,sign,outcome,ac,ac_low,barrier,
/// dr,dphi,n_rearr,overlap,decay_exponent,decay_exponent_error,transition,minimiser,evaluations.
/// Further ones:
/// particles,reached,method,kind,equilibrated (yes, no, or empty for a sample that is from no liquid).
/// In the units of ModeRecord, empty where there is no number. Numbers are the shortest that read back as the same
/// double, with '.' as decimal sign whatever the locale; lines end with a line feed alone, which scripts that
/// split lines expect.
/// @param bounds of the column kind: phonon, quasilocalised or neither
/// @throws run::InvalidInput for bounds out of range
std::string csvTable(const std::vector<ModeRecord>& records, TableColumns columns = TableColumns::standard,
                     const modes::ModeKindBounds& bounds = {});

}  // namespace vitrine::results
