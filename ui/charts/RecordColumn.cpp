#include "ui/charts/RecordColumn.h"

#include <array>
#include <cmath>

namespace vitrine::charts {

namespace {

struct Description {
    RecordColumn column;
    const char* name;
    const char* title;
    bool logarithmic;
    bool needsTransition;
};

// In the order of the enumeration. Subscripts that Unicode lacks (c) are written in the line.
constexpr std::array<Description, 15> descriptions{{
    {RecordColumn::mode, "k, mode number", "mode k", false, false},
    {RecordColumn::omega, "ω, frequency", "ω / √(ε/mσ²)", true, false},
    {RecordColumn::participationRatio, "P, participation ratio", "P", true, false},
    {RecordColumn::phononOrder, "O, phonon order parameter", "O", false, false},
    {RecordColumn::tau, "|τ|, third derivative", "|τ| / (ε/σ³)", true, false},
    {RecordColumn::thirdOrderAmplitude, "A_c of (A3), cubic expansion", "A_c, third order / σ", true, false},
    {RecordColumn::criticalAmplitude, "A_c, critical amplitude", "A_c / σ", true, true},
    {RecordColumn::barrier, "barrier at A_c", "barrier at A_c / ε", true, true},
    {RecordColumn::distance, "|Δr|, distance", "|Δr| / σ", true, true},
    {RecordColumn::squaredDistance, "|Δr|², square displacement", "|Δr|² / σ²", true, true},
    {RecordColumn::energyDifference, "|ΔΦ|, energy difference", "|ΔΦ| / ε", true, true},
    {RecordColumn::rearrangedCount, "N_rearr, rearranged particles", "N_rearr", true, true},
    {RecordColumn::overlap, "I, overlap with the mode", "I", false, true},
    {RecordColumn::decayExponent, "a, decay exponent", "a", false, true},
    {RecordColumn::evaluations, "force evaluations", "force evaluations", true, false},
}};

const Description& describe(RecordColumn column)
{
    return descriptions[static_cast<std::size_t>(column)];
}

}  // namespace

const std::vector<RecordColumn>& recordColumns()
{
    static const auto columns = [] {
        std::vector<RecordColumn> all;
        for (const Description& description : descriptions)
            all.push_back(description.column);
        return all;
    }();
    return columns;
}

QString columnName(RecordColumn column)
{
    return QString::fromUtf8(describe(column).name);
}

QString columnTitle(RecordColumn column)
{
    return QString::fromUtf8(describe(column).title);
}

bool prefersLogarithmic(RecordColumn column)
{
    return describe(column).logarithmic;
}

bool needsTransition(RecordColumn column)
{
    return describe(column).needsTransition;
}

std::optional<double> columnValue(const results::ModeRecord& record, RecordColumn column)
{
    switch (column) {
        case RecordColumn::mode:
            return static_cast<double>(record.mode);
        case RecordColumn::omega:
            return record.omega;
        case RecordColumn::participationRatio:
            return record.participationRatio;
        case RecordColumn::phononOrder:
            return record.phononOrder;
        case RecordColumn::tau:
            return std::abs(record.tau);
        case RecordColumn::thirdOrderAmplitude:
            return record.thirdOrderAmplitude;
        case RecordColumn::criticalAmplitude:
            return record.criticalAmplitude;
        case RecordColumn::barrier:
            return record.barrier;
        case RecordColumn::distance:
            return record.distance;
        case RecordColumn::squaredDistance:
            return record.distance ? std::optional(*record.distance * *record.distance) : std::nullopt;
        case RecordColumn::energyDifference:
            return record.energyDifference ? std::optional(std::abs(*record.energyDifference)) : std::nullopt;
        case RecordColumn::rearrangedCount:
            return record.rearrangedCount;
        case RecordColumn::overlap:
            return record.overlap;
        case RecordColumn::decayExponent:
            return record.decayExponent;
        case RecordColumn::evaluations:
            return record.evaluations ? std::optional(static_cast<double>(*record.evaluations)) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace vitrine::charts
