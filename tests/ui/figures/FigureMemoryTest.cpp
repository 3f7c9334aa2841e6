#include "core/run/Errors.h"
#include "ui/charts/ScatterChart.h"
#include "ui/figures/FigureExport.h"
#include "ui/figures/FigureMemory.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;
using anharmonicity::Direction;
using figures::FigureMemory;

namespace {

FigureMemory memory()
{
    figures::SceneShot shot;
    shot.choice.arrows = panels::SceneChoice::Arrows::mode;
    shot.choice.colors = panels::SceneChoice::Colors::rearrangement;
    shot.choice.arrowCount = shot.look.arrowCount = 300;
    shot.camera = viewport::CameraPose{{1, 2, 3}, {4, 5, 6}, {0, 0, 1}, 20, true, 7.5};
    FigureMemory made;
    made.program = QStringLiteral("vitrine 1.2.3 <\u03c9>");
    made.request.panels = {{QStringLiteral("3a"), {}, {}},
                           {QStringLiteral("2"), ui::Selection{"A", 12, Direction::minus}, {}},
                           {QStringLiteral("view"), ui::Selection{"B", 3, std::nullopt}, shot}};
    made.request.format.width = 178;
    made.request.format.dpi = 72;
    made.request.format.dark = true;
    made.studies = {{QStringLiteral("/a/study & \u03c3"), QString(64, QLatin1Char('7')), 16, 32,
                     QStringLiteral("{\n    \"samples\": 1\n}\n")}};
    return made;
}

QString answer(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return QStringLiteral("%1 failed: ").arg(program) + QString::fromUtf8(process.readAllStandardError());
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// Why a text is refused; empty if it is not.
QString refusal(const QByteArray& text)
{
    try {
        figures::memoryFromText(text);
        return {};
    }
    catch (const run::InvalidInput& error) {
        return QString::fromUtf8(error.what());
    }
}

QByteArray changed(const char* from, const char* to)
{
    const QByteArray text = figures::memoryText(memory()).toUtf8();
    QByteArray other = text;
    other.replace(from, to);
    return other == text ? QByteArray("the text to be changed is not there") : other;
}

}  // namespace

#define NEEDS(program)                                     \
    if (QStandardPaths::findExecutable(program).isEmpty()) \
    QSKIP("this program is not installed: " program)

class FigureMemoryTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString file(const QString& suffix) const { return m_folder.filePath(QStringLiteral("figure.") + suffix); }
    QString written(const QString& name, const QByteArray& content) const
    {
        QFile made(m_folder.filePath(name));
        return made.open(QIODevice::WriteOnly) && made.write(content) == content.size() ? made.fileName()
                                                                                        : QString();
    }
    QString fileRefusal(const QString& name) const
    {
        try {
            figures::memoryOfFile(name);
            return {};
        }
        catch (const run::Error& error) {
            return QString::fromUtf8(error.what());
        }
    }

private slots:
    void initTestCase()
    {
        figures::Panel panel;
        panel.charts.push_back(std::make_unique<charts::ScatterChart>());
        std::vector<figures::Panel> panels;
        panels.push_back(std::move(panel));
        figures::Figure figure({.width = 60, .dpi = 150}, std::move(panels));
        for (const QString& suffix : figures::rememberingSuffixes())
            figures::writeFigure(figure, file(suffix), {QStringLiteral("A < B"), figures::memoryText(memory())});
    }

    void comesBackAsItWas_data()
    {
        QTest::addColumn<QString>("suffix");
        for (const QString& suffix : figures::rememberingSuffixes())
            QTest::newRow(qPrintable(suffix)) << suffix;
    }

    void comesBackAsItWas()
    {
        QFETCH(QString, suffix);
        const FigureMemory back = figures::memoryOfFile(file(suffix));
        QCOMPARE(back.program, memory().program);
        QVERIFY(back.request.panels == memory().request.panels);
        QVERIFY(back.request.format == memory().request.format);
        QCOMPARE(back.studies.front().folder, memory().studies.front().folder);
        QCOMPARE(back.studies.front().content, memory().studies.front().content);
        QVERIFY(back == memory());
    }

    void othersFindItInAPdf()
    {
        NEEDS("pdfinfo");
        const QString meta =
            answer(QStringLiteral("pdfinfo"), {QStringLiteral("-meta"), file(QStringLiteral("pdf"))});
        QVERIFY2(meta.contains(QStringLiteral("<vitrine:figure>")), qPrintable(meta));
        QVERIFY(meta.contains(QString(64, QLatin1Char('7'))));
    }

    void othersFindItInAPng()
    {
        NEEDS("identify");
        const QString text =
            answer(QStringLiteral("identify"), {QStringLiteral("-verbose"), file(QStringLiteral("png"))});
        QVERIFY2(text.contains(QStringLiteral("Vitrine-Figure:")), qPrintable(text));
        QVERIFY(text.contains(QString(64, QLatin1Char('7'))));
    }

    void othersFindItInAnSvg()
    {
        NEEDS("xmllint");
        const QString text =
            answer(QStringLiteral("xmllint"),
                   {QStringLiteral("--xpath"), QStringLiteral("string(//*[local-name()='metadata'])"),
                    file(QStringLiteral("svg"))});
        QVERIFY(figures::memoryFromText(text.toUtf8()) == memory());
    }

    void exiftoolReadsPngAndPdf()
    {
        NEEDS("exiftool");
        for (const QString& suffix : {QStringLiteral("png"), QStringLiteral("pdf")}) {
            const QString text = answer(QStringLiteral("exiftool"), {QStringLiteral("-a"), file(suffix)});
            QVERIFY2(text.contains(QString(64, QLatin1Char('7'))), qPrintable(text));
        }
    }

    void strangersAreRefusedInOneSentence()
    {
        QVERIFY(refusal("").contains(QStringLiteral("damaged")));
        QVERIFY(refusal("[1, 2]").contains(QStringLiteral("damaged")));
        QVERIFY(refusal("{\"kind\": \"other\"}").contains(QStringLiteral("another kind")));
        QVERIFY(refusal(QByteArray(2'000'000, 'x')).contains(QStringLiteral("longer than")));
        QVERIFY(refusal(changed("\"3a\"", "\"77\"")).contains(QStringLiteral("no preset")));
        QVERIFY(refusal(changed("\"A:12:-\"", "\"../../etc\"")).contains(QStringLiteral("A selection is")));
        QVERIFY(refusal(changed("\"width\":178", "\"width\":1e9")).contains(QStringLiteral("format.width")));
        QVERIFY(refusal(changed("\"dpi\":72", "\"dpi\":\"many\"")).contains(QStringLiteral("format.dpi")));
        QVERIFY(refusal(changed("[1,2,3]", "[1,2]")).contains(QStringLiteral("position")));
        QVERIFY(refusal(changed("[1,2,3]", "[1,2,1e300]")).contains(QStringLiteral("position")));
        QVERIFY(refusal(changed("\"version\":1", "\"version\":2")).contains(QStringLiteral("version")));
    }

    void filesWithoutAMemoryAreRefused()
    {
        QImage plain(4, 4, QImage::Format_RGB32);
        plain.fill(Qt::white);
        QVERIFY(plain.save(m_folder.filePath(QStringLiteral("plain.png"))));
        QVERIFY(fileRefusal(m_folder.filePath(QStringLiteral("plain.png"))).contains(QStringLiteral("plain.png")));
        QVERIFY(fileRefusal(written(QStringLiteral("cut.png"), QByteArray("\x89PNG\r\n\x1a\n\0\0", 10)))
                    .contains(QStringLiteral("cut.png")));
        QVERIFY(fileRefusal(written(QStringLiteral("plain.pdf"), "%PDF-1.4\n<x:xmpmeta"))
                    .contains(QStringLiteral("plain.pdf")));
        QVERIFY(fileRefusal(written(QStringLiteral("half.svg"), "<svg><metadata>{\"kind\":"))
                    .contains(QStringLiteral("half.svg")));
        QVERIFY(
            fileRefusal(m_folder.filePath(QStringLiteral("none.png"))).contains(QStringLiteral("cannot be read")));
        QVERIFY(fileRefusal(written(QStringLiteral("a.doc"), "x")).contains(QStringLiteral("PNG, PDF and SVG")));
    }

    void entitiesThatGrowWithoutEndAreRefused()
    {
        QByteArray bomb = "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">";
        for (char c = 'b'; c < 'l'; ++c)
            bomb += QByteArray("<!ENTITY ") + c + " \"" +
                    QByteArray(10, ' ').replace(" ", QByteArray("&") + char(c - 1) + ";") + "\">";
        bomb += "]><svg><metadata>&k;</metadata></svg>";
        QVERIFY(!fileRefusal(written(QStringLiteral("bomb.svg"), bomb)).isEmpty());
    }
};

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    FigureMemoryTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "FigureMemoryTest.moc"
