#include "core/run/Errors.h"
#include "ui/charts/ScatterChart.h"
#include "ui/figures/FigureExport.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

using namespace vitrine;

namespace {

constexpr int previewDpi = 200;
constexpr double width = 86.3;  // mm: no whole number of points, none of pixels

std::vector<results::ModeRecord> records()
{
    std::vector<results::ModeRecord> made;
    for (int sample = 0; sample < 2; ++sample) {
        for (int k = 1; k <= 30; ++k) {
            results::ModeRecord record;
            record.sample = std::string(1, static_cast<char>('A' + sample));
            record.mode = k;
            record.omega = 0.04 * std::sqrt(k) * (1 + 0.1 * sample);
            record.outcome = k == 7 ? "no-transition" : "transition";
            if (k != 7)
                record.criticalAmplitude = 0.02 * std::pow(record.omega / 0.1, 2) * (1.2 + std::sin(7.0 * k));
            made.push_back(record);
        }
    }
    return made;
}

figures::Panel panel(const QString& letter)
{
    auto chart = std::make_unique<charts::ScatterChart>();
    chart->setDataSets({{"A", QStringLiteral("N = 4 000")}, {"B", QStringLiteral("N = 16 000")}});
    chart->setRecords(records());
    figures::Panel made;
    made.letter = letter;
    made.charts.push_back(std::move(chart));
    return made;
}

figures::Figure figure(const figures::FigureFormat& format = {.width = width})
{
    std::vector<figures::Panel> panels;
    panels.push_back(panel(QStringLiteral("a")));
    panels.push_back(panel(QStringLiteral("b")));
    return {format, std::move(panels)};
}

/// What a program of others says of a file.
QString answer(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return QStringLiteral("%1 failed: ").arg(program) + QString::fromUtf8(process.readAllStandardError());
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// Mean difference of two pictures, from 0 to 255, seen from so far that anti-aliasing is the same everywhere.
double difference(const QImage& first, const QImage& second)
{
    const auto seen = [&first](const QImage& image) {
        return image.scaled(first.size() / 3, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
            .convertToFormat(QImage::Format_Grayscale8);
    };
    const QImage a = seen(first);
    const QImage b = seen(second);
    double sum = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(a.constScanLine(y)[x] - b.constScanLine(y)[x]);
    return sum / a.width() / a.height();
}

/// What another program makes of a file against the preview: nearer than the preview is to itself moved by 0.25
/// mm.
QString disagreement(const QImage& preview, const QImage& other)
{
    if (std::abs(other.width() - preview.width()) > 1 || std::abs(other.height() - preview.height()) > 1)
        return QStringLiteral("%1 pixels wide instead of %2").arg(other.width()).arg(preview.width());
    const int shift = qRound(0.25 / 25.4 * previewDpi);
    const double moved = difference(preview, preview.copy(preview.rect().translated(shift, shift)));
    const double found = difference(preview, other);
    return found < 0.5 * moved ? QString() : QStringLiteral("%1, moved %2").arg(found).arg(moved);
}

}  // namespace

#define NEEDS(program)                                     \
    if (QStandardPaths::findExecutable(program).isEmpty()) \
    QSKIP("this program is not installed: " program)

class FigureExportTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString file(const QString& name) const { return m_folder.filePath(name); }

private slots:
    void initTestCase()
    {
        const figures::FigureOrigin origin{QStringLiteral("A < B"), QStringLiteral("{\"preset\": \"3\"}")};
        figures::Figure made = figure();
        for (const QString& suffix : figures::figureSuffixes())
            figures::writeFigure(made, file(QStringLiteral("figure.") + suffix), origin);
    }

    void pdfIsAsWideAsAskedFor()
    {
        NEEDS("pdfinfo");
        const QString info = answer(QStringLiteral("pdfinfo"), {file(QStringLiteral("figure.pdf"))});
        const auto match =
            QRegularExpression(QStringLiteral("Page size:\\s+([\\d.]+) x ([\\d.]+) pts")).match(info);
        QVERIFY2(match.hasMatch(), qPrintable(info));
        QVERIFY(std::abs(match.captured(1).toDouble() / 72 * 25.4 - width) < 0.01);
        QVERIFY(std::abs(match.captured(2).toDouble() / 72 * 25.4 - 1.5 * width) < 0.01);
        QVERIFY(info.contains(QStringLiteral("A < B")));
    }

    void pdfHasItsFontsWithin()
    {
        NEEDS("pdffonts");
        const QStringList lines = answer(QStringLiteral("pdffonts"), {file(QStringLiteral("figure.pdf"))})
                                      .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QVERIFY(lines.size() > 2);  // two lines of heading
        for (qsizetype i = 2; i < lines.size(); ++i)
            QVERIFY2(lines[i].contains(QRegularExpression(QStringLiteral("TrueType .* yes +(yes|no) +yes"))),
                     qPrintable(lines[i]));
    }

    void textOfThePdfIsText()
    {
        NEEDS("pdftotext");
        const QString text =
            answer(QStringLiteral("pdftotext"), {file(QStringLiteral("figure.pdf")), QStringLiteral("-")});
        for (const QString& wanted : {QStringLiteral("ω / √(ε/mσ²)"), QStringLiteral("10⁻²"),
                                      QStringLiteral("N = 16 000"), QStringLiteral("(b)"), QStringLiteral("/ σ")})
            QVERIFY2(text.contains(wanted), qPrintable(wanted + QStringLiteral(" is not in: ") + text));
    }

    void pdfIsWhatThePreviewShows()
    {
        NEEDS("pdftoppm");
        answer(QStringLiteral("pdftoppm"),
               {QStringLiteral("-png"), QStringLiteral("-singlefile"), QStringLiteral("-r"),
                QString::number(previewDpi), file(QStringLiteral("figure.pdf")), file(QStringLiteral("page"))});
        const QImage page(file(QStringLiteral("page.png")));
        const QImage preview = figure().toImage(previewDpi);
        QCOMPARE(disagreement(preview, page), QString());
    }

    void svgHasWholeWordsAndTheirFont()
    {
        QFile svg(file(QStringLiteral("figure.svg")));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QXmlStreamReader reader(&svg);
        QStringList texts;
        QString style;
        while (!reader.atEnd()) {
            reader.readNext();
            if (!reader.isStartElement())
                continue;
            if (reader.name() == QLatin1String("svg"))
                QCOMPARE(reader.attributes().value(QStringLiteral("width")).toString(), QStringLiteral("86.3mm"));
            if (reader.name() == QLatin1String("text"))
                texts << reader.readElementText();
            else if (reader.name() == QLatin1String("style"))
                style = reader.readElementText();
            else if (reader.name() == QLatin1String("title"))
                QCOMPARE(reader.readElementText(), QStringLiteral("A < B"));
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY2(texts.contains(QStringLiteral("ω / √(ε/mσ²)")), qPrintable(texts.join(QLatin1Char('|'))));
        QVERIFY(texts.contains(QStringLiteral("10⁻²")));
        QVERIFY(style.contains(QStringLiteral("@font-face{font-family:'DejaVu Sans'")));
        QVERIFY2(svg.size() < 150'000, qPrintable(QString::number(svg.size())));
    }

    void svgIsWhatThePreviewShows()
    {
        NEEDS("rsvg-convert");
        answer(QStringLiteral("rsvg-convert"),
               {QStringLiteral("--dpi-x=200"), QStringLiteral("--dpi-y=200"),
                QStringLiteral("--background-color=white"), QStringLiteral("-o"),
                file(QStringLiteral("drawing.png")), file(QStringLiteral("figure.svg"))});
        const QImage drawing(file(QStringLiteral("drawing.png")));
        const QImage preview = figure().toImage(previewDpi);
        QCOMPARE(disagreement(preview, drawing), QString());
    }

    void picturesTellTheirResolution()
    {
        const QImage png(file(QStringLiteral("figure.png")));
        QVERIFY(std::abs(png.dotsPerMeterX() * 0.0254 - 600) < 0.02);
        QVERIFY(std::abs(png.width() / (png.dotsPerMeterX() / 1000.0) - width) < 0.1);
        QCOMPARE(png.text(QStringLiteral("Vitrine-Figure")), QStringLiteral("{\"preset\": \"3\"}"));
        NEEDS("identify");
        const QString tiff = answer(
            QStringLiteral("identify"),
            {QStringLiteral("-format"), QStringLiteral("%x %U %w %m"), file(QStringLiteral("figure.tiff"))});
        QCOMPARE(tiff, QStringLiteral("600 PixelsPerInch %1 TIFF").arg(png.width()));
    }

    void nothingReachesTheEdge()
    {
        const QImage image = figure({.width = 60, .typeSize = 9}).toImage(300);
        const QRgb ground = image.pixel(0, 0);
        for (int x = 0; x < image.width(); ++x)
            QVERIFY(image.pixel(x, 0) == ground && image.pixel(x, image.height() - 1) == ground);
        for (int y = 0; y < image.height(); ++y)
            QVERIFY(image.pixel(0, y) == ground && image.pixel(image.width() - 1, y) == ground);
    }

    void panelsStandSideBySideInTwoColumns()
    {
        QCOMPARE(figure({.width = 178}).size(), QSizeF(178, 66.75));
        QCOMPARE(figure({.width = 86}).size(), QSizeF(86, 129));
    }

    void refusesWhatCannotBe()
    {
        QVERIFY_EXCEPTION_THROWN(figure({.width = 5}), run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(figure({.dpi = 5000}), run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(figure({.family = QStringLiteral("No Such Font")}), run::InvalidInput);
        figures::Figure made = figure();
        QVERIFY_EXCEPTION_THROWN(figures::writeFigure(made, file(QStringLiteral("figure.doc")), {}),
                                 run::InvalidInput);
        QVERIFY_EXCEPTION_THROWN(figures::writeFigure(made, file(QStringLiteral("no/such/folder.pdf")), {}),
                                 run::UnwritableFile);
    }

    void readsLengths()
    {
        QCOMPARE(figures::millimetresFromText(QStringLiteral("8.6cm")), 86.0);
        QCOMPARE(figures::millimetresFromText(QStringLiteral("183 mm")), 183.0);
        QCOMPARE(figures::millimetresFromText(QStringLiteral("1in")), 25.4);
        QVERIFY_EXCEPTION_THROWN(figures::millimetresFromText(QStringLiteral("wide")), run::InvalidInput);
    }
};

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");  // as on the command line: no display is needed
    const QApplication application(argc, argv);
    FigureExportTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "FigureExportTest.moc"
