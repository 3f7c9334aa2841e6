#include "tests/support/PictureComparison.h"
#include "ui/charts/DecayChart.h"
#include "ui/charts/ScatterChart.h"
#include "ui/charts/SweepChart.h"

#include <QApplication>
#include <QTest>

#include <cmath>
#include <string>

using namespace vitrine;

namespace {

// The same libraries give 0. A marker that is missing counts about 20 (44 pixels, 0.6 of the range in the mean,
// less the threshold), a line or a label more.
constexpr double tolerance = 20;

std::vector<results::ModeRecord> records()
{
    std::vector<results::ModeRecord> made;
    for (int sample = 0; sample < 3; ++sample) {
        for (int k = 1; k <= 12; ++k) {
            results::ModeRecord record;
            record.sample = std::string(1, static_cast<char>('A' + sample));
            record.mode = k;
            record.omega = 0.04 * std::sqrt(k) * (1 + 0.1 * sample);
            record.sign = k % 2 ? "+" : "-";
            record.outcome = k % 5 ? "transition" : "no-transition";
            if (k % 5)
                record.criticalAmplitude = 0.02 * std::pow(record.omega / 0.1, 2) * (1 + 0.8 * std::sin(7.0 * k));
            made.push_back(record);
        }
    }
    return made;
}

QPalette darkPalette()
{
    QPalette dark;
    dark.setColor(QPalette::Window, QColor(40, 43, 50));
    return dark;
}

}  // namespace

class ChartPictureTest : public QObject {
    Q_OBJECT
private:
    template <typename Chart>
    static QString compare(Chart& chart, const QString& name, const QSize& size = {360, 260}, double ratio = 1)
    {
        return test::differenceFromBaseline(chart.toImage(size, ratio), name, tolerance);
    }

private slots:
    void scatter()
    {
        charts::ScatterChart chart;
        chart.setRecords(records());
        chart.select(QStringLiteral("A"), 7, QStringLiteral("+"));
        QCOMPARE(compare(chart, QStringLiteral("scatter")), QString());
    }

    void scatterInADarkWindowAtTwiceTheResolution()
    {
        charts::ScatterChart chart;
        chart.setPalette(darkPalette());
        chart.setRecords(records());
        QCOMPARE(compare(chart, QStringLiteral("scatter-dark-2x"), {300, 220}, 2), QString());
    }

    void decay()
    {
        auto profile = std::make_shared<rearrangement::DecayProfile>();
        for (int i = 0; i < 3000; ++i) {
            const double r = 1 + 10 * std::cbrt(i / 3000.0);
            profile->distances.push_back(r);
            profile->ratios.push_back(std::pow(r, -2.9) * std::exp(0.6 * std::sin(12.9898 * i)));
        }
        for (const double r : {1.1, 1.7, 2.6, 4.0, 6.2, 9.5}) {
            profile->binDistances.push_back(r);
            profile->binRatios.push_back(std::pow(r, -2.9));
            profile->binErrors.push_back(0.2);
        }
        profile->tail = rearrangement::TailFit{2.9, 0.1, 1.0, 2.6, 9.5, 4};
        charts::DecayChart chart;
        chart.setProfile(profile);
        QCOMPARE(compare(chart, QStringLiteral("decay")), QString());
    }

    void sweep()
    {
        std::vector<anharmonicity::Pull> pulls;
        for (int i = 0; i <= 20; ++i) {
            const double amplitude = std::pow(10.0, -4 + 0.1 * i);
            pulls.push_back({amplitude, 1e-5, 1e-9, 1e-15, 100, true});
        }
        for (const double amplitude : {0.0102, 0.011, 0.0126})
            pulls.push_back({amplitude, 1e-3, 0.12, -3e-5, 100, true});
        charts::SweepChart chart;
        chart.setPulls(pulls, charts::PullChart::Bracket{0.01, 0.0102});
        QCOMPARE(compare(chart, QStringLiteral("sweep"), {360, 400}), QString());
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(12);
    QApplication::setFont(font);
    ChartPictureTest pictures;
    return QTest::qExec(&pictures, argc, argv);
}
#include "ChartPictureTest.moc"
