#include "ui/panels/ScatterPanel.h"

#include "ui/charts/ScatterChart.h"
#include "ui/charts/ScatterPreset.h"
#include "ui/look/Numbers.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSettings>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace vitrine::panels {

using charts::RecordColumn;

namespace {

enum DataSets { bySample, bySize, byStudy };

QComboBox* makeChoice(const QString& name, const QString& explanation)
{
    auto* choice = new QComboBox;
    choice->setObjectName(name);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(8);
    choice->setToolTip(explanation);
    choice->setAccessibleName(explanation);
    return choice;
}

QComboBox* makeColumnChoice(const QString& name, const QString& explanation)
{
    QComboBox* choice = makeChoice(name, explanation);
    for (const RecordColumn column : charts::recordColumns())
        choice->addItem(charts::columnName(column), static_cast<int>(column));
    // The list is as wide as its longest name, however narrow the box.
    choice->view()->setMinimumWidth(choice->view()->sizeHintForColumn(0) + 30);
    return choice;
}

QToolButton* makeLogarithmicButton(const QString& name)
{
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setText(ScatterPanel::tr("log"));
    button->setCheckable(true);
    button->setToolTip(ScatterPanel::tr("Logarithmic or linear axis"));
    return button;
}

RecordColumn chosen(const QComboBox* choice)
{
    return static_cast<RecordColumn>(choice->currentData().toInt());
}

void choose(QComboBox* choice, RecordColumn column)
{
    const QSignalBlocker blocker(choice);
    choice->setCurrentIndex(choice->findData(static_cast<int>(column)));
}

}  // namespace

ScatterPanel::ScatterPanel(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_name(name),
      m_chart(new charts::ScatterChart),
      m_preset(makeChoice(QStringLiteral("scatterPreset"), tr("A figure of the paper"))),
      m_dataSets(makeChoice(QStringLiteral("scatterDataSets"), tr("What has a colour and a marker of its own"))),
      m_y(makeColumnChoice(QStringLiteral("scatterY"), tr("Upwards"))),
      m_x(makeColumnChoice(QStringLiteral("scatterX"), tr("To the right"))),
      m_yLogarithmic(makeLogarithmicButton(QStringLiteral("scatterYLog"))),
      m_xLogarithmic(makeLogarithmicButton(QStringLiteral("scatterXLog")))
{
    for (const charts::ScatterPreset& preset : charts::scatterPresets())
        m_preset->addItem(preset.name);
    m_preset->addItem(tr("any two columns"));
    m_dataSets->addItem(tr("by sample"));
    m_dataSets->addItem(tr("by size N"));
    m_dataSets->addItem(tr("all studies"));
    m_dataSets->setItemData(byStudy, tr("The points of all studies that are open"), Qt::ToolTipRole);
    auto* all = new QToolButton;
    all->setText(tr("All"));
    all->setAutoRaise(true);
    all->setToolTip(tr("Shows all points again (double-click)"));

    auto* choices = new QGridLayout;
    choices->setContentsMargins(10, 6, 6, 0);
    choices->setHorizontalSpacing(4);
    choices->setVerticalSpacing(4);
    choices->addWidget(m_preset, 0, 0, 1, 3);
    choices->addWidget(m_dataSets, 0, 3);
    choices->addWidget(all, 0, 4);
    choices->addWidget(m_y, 1, 0);
    choices->addWidget(m_yLogarithmic, 1, 1);
    choices->addWidget(new QLabel(tr("against")), 1, 2);
    choices->addWidget(m_x, 1, 3);
    choices->addWidget(m_xLogarithmic, 1, 4);
    choices->setColumnStretch(0, 1);
    choices->setColumnStretch(3, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(choices);
    column->addWidget(m_chart, 1);

    restore();
    connect(m_preset, &QComboBox::activated, this, &ScatterPanel::applyPreset);
    for (QComboBox* choice : {m_y, m_x})
        connect(choice, &QComboBox::currentIndexChanged, this, &ScatterPanel::applyColumns);
    for (QToolButton* button : {m_yLogarithmic, m_xLogarithmic})
        connect(button, &QToolButton::toggled, this, &ScatterPanel::applyAxes);
    connect(m_dataSets, &QComboBox::currentIndexChanged, this, &ScatterPanel::applyDataSets);
    connect(all, &QToolButton::clicked, m_chart, &charts::ChartView::resetView);
}

void ScatterPanel::setSizes(const std::map<std::string, Eigen::Index>& sizes)
{
    m_sizes = sizes;
    applyDataSets();
}

void ScatterPanel::applyDataSets()
{
    std::map<std::string, QString> labels;
    if (m_dataSets->currentIndex() == bySize)
        for (const auto& [sample, size] : m_sizes)
            labels[sample] = tr("N = %1").arg(look::grouped(size));
    if (showsAllStudies())
        for (const auto& [sample, study] : m_studies)
            labels[sample] = QString::fromStdString(study);
    m_chart->setDataSets(std::move(labels));
    const bool showedAll = std::exchange(m_showsAll, showsAllStudies());
    if (showedAll != m_showsAll)
        emit allStudiesChanged();
}

void ScatterPanel::setStudies(const std::map<std::string, std::string>& studies)
{
    m_studies = studies;
    applyDataSets();
}

bool ScatterPanel::showsAllStudies() const
{
    return m_dataSets->currentIndex() == byStudy;
}

void ScatterPanel::applyPreset(int preset)
{
    if (preset >= static_cast<int>(charts::scatterPresets().size()))
        return;
    const charts::ScatterPreset& wanted = charts::scatterPresets()[static_cast<std::size_t>(preset)];
    showColumns(wanted.x, wanted.y);
}

void ScatterPanel::showColumns(RecordColumn x, RecordColumn y)
{
    choose(m_x, x);
    choose(m_y, y);
    applyColumns();
}

void ScatterPanel::applyColumns()
{
    const RecordColumn x = chosen(m_x);
    const RecordColumn y = chosen(m_y);
    {
        const QSignalBlocker xBlocker(m_xLogarithmic);
        const QSignalBlocker yBlocker(m_yLogarithmic);
        m_xLogarithmic->setChecked(charts::prefersLogarithmic(x));
        m_yLogarithmic->setChecked(charts::prefersLogarithmic(y));
    }
    m_chart->setColumns(x, y);
    applyAxes();
    showPreset();
}

void ScatterPanel::applyAxes()
{
    m_chart->setLogarithmic(m_xLogarithmic->isChecked(), m_yLogarithmic->isChecked());
    remember();
}

/// The figure that these columns are, if they are one.
void ScatterPanel::showPreset()
{
    const auto& presets = charts::scatterPresets();
    int index = static_cast<int>(presets.size());
    for (int i = index - 1; i >= 0; --i) {
        const charts::ScatterPreset& preset = presets[static_cast<std::size_t>(i)];
        if (preset.x == chosen(m_x) && preset.y == chosen(m_y))
            index = i;
    }
    const QSignalBlocker blocker(m_preset);
    m_preset->setCurrentIndex(index);
}

void ScatterPanel::remember() const
{
    QSettings().setValue(m_name, QStringList{m_x->currentText(), m_y->currentText(),
                                             m_xLogarithmic->isChecked() ? QStringLiteral("log") : QString(),
                                             m_yLogarithmic->isChecked() ? QStringLiteral("log") : QString()});
}

void ScatterPanel::restore()
{
    const QStringList kept = QSettings().value(m_name).toStringList();
    const int x = kept.size() == 4 ? m_x->findText(kept[0]) : -1;
    const int y = kept.size() == 4 ? m_y->findText(kept[1]) : -1;
    const bool isKept = x >= 0 && y >= 0;
    m_x->setCurrentIndex(isKept ? x : m_x->findData(static_cast<int>(m_chart->xColumn())));
    m_y->setCurrentIndex(isKept ? y : m_y->findData(static_cast<int>(m_chart->yColumn())));
    m_xLogarithmic->setChecked(!isKept || !kept[2].isEmpty());
    m_yLogarithmic->setChecked(!isKept || !kept[3].isEmpty());
    m_chart->setColumns(chosen(m_x), chosen(m_y));
    m_chart->setLogarithmic(m_xLogarithmic->isChecked(), m_yLogarithmic->isChecked());
    showPreset();
}

}  // namespace vitrine::panels
