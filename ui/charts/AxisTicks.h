#pragma once

#include <QString>

#include <vector>

namespace vitrine::charts {

struct Tick {
    double value;
    QString label;  ///< empty for a minor tick

    bool operator==(const Tick&) const = default;
};

/// Ticks of a linear axis: labels at 1, 2 or 5 times a power of ten, unlabelled ones between.
/// @param wanted about how many labels fit, at least 2
std::vector<Tick> linearTicks(double low, double high, int wanted);

/// Ticks of a logarithmic axis: labels at decades (every second, third, ... where they would crowd), unlabelled
/// ones at 2 to 9 times a decade. Where less than a decade is seen, labels as on a linear axis.
/// @param low, high positive
std::vector<Tick> logarithmicTicks(double low, double high, int wanted);

}  // namespace vitrine::charts
