#pragma once

#include "ui/charts/RecordColumn.h"

#include <QString>

#include <vector>

namespace vitrine::charts {

/// A scatter plot of the paper.
struct ScatterPreset {
    QString name;  ///< with the paper's figure
    RecordColumn x;
    RecordColumn y;
};

/// In the order of the paper's figures.
const std::vector<ScatterPreset>& scatterPresets();

}  // namespace vitrine::charts
