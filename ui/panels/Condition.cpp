#include "ui/panels/Condition.h"

#include "core/run/Errors.h"

#include <QRegularExpression>
#include <vtkCommand.h>
#include <vtkExprTkFunctionParser.h>
#include <vtkNew.h>

#include <cmath>

namespace vitrine::panels {

namespace {

/// VTK takes all spaces out before it hands the expression on, so that "x and y" would become one word.
QString withSymbols(QString expression)
{
    static const QRegularExpression andWord(QStringLiteral("\\band\\b"));
    static const QRegularExpression orWord(QStringLiteral("\\bor\\b"));
    return expression.replace(andWord, QStringLiteral("&")).replace(orWord, QStringLiteral("|"));
}

/// ExprTk takes names in capitals for the same names.
bool contains(const QString& expression, const char* name)
{
    const QRegularExpression word(QStringLiteral("\\b%1\\b").arg(QString::fromLatin1(name)),
                                  QRegularExpression::CaseInsensitiveOption);
    return expression.contains(word);
}

}  // namespace

class Condition::Parser {
public:
    Parser(const QString& expression, const std::vector<const char*>& names, const QString& refusal)
    {
        // Otherwise VTK prints what is wrong with the user's expression on the terminal.
        m_parser->AddObserver(vtkCommand::ErrorEvent, this, &Parser::fail);
        for (const char* name : names)
            m_parser->SetScalarVariableValue(name, 1);
        m_parser->SetFunction(withSymbols(expression).toUtf8().constData());
        if (!m_parser->IsScalarResult() || m_failed)
            throw run::InvalidInput(refusal.arg(expression).toStdString());
    }

    void set(std::size_t name, double value) { m_parser->SetScalarVariableValue(static_cast<int>(name), value); }
    double result() { return m_parser->GetScalarResult(); }

private:
    void fail() { m_failed = true; }

    vtkNew<vtkExprTkFunctionParser> m_parser;
    bool m_failed = false;
};

Condition::Condition(const QString& expression, const std::vector<const char*>& names, const QString& refusal)
    : m_parser(std::make_unique<Parser>(expression, names, refusal))
{
    for (const char* name : names)
        m_used.push_back(contains(expression, name));
}

Condition::~Condition() = default;

bool Condition::holds(std::span<const double> values) const
{
    for (std::size_t name = 0; name < m_used.size(); ++name)
        if (m_used[name])
            m_parser->set(name, values[name]);
    const double value = m_parser->result();
    return std::isfinite(value) && value != 0;
}

}  // namespace vitrine::panels
