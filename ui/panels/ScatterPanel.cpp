#include "ui/panels/ScatterPanel.h"

#include "ui/charts/ScatterChart.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace vitrine::panels {

using charts::RecordColumn;

namespace {

QComboBox* makeColumnChoice(const QString& name, RecordColumn current)
{
    auto* choice = new QComboBox;
    choice->setObjectName(name);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(10);
    for (const RecordColumn column : charts::recordColumns()) {
        choice->addItem(charts::columnName(column), static_cast<int>(column));
        if (column == current)
            choice->setCurrentIndex(choice->count() - 1);
    }
    return choice;
}

RecordColumn chosen(const QComboBox* choice)
{
    return static_cast<RecordColumn>(choice->currentData().toInt());
}

}  // namespace

ScatterPanel::ScatterPanel(QWidget* parent)
    : QWidget(parent),
      m_chart(new charts::ScatterChart),
      m_y(makeColumnChoice(QStringLiteral("scatterY"), m_chart->yColumn())),
      m_x(makeColumnChoice(QStringLiteral("scatterX"), m_chart->xColumn()))
{
    auto* all = new QToolButton;
    all->setText(tr("All"));
    all->setAutoRaise(true);
    all->setToolTip(tr("Shows all points again (double-click)"));

    auto* row = new QHBoxLayout;
    row->setContentsMargins(10, 6, 6, 0);
    row->setSpacing(6);
    row->addWidget(m_y, 1);
    row->addWidget(new QLabel(tr("against")));
    row->addWidget(m_x, 1);
    row->addWidget(all);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_chart, 1);

    for (QComboBox* choice : {m_y, m_x})
        connect(choice, &QComboBox::currentIndexChanged, this, &ScatterPanel::applyColumns);
    connect(all, &QToolButton::clicked, m_chart, &charts::ChartView::resetView);
}

void ScatterPanel::applyColumns()
{
    const RecordColumn x = chosen(m_x);
    const RecordColumn y = chosen(m_y);
    m_chart->setColumns(x, y);
    m_chart->setLogarithmic(charts::prefersLogarithmic(x), charts::prefersLogarithmic(y));
}

}  // namespace vitrine::panels
