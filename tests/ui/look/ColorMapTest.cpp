#include "ui/look/ColorMap.h"
#include "ui/look/Palette.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <set>

using namespace vitrine;

namespace {

/// Relative luminance of sRGB, from 0 to 1.
double luminance(const look::Rgb& color)
{
    const auto linear = [](std::uint8_t channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

}  // namespace

class ColorMapTest : public QObject {
    Q_OBJECT
private slots:
    void growsBrighterFromEndToEnd()
    {
        for (const auto map : {look::ColorMap::viridis, look::ColorMap::cividis}) {
            const auto& table = look::colorTable(map);
            // Rounding to 8 bits and, for cividis, the polynomial leave steps of this size.
            for (std::size_t i = 8; i < table.size(); ++i)
                QVERIFY2(luminance(table[i]) > luminance(table[i - 8]) - 1e-3, qPrintable(QString::number(i)));
        }
    }

    void hasTheEndsOfViridis()
    {
        QCOMPARE(look::colorAt(look::ColorMap::viridis, 0), (look::Rgb{0x44, 0x01, 0x54}));
        QCOMPARE(look::colorAt(look::ColorMap::viridis, 7), (look::Rgb{0xfd, 0xe7, 0x25}));
    }

    void showsMissingNumbersInGrey()
    {
        QCOMPARE(look::colorAt(look::ColorMap::cividis, std::numeric_limits<double>::quiet_NaN()),
                 (look::Rgb{128, 128, 128}));
    }

    void tellsManyDataSetsApart()
    {
        for (const auto& palette : {look::Palette::light(), look::Palette::night()}) {
            std::set<std::pair<QRgb, int>> seen;
            for (int number = 0; number < 56; ++number)
                seen.emplace(palette.dataSet(number).rgb(), static_cast<int>(look::Palette::marker(number)));
            QCOMPARE(seen.size(), std::size_t{56});
        }
    }
};

QTEST_APPLESS_MAIN(ColorMapTest)
#include "ColorMapTest.moc"
