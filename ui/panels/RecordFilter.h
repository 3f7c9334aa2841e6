#pragma once

#include "core/results/ModeRecord.h"
#include "ui/panels/Condition.h"

#include <QString>

namespace vitrine::panels {

/// A condition on mode records, written by the user: "Ac < 1e-3 and O > 0.3". A number that a record does not have
/// fulfils no comparison but !=.
class RecordFilter {
public:
    /// @throws run::InvalidInput in one sentence that says what is not understood
    explicit RecordFilter(const QString& expression);

    bool accepts(const results::ModeRecord& record) const;

    /// The names that may stand in an expression, a line for each, with what they mean.
    static QString explanation();

private:
    Condition m_condition;
};

}  // namespace vitrine::panels
