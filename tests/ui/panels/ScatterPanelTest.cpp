#include "ui/charts/ScatterChart.h"
#include "ui/charts/ScatterPreset.h"
#include "ui/panels/ScatterPanel.h"

#include <QComboBox>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace vitrine;
using charts::RecordColumn;
using panels::ScatterPanel;

class ScatterPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void showsAFigureOfThePaper();
    void showsAnyTwoColumnsWithAnyAxes();
    void remembersItsChoice();
    void coloursBySize();

private:
    template <typename Widget>
    static Widget* part(const ScatterPanel& panel, const char* name)
    {
        return panel.findChild<Widget*>(QString::fromLatin1(name));
    }

    QTemporaryDir m_settings;
};

void ScatterPanelTest::init()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QSettings().clear();
}

void ScatterPanelTest::showsAFigureOfThePaper()
{
    ScatterPanel panel(QStringLiteral("scatter"));
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* preset = part<QComboBox>(panel, "scatterPreset");
    QCOMPARE(preset->currentText(), charts::scatterPresets().front().name);
    QTest::keyClick(preset, Qt::Key_Down);
    QCOMPARE(panel.chart()->xColumn(), RecordColumn::phononOrder);
    QCOMPARE(panel.chart()->yColumn(), RecordColumn::criticalAmplitude);
    QVERIFY(!panel.chart()->axis(Qt::Horizontal).logarithmic);
    QVERIFY(panel.chart()->axis(Qt::Vertical).logarithmic);
}

void ScatterPanelTest::showsAnyTwoColumnsWithAnyAxes()
{
    ScatterPanel panel(QStringLiteral("scatter"));
    auto* x = part<QComboBox>(panel, "scatterX");
    x->setCurrentIndex(x->findData(static_cast<int>(RecordColumn::evaluations)));
    QCOMPARE(panel.chart()->xColumn(), RecordColumn::evaluations);
    QCOMPARE(part<QComboBox>(panel, "scatterPreset")->currentIndex(), int(charts::scatterPresets().size()));
    QVERIFY(panel.chart()->axis(Qt::Horizontal).logarithmic);
    QTest::mouseClick(part<QToolButton>(panel, "scatterXLog"), Qt::LeftButton);
    QVERIFY(!panel.chart()->axis(Qt::Horizontal).logarithmic);
    QVERIFY(panel.chart()->axis(Qt::Vertical).logarithmic);
}

void ScatterPanelTest::remembersItsChoice()
{
    {
        ScatterPanel panel(QStringLiteral("scatter2"));
        auto* y = part<QComboBox>(panel, "scatterY");
        y->setCurrentIndex(y->findData(static_cast<int>(RecordColumn::overlap)));
        part<QToolButton>(panel, "scatterYLog")->click();
    }
    const ScatterPanel again(QStringLiteral("scatter2"));
    QCOMPARE(again.chart()->yColumn(), RecordColumn::overlap);
    QVERIFY(again.chart()->axis(Qt::Vertical).logarithmic);
    const ScatterPanel other(QStringLiteral("scatter"));
    QCOMPARE(other.chart()->yColumn(), RecordColumn::criticalAmplitude);
}

void ScatterPanelTest::coloursBySize()
{
    ScatterPanel panel(QStringLiteral("scatter"));
    panel.setSizes({{"A", 1000}, {"B", 1000}, {"C", 4000}});
    std::vector<results::ModeRecord> records;
    for (const char* sample : {"A", "B", "C"}) {
        results::ModeRecord record;
        record.sample = sample;
        record.mode = 1;
        record.omega = 0.1 + 0.1 * static_cast<double>(records.size());
        record.sign = "+";
        record.outcome = "transition";
        record.criticalAmplitude = 1e-3;
        records.push_back(record);
    }
    panel.chart()->setRecords(records);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const auto color = [&panel](std::size_t point) { return panel.chart()->hotPoints().at(point).color; };
    QTRY_COMPARE(panel.chart()->hotPoints().size(), std::size_t{3});
    QVERIFY(color(0) != color(1));
    part<QComboBox>(panel, "scatterDataSets")->setCurrentIndex(1);
    QTRY_COMPARE(color(0), color(1));
    QVERIFY(color(1) != color(2));
}

QTEST_MAIN(ScatterPanelTest)
#include "ScatterPanelTest.moc"
