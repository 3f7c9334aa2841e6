#pragma once

#include <QString>

#include <memory>
#include <span>
#include <vector>

namespace vitrine::panels {

/// A condition on named numbers, written by the user: "Ac < 1e-3 and O > 0.3".
///
/// Arithmetic, comparisons, and, or, not(...) and the usual functions, by ExprTk. A number that is not there (NaN)
/// fulfils no comparison but !=.
class Condition {
public:
    /// @param names of the numbers that may stand in it
    /// @param refusal one sentence for what is not understood, with %1 for the expression
    /// @throws run::InvalidInput with that sentence
    Condition(const QString& expression, const std::vector<const char*>& names, const QString& refusal);
    ~Condition();

    /// Whether a number stands in the expression. @param name by its place among the names
    bool uses(std::size_t name) const { return m_used[name]; }
    /// @param values in the order of the names; those that are not used are not looked at
    bool holds(std::span<const double> values) const;

private:
    class Parser;
    std::vector<bool> m_used;
    std::unique_ptr<Parser> m_parser;
};

}  // namespace vitrine::panels
