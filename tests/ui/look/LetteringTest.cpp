#include "ui/look/Lettering.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace vitrine;

class LetteringTest : public QObject {
    Q_OBJECT
private:
    QImage m_device{10, 10, QImage::Format_RGB32};
    QFont m_font{QStringLiteral("DejaVu Sans")};

    double width(const QString& text) { return look::letteringWidth(text, m_font, &m_device); }
    double plainWidth(const QString& text) { return QFontMetricsF(m_font, &m_device).horizontalAdvance(text); }

    /// Lowest row with ink.
    int bottom(const QString& text)
    {
        QImage image(200, 60, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setFont(m_font);
        look::drawLettering(painter, QPointF(5, 30), text);
        painter.end();
        for (int y = image.height() - 1; y >= 0; --y)
            for (int x = 0; x < image.width(); ++x)
                if (qGray(image.pixel(x, y)) < 128)
                    return y;
        return -1;
    }

private slots:
    void initTestCase() { m_font.setPixelSize(20); }

    void subscriptsAreSmallerAndUnderscoresAreGone()
    {
        QVERIFY(width(QStringLiteral("A_c / σ")) < plainWidth(QStringLiteral("Ac / σ")));
        QVERIFY(width(QStringLiteral("A_c / σ")) > plainWidth(QStringLiteral("A / σ")));
        QVERIFY(width(QStringLiteral("|Δr_i|")) < plainWidth(QStringLiteral("|Δri|")));
    }

    void subscriptsAreLower() { QVERIFY(bottom(QStringLiteral("N_rearr")) > bottom(QStringLiteral("N rearr"))); }

    void namesKeepTheirUnderscores()
    {
        QCOMPARE(width(QStringLiteral("my_study")), plainWidth(QStringLiteral("my_study")));
    }

    void linesEndAtSpacesOnly()
    {
        const QString text = QStringLiteral("line: |ΔΦ| ∝ |Δr|ˢ, s\u00a0=\u00a03 (12 transitions); N_rearr");
        const QStringList lines = look::letteringLines(text, m_font, &m_device, 150);
        QVERIFY(lines.size() > 1);
        QCOMPARE(lines.join(QLatin1Char(' ')), text);
        for (const QString& line : lines)
            QVERIFY(width(line) <= 150 || !line.contains(QLatin1Char(' ')));
    }
};

QTEST_MAIN(LetteringTest)
#include "LetteringTest.moc"
