#pragma once

#include "ui/charts/RecordColumn.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace vitrine::charts {

/// A scatter plot of the paper.
struct ScatterPreset {
    QString name;  ///< with the paper's figure
    RecordColumn x;
    RecordColumn y;
    QStringList figures;  ///< "4a": a panel of Fig. 4; "3": all of Fig. 3, whose panels are the two systems
};

/// In the order of the paper's figures.
const std::vector<ScatterPreset>& scatterPresets();

}  // namespace vitrine::charts
