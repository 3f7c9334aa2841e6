#include "core/results/RecordTable.h"

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <string_view>

namespace vitrine::results {

namespace {
constexpr std::string_view standardHeader =
    "sample,mode,omega,residual,participation_ratio,phonon_order,tau,ac_third_order,sign,outcome,ac,ac_low,"
    "barrier,"
    "dr,dphi,n_rearr,overlap,decay_exponent,decay_exponent_error,transition,minimiser,evaluations";
constexpr std::string_view furtherHeader = ",particles,reached,method,kind,equilibrated";

template <typename Number>
std::string shortest(Number number)
{
    std::array<char, 32> buffer;  // a double needs at most 24 characters
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return {buffer.data(), end};
}

std::string field(double number)
{
    return std::isfinite(number) ? shortest(number) : std::string();
}

std::string field(std::integral auto number)
{
    return shortest(number);
}

std::string field(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

template <typename Value>
std::string field(const std::optional<Value>& value)
{
    return value ? field(*value) : std::string();
}

std::string kindOf(const ModeRecord& record, const modes::ModeKindBounds& bounds)
{
    return record.phononOrder
               ? std::string(modeKindName(modes::modeKind(*record.phononOrder, record.participationRatio, bounds)))
               : std::string();
}

std::string equilibriumOf(const ModeRecord& record)
{
    if (!record.equilibrated)
        return {};
    return *record.equilibrated ? "yes" : "no";
}

template <typename... Values>
std::string fields(const Values&... values)
{
    std::string text;
    ((text += field(values), text += ','), ...);
    text.pop_back();
    return text;
}
}  // namespace

std::string csvTable(const std::vector<ModeRecord>& records, TableColumns columns,
                     const modes::ModeKindBounds& bounds)
{
    bounds.validate();
    const bool all = columns == TableColumns::all;
    std::string table(standardHeader);
    if (all)
        table += furtherHeader;
    table += '\n';
    for (const ModeRecord& r : records) {
        table += fields(r.sample, r.mode, r.omega, r.residual, r.participationRatio, r.phononOrder, r.tau,
                        r.thirdOrderAmplitude, r.sign, r.outcome, r.criticalAmplitude, r.lowAmplitude, r.barrier,
                        r.distance, r.energyDifference, r.rearrangedCount, r.overlap, r.decayExponent,
                        r.decayExponentError, r.transition, r.minimizer, r.evaluations);
        if (all)
            table +=
                ',' + fields(r.particleCount, r.reachedAmplitude, r.method, kindOf(r, bounds), equilibriumOf(r));
        table += '\n';
    }
    return table;
}

}  // namespace vitrine::results
