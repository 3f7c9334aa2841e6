#include "ui/panels/RecordFilter.h"

#include "core/anharmonicity/AnharmonicityScan.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>
#include <limits>

namespace vitrine::panels {

using anharmonicity::ScanOutcome;
using results::ModeRecord;

namespace {

struct Variable {
    const char* name;
    const char* meaning;
    double (*value)(const ModeRecord&);
};

double orNan(const std::optional<double>& value)
{
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

template <typename Integer>
double orNan(const std::optional<Integer>& value)
{
    return value ? static_cast<double>(*value) : std::numeric_limits<double>::quiet_NaN();
}

double is(const ModeRecord& record, ScanOutcome outcome)
{
    return record.outcome == anharmonicity::outcomeName(outcome) ? 1 : 0;
}

/// "A" is 1, "Z" 26, "AA" 27.
double sampleNumber(const ModeRecord& record)
{
    double number = 0;
    for (const char letter : record.sample)
        number = 26 * number + (letter - 'A' + 1);
    return number;
}

double signNumber(const ModeRecord& record)
{
    if (record.sign.empty())
        return 0;
    return record.sign == "-" ? -1 : 1;
}

constexpr std::array<Variable, 22> variables{{
    {"mode", "number k of the mode", [](const ModeRecord& r) { return static_cast<double>(r.mode); }},
    {"omega", "frequency", [](const ModeRecord& r) { return r.omega; }},
    {"P", "participation ratio", [](const ModeRecord& r) { return r.participationRatio; }},
    {"O", "phonon order parameter", [](const ModeRecord& r) { return orNan(r.phononOrder); }},
    {"Ac", "critical amplitude", [](const ModeRecord& r) { return orNan(r.criticalAmplitude); }},
    {"dr", "distance |\u0394r|", [](const ModeRecord& r) { return orNan(r.distance); }},
    {"dphi", "energy difference \u0394\u03a6, signed",
     [](const ModeRecord& r) { return orNan(r.energyDifference); }},
    {"barrier", "energy at A_c", [](const ModeRecord& r) { return orNan(r.barrier); }},
    {"Nrearr", "particles that rearranged", [](const ModeRecord& r) { return orNan(r.rearrangedCount); }},
    {"I", "overlap with the mode", [](const ModeRecord& r) { return orNan(r.overlap); }},
    {"a", "decay exponent", [](const ModeRecord& r) { return orNan(r.decayExponent); }},
    {"transition", "number of the final state", [](const ModeRecord& r) { return orNan(r.transition); }},
    {"tau", "third derivative", [](const ModeRecord& r) { return r.tau; }},
    {"Ac3", "A_c of Eq. (A3)", [](const ModeRecord& r) { return orNan(r.thirdOrderAmplitude); }},
    {"residual", "of the eigenvector", [](const ModeRecord& r) { return r.residual; }},
    {"evaluations", "of the forces", [](const ModeRecord& r) { return orNan(r.evaluations); }},
    {"sample", "1 for A, 2 for B, ...", sampleNumber},
    {"direction", "1, \u22121, or 0 while not scanned", signNumber},
    {"rearranges", "1 if a transition was found",
     [](const ModeRecord& r) { return is(r, ScanOutcome::transition); }},
    {"returns", "1 if it returned from every amplitude",
     [](const ModeRecord& r) { return is(r, ScanOutcome::noTransition); }},
    {"overlaps", "1 if particles overlapped first",
     [](const ModeRecord& r) { return is(r, ScanOutcome::overlap); }},
    {"loose", "1 if only a loose particle moved",
     [](const ModeRecord& r) { return is(r, ScanOutcome::looseParticle); }},
}};

std::vector<const char*> names()
{
    std::vector<const char*> all;
    for (const Variable& variable : variables)
        all.push_back(variable.name);
    return all;
}

}  // namespace

RecordFilter::RecordFilter(const QString& expression)
    : m_condition(expression, names(),
                  QCoreApplication::translate("RecordFilter",
                                              "The filter \u201c%1\u201d is not understood; one such "
                                              "as \u201cAc < 1e-3 and O > 0.3\u201d is."))
{}

bool RecordFilter::accepts(const ModeRecord& record) const
{
    std::array<double, variables.size()> values{};
    for (std::size_t i = 0; i < variables.size(); ++i)
        if (m_condition.uses(i))
            values[i] = variables[i].value(record);
    return m_condition.holds(values);
}

QString RecordFilter::explanation()
{
    QStringList lines;
    for (const Variable& variable : variables)
        lines << QStringLiteral("%1: %2").arg(QString::fromUtf8(variable.name),
                                              QString::fromUtf8(variable.meaning));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace vitrine::panels
