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
    {RecordColumn::mode, "mode number k", "mode k", false, false},
    {RecordColumn::omega, "frequency ω", "ω / √(ε/mσ²)", true, false},
    {RecordColumn::participationRatio, "participation ratio P", "P", true, false},
    {RecordColumn::phononOrder, "phonon order parameter O", "O", false, false},
    {RecordColumn::tau, "third derivative |τ|", "|τ| / (ε/σ³)", true, false},
    {RecordColumn::thirdOrderAmplitude, "A_c of the cubic expansion", "A_c, third order / σ", true, false},
    {RecordColumn::criticalAmplitude, "critical amplitude A_c", "A_c / σ", true, true},
    {RecordColumn::barrier, "barrier at A_c", "barrier at A_c / ε", true, true},
    {RecordColumn::distance, "distance |Δr|", "|Δr| / σ", true, true},
    {RecordColumn::squaredDistance, "square displacement |Δr|²", "|Δr|² / σ²", true, true},
    {RecordColumn::energyDifference, "energy difference |ΔΦ|", "|ΔΦ| / ε", true, true},
    {RecordColumn::rearrangedCount, "rearranged particles N_rearr", "N_rearr", true, true},
    {RecordColumn::overlap, "overlap I with the mode", "I", false, true},
    {RecordColumn::decayExponent, "decay exponent a", "a", false, true},
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
