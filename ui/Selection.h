#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/results/ModeRecord.h"

#include <Eigen/Core>

#include <optional>
#include <string>

namespace vitrine::ui {

/// What every view shows: a sample, one of its modes, and one of the two directions along it.
struct Selection {
    std::string sample;                                 ///< empty: nothing is selected
    Eigen::Index mode = 0;                              ///< k; 0: the packing alone
    std::optional<anharmonicity::Direction> direction;  ///< absent: the mode alone

    bool operator==(const Selection&) const = default;
};

/// What a row of the table stands for.
inline Selection selectionOf(const results::ModeRecord& record)
{
    return {record.sample, record.mode, anharmonicity::directionFromSign(record.sign)};
}

}  // namespace vitrine::ui
