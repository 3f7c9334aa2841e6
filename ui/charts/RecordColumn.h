#pragma once

#include "core/results/ModeRecord.h"

#include <QString>

#include <optional>
#include <vector>

namespace vitrine::charts {

/// A column of results::ModeRecord that an axis can show.
enum class RecordColumn {
    mode,
    omega,
    participationRatio,
    phononOrder,
    tau,
    thirdOrderAmplitude,
    criticalAmplitude,
    barrier,
    distance,
    squaredDistance,
    energyDifference,
    rearrangedCount,
    overlap,
    decayExponent,
    evaluations,
};

/// All of them, in the order of the table.
const std::vector<RecordColumn>& recordColumns();
/// For a menu: "critical amplitude A_c".
QString columnName(RecordColumn column);
/// For an axis: "A_c / σ" with Unicode subscripts where they exist.
QString columnTitle(RecordColumn column);
/// Whether the column spans decades: log axes suit it.
bool prefersLogarithmic(RecordColumn column);
/// Whether only a scan that ended in a transition fills it.
bool needsTransition(RecordColumn column);
/// The value; magnitudes of tau and of the energy difference, whose signs are in the table.
std::optional<double> columnValue(const results::ModeRecord& record, RecordColumn column);

}  // namespace vitrine::charts
