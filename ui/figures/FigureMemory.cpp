#include "ui/figures/FigureMemory.h"

#include "core/run/Errors.h"
#include "ui/SelectionCode.h"
#include "ui/figures/FigureExport.h"
#include "ui/figures/FigurePresets.h"

#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

#include <array>
#include <cmath>
#include <utility>

namespace vitrine::figures {

namespace {

using panels::SceneChoice;

constexpr auto kind = "Vitrine figure";
constexpr int version = 1;
constexpr qint64 longestText = 1'000'000;    // bytes: a recipe of a thousand samples has a tenth of it
constexpr qint64 largestFile = 500'000'000;  // bytes: four times a page at 1200 dpi without compression
constexpr int mostPanels = 12;
constexpr int mostStudies = 100;
constexpr double farthest = 1e6;  // sigma, of cameras

const std::array<std::pair<SceneChoice::Arrows, const char*>, 3> arrowNames{
    {{SceneChoice::Arrows::rearrangement, "rearrangement"},
     {SceneChoice::Arrows::mode, "mode"},
     {SceneChoice::Arrows::none, "none"}}};
const std::array<std::pair<SceneChoice::Colors, const char*>, 3> colorNames{
    {{SceneChoice::Colors::uniform, "uniform"},
     {SceneChoice::Colors::mode, "mode"},
     {SceneChoice::Colors::rearrangement, "rearrangement"}}};

template <typename Names, typename Value>
QString nameIn(const Names& names, Value value)
{
    for (const auto& [each, name] : names)
        if (each == value)
            return QString::fromLatin1(name);
    return QString::fromLatin1(names.front().second);
}

QJsonArray arrayOf(const std::array<double, 3>& vector)
{
    return {vector[0], vector[1], vector[2]};
}

QJsonObject shotObject(const SceneShot& shot)
{
    QJsonObject object{{QStringLiteral("arrows"), nameIn(arrowNames, shot.choice.arrows)},
                       {QStringLiteral("colors"), nameIn(colorNames, shot.choice.colors)},
                       {QStringLiteral("arrowCount"), shot.choice.arrowCount},
                       {QStringLiteral("arrowFactor"), shot.choice.arrowFactor},
                       {QStringLiteral("spheres"), shot.choice.spheres},
                       {QStringLiteral("sphereScale"), shot.choice.sphereScale},
                       {QStringLiteral("drawnSphereScale"), shot.look.sphereScale},
                       {QStringLiteral("coverUnderArrows"), shot.look.coverUnderArrows}};
    if (shot.camera)
        object.insert(QStringLiteral("camera"),
                      QJsonObject{{QStringLiteral("position"), arrayOf(shot.camera->position)},
                                  {QStringLiteral("focalPoint"), arrayOf(shot.camera->focalPoint)},
                                  {QStringLiteral("viewUp"), arrayOf(shot.camera->viewUp)},
                                  {QStringLiteral("viewAngle"), shot.camera->viewAngle},
                                  {QStringLiteral("parallel"), shot.camera->parallel},
                                  {QStringLiteral("parallelScale"), shot.camera->parallelScale}});
    return object;
}

QJsonObject panelObject(const PanelWish& wish)
{
    QJsonObject object{{QStringLiteral("preset"), wish.preset}};
    if (wish.selection)
        object.insert(QStringLiteral("select"), ui::selectionCode(*wish.selection));
    if (wish.shot)
        object.insert(QStringLiteral("scene"), shotObject(*wish.shot));
    return object;
}

QJsonObject formatObject(const FigureFormat& format)
{
    QJsonObject object{{QStringLiteral("width"), format.width},
                       {QStringLiteral("typeSize"), format.typeSize},
                       {QStringLiteral("dpi"), format.dpi},
                       {QStringLiteral("font"), format.family},
                       {QStringLiteral("dark"), format.dark},
                       {QStringLiteral("transparent"), format.transparent},
                       {QStringLiteral("caption"), format.showCaption}};
    if (format.height)
        object.insert(QStringLiteral("height"), *format.height);
    return object;
}

/// Reads a JSON object of unknown origin; every complaint names the key.
class Reader {
public:
    Reader(QJsonObject object, QString path) : m_object(std::move(object)), m_path(std::move(path)) {}

    bool has(const char* key) const { return m_object.contains(QLatin1String(key)); }

    QString text(const char* key, qsizetype longest) const
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (!value.isString() || value.toString().size() > longest)
            refuse(key, QStringLiteral("a text of at most %1 letters").arg(longest));
        return value.toString();
    }

    double number(const char* key, double low, double high) const
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        // No number is neither below nor above: a NaN has to fail too.
        if (!value.isDouble() || !(value.toDouble() >= low && value.toDouble() <= high))
            refuse(key, QStringLiteral("a number from %1 to %2").arg(low).arg(high));
        return value.toDouble();
    }

    int whole(const char* key, int low, int high) const
    {
        const double value = number(key, low, high);
        if (value != std::floor(value))
            refuse(key, QStringLiteral("a whole number"));
        return static_cast<int>(value);
    }

    bool yes(const char* key) const
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (!value.isBool())
            refuse(key, QStringLiteral("true or false"));
        return value.toBool();
    }

    std::array<double, 3> vector(const char* key) const
    {
        const QJsonArray values = m_object.value(QLatin1String(key)).toArray();
        std::array<double, 3> vector{};
        for (int i = 0; i < 3; ++i) {
            const QJsonValue value = values.at(i);
            if (values.size() != 3 || !value.isDouble() || !(std::abs(value.toDouble()) <= farthest))
                refuse(key, QStringLiteral("three numbers"));
            vector[static_cast<std::size_t>(i)] = value.toDouble();
        }
        return vector;
    }

    Reader object(const char* key) const
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (!value.isObject())
            refuse(key, QStringLiteral("an object"));
        return {value.toObject(), pathOf(key)};
    }

    std::vector<Reader> objects(const char* key, int most) const
    {
        const QJsonArray values = m_object.value(QLatin1String(key)).toArray();
        if (values.isEmpty() || values.size() > most)
            refuse(key, QStringLiteral("a list of 1 to %1").arg(most));
        std::vector<Reader> readers;
        for (const QJsonValue& value : values)
            readers.emplace_back(value.toObject(), pathOf(key));
        return readers;
    }

    template <typename Names>
    auto named(const char* key, const Names& names) const
    {
        const QString found = text(key, 40);
        for (const auto& [value, name] : names)
            if (found == QLatin1String(name))
                return value;
        refuse(key, QStringLiteral("one of those known"));
    }

    const QJsonObject& value() const { return m_object; }

private:
    QString pathOf(const char* key) const { return m_path + QLatin1String(key) + QLatin1Char('.'); }

    [[noreturn]] void refuse(const char* key, const QString& wanted) const
    {
        throw run::InvalidInput(
            QStringLiteral("\u201c%1\u201d has to be %2.").arg(m_path + QLatin1String(key), wanted).toStdString());
    }

    QJsonObject m_object;
    QString m_path;
};

viewport::CameraPose cameraFrom(const Reader& reader)
{
    return {.position = reader.vector("position"),
            .focalPoint = reader.vector("focalPoint"),
            .viewUp = reader.vector("viewUp"),
            .viewAngle = reader.number("viewAngle", 1, 170),
            .parallel = reader.yes("parallel"),
            .parallelScale = reader.number("parallelScale", 1e-6, farthest)};
}

SceneShot shotFrom(const Reader& reader)
{
    SceneShot shot;
    shot.choice.arrows = reader.named("arrows", arrowNames);
    shot.choice.colors = reader.named("colors", colorNames);
    shot.choice.arrowCount = reader.whole("arrowCount", 0, 10'000'000);
    shot.choice.arrowFactor = reader.number("arrowFactor", 1e-6, 1e6);
    shot.choice.spheres = reader.yes("spheres");
    shot.choice.sphereScale = reader.number("sphereScale", 0, 100);
    shot.look.arrowCount = shot.choice.arrowCount;
    shot.look.arrowFactor = shot.choice.arrowFactor;
    shot.look.sphereScale = reader.number("drawnSphereScale", 0, 100);
    shot.look.coverUnderArrows = reader.number("coverUnderArrows", 0, 10'000);
    if (reader.has("camera"))
        shot.camera = cameraFrom(reader.object("camera"));
    return shot;
}

PanelWish panelFrom(const Reader& reader)
{
    PanelWish wish;
    wish.preset = figurePreset(reader.text("preset", 10)).name;
    if (reader.has("select"))
        wish.selection = ui::selectionFromText(reader.text("select", 40));
    if (reader.has("scene"))
        wish.shot = shotFrom(reader.object("scene"));
    return wish;
}

FigureFormat formatFrom(const Reader& reader)
{
    FigureFormat format{.width = reader.number("width", 20, 500),
                        .height = {},
                        .typeSize = reader.number("typeSize", 4, 24),
                        .dpi = reader.whole("dpi", 72, 1200),
                        .family = reader.text("font", 200),
                        .dark = reader.yes("dark"),
                        .transparent = reader.yes("transparent"),
                        .showCaption = reader.yes("caption")};
    if (reader.has("height"))
        format.height = reader.number("height", 15, 700);
    return format;
}

StudyTrace traceFrom(const Reader& reader)
{
    return {.folder = reader.text("folder", 4096),
            .content = reader.text("content", 64),
            .modes = static_cast<qlonglong>(reader.number("modes", 0, 1e12)),
            .scans = static_cast<qlonglong>(reader.number("scans", 0, 1e12)),
            .recipe = QString::fromUtf8(QJsonDocument(reader.object("recipe").value()).toJson())};
}

/// Other letters as JSON's escapes: PNG's texts are Latin-1, and its chunk for others is read by few programs.
QString inAscii(const QString& text)
{
    QString ascii;
    for (const QChar letter : text)
        if (letter.unicode() < 128)
            ascii += letter;
        else
            ascii += QStringLiteral("\\u%1").arg(static_cast<int>(letter.unicode()), 4, 16, QLatin1Char('0'));
    return ascii;
}

QByteArray textOfPng(QFile& file)
{
    QImageReader reader(&file, "png");
    return reader.text(QStringLiteral("Vitrine-Figure")).toUtf8();
}

/// The first element of a name; stops there, so that the drawing is not read.
QByteArray elementOf(QXmlStreamReader& reader, QLatin1String name)
{
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == name)
            return reader.readElementText().toUtf8();
    return {};
}

QByteArray textOfSvg(QFile& file)
{
    QXmlStreamReader reader(&file);
    return elementOf(reader, QLatin1String("metadata"));
}

/// Metadata of a PDF are marked so that they are found without understanding the file (XMP, ISO 16684-1).
QByteArray textOfPdf(QFile& file)
{
    const QByteArray content = file.readAll();
    const qsizetype begin = content.indexOf("<x:xmpmeta");
    const qsizetype end = content.indexOf("<?xpacket end", begin);
    if (begin < 0 || end < 0 || end - begin > 6 * longestText)  // of escaped letters
        return {};
    QXmlStreamReader reader(content.mid(begin, end - begin));
    return elementOf(reader, QLatin1String("figure"));
}

}  // namespace

QString memoryText(const FigureMemory& memory)
{
    QJsonArray panels;
    for (const PanelWish& wish : memory.request.panels)
        panels.append(panelObject(wish));
    QJsonArray studies;
    for (const StudyTrace& trace : memory.studies)
        studies.append(
            QJsonObject{{QStringLiteral("folder"), trace.folder},
                        {QStringLiteral("content"), trace.content},
                        {QStringLiteral("modes"), trace.modes},
                        {QStringLiteral("scans"), trace.scans},
                        {QStringLiteral("recipe"), QJsonDocument::fromJson(trace.recipe.toUtf8()).object()}});
    const QJsonObject object{{QStringLiteral("kind"), QLatin1String(kind)},
                             {QStringLiteral("version"), version},
                             {QStringLiteral("program"), memory.program},
                             {QStringLiteral("panels"), panels},
                             {QStringLiteral("format"), formatObject(memory.request.format)},
                             {QStringLiteral("studies"), studies}};
    return inAscii(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

FigureMemory memoryFromText(const QByteArray& text)
{
    if (text.size() > longestText)
        throw run::InvalidInput("What it says of its figure is longer than " + std::to_string(longestText) +
                                " bytes.");
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (!document.isObject())
        throw run::InvalidInput("What it says of its figure is damaged: " + error.errorString().toStdString() +
                                ".");
    const Reader reader(document.object(), {});
    if (reader.text("kind", 100) != QLatin1String(kind))
        throw run::InvalidInput("It is of another kind.");
    reader.whole("version", version, version);
    FigureMemory memory;
    memory.program = reader.text("program", 100);
    memory.request.panels.clear();
    for (const Reader& panel : reader.objects("panels", mostPanels))
        memory.request.panels.push_back(panelFrom(panel));
    memory.request.format = formatFrom(reader.object("format"));
    for (const Reader& study : reader.objects("studies", mostStudies))
        memory.studies.push_back(traceFrom(study));
    return memory;
}

const QStringList& rememberingSuffixes()
{
    static const QStringList suffixes{QStringLiteral("png"), QStringLiteral("pdf"), QStringLiteral("svg")};
    return suffixes;
}

FigureMemory memoryOfFile(const QString& path)
{
    const auto name = QFileInfo(path).fileName().toStdString();
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (!rememberingSuffixes().contains(suffix))
        throw run::InvalidInput("Of pictures, PNG, PDF and SVG files of Vitrine's figures can be opened; " + name +
                                " is none.");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw run::UnreadableFile(path.toStdString() + " cannot be read: " + file.errorString().toStdString() +
                                  ".");
    if (file.size() > largestFile)
        throw run::InvalidInput(name + " has " + std::to_string(file.size()) +
                                " bytes; figures of Vitrine have at most " + std::to_string(largestFile) + ".");
    const QByteArray text = suffix == QLatin1String("png")   ? textOfPng(file)
                            : suffix == QLatin1String("pdf") ? textOfPdf(file)
                                                             : textOfSvg(file);
    if (text.isEmpty())
        throw run::InvalidInput(name +
                                " does not say from which study it was made: it is no figure of Vitrine, or "
                                "another program has written it anew.");
    try {
        return memoryFromText(text);
    }
    catch (const run::InvalidInput& error) {
        throw run::InvalidInput(name + " cannot be opened as a figure. " + error.what());
    }
}

}  // namespace vitrine::figures
