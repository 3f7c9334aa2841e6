#include "ui/panels/ParticleFilter.h"

#include <QCoreApplication>
#include <QStringList>

#include <limits>

namespace vitrine::panels {

namespace {

struct Variable {
    const char* name;
    const char* meaning;
};

/// In the order of the columns.
constexpr std::array<Variable, particleColumnCount> variables{{
    {"x", "place in the box, \u03c3, from 0 to L"},
    {"y", "likewise"},
    {"z", "likewise"},
    {"r", "distance from the core of the rearrangement, the particle that moved most, \u03c3"},
    {"e", "|e_i| of the selected mode"},
    {"dr", "|\u0394r_i| of the selected rearrangement, \u03c3"},
    {"contacts", "particles nearer than r_c"},
    {"energy", "half of \u03c6 of each of its pairs, \u03b5"},
    {"transitions", "known transitions that displaced it"},
    {"rattler", "1 for a particle without contacts that hold it, else 0"},
}};

std::vector<const char*> names()
{
    std::vector<const char*> all;
    for (const Variable& variable : variables)
        all.push_back(variable.name);
    return all;
}

}  // namespace

ParticleFilter::ParticleFilter(const QString& expression)
    : m_expression(expression),
      m_condition(expression, names(),
                  QCoreApplication::translate("ParticleFilter",
                                              "The condition \u201c%1\u201d is not understood; one "
                                              "such as \u201cr < 8 and e > 0.01\u201d is."))
{}

bool ParticleFilter::accepts(const ParticleColumns& columns, Eigen::Index particle) const
{
    std::array<double, particleColumnCount> values{};
    for (std::size_t column = 0; column < particleColumnCount; ++column)
        values[column] = columns[column].empty() ? std::numeric_limits<double>::quiet_NaN()
                                                 : columns[column][static_cast<std::size_t>(particle)];
    return m_condition.holds(values);
}

QString ParticleFilter::explanation()
{
    QStringList lines;
    for (const Variable& variable : variables)
        lines << QStringLiteral("%1: %2").arg(QString::fromUtf8(variable.name),
                                              QString::fromUtf8(variable.meaning));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace vitrine::panels
