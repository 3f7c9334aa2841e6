#include "ui/ShortcutSheet.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <initializer_list>
#include <utility>

namespace vitrine::ui {

namespace {

constexpr QSize sheetSize(640, 640);

using Lines = std::initializer_list<std::pair<QString, QString>>;

QString headline(const QString& text)
{
    return QStringLiteral("<tr><td colspan='2' style='padding-top:10px'><b>%1</b></td></tr>")
        .arg(text.toHtmlEscaped());
}

QString row(const QString& keys, const QString& words)
{
    return QStringLiteral("<tr><td style='padding-right:22px'>%1</td><td>%2</td></tr>")
        .arg(keys.toHtmlEscaped(), words.toHtmlEscaped());
}

QString section(const QString& title, const Lines& lines)
{
    QString rows = headline(title);
    for (const auto& [keys, words] : lines)
        rows += row(keys, words);
    return rows;
}

/// What no menu says: the gestures of the views.
QString gestures()
{
    const auto tr = [](const char* text) { return ShortcutSheet::tr(text); };
    return section(tr("3D view"), {{tr("Left drag, arrow keys"), tr("rotate")},
                                   {tr("Middle or Shift+left drag"), tr("pan")},
                                   {tr("Wheel, right drag, + and -"), tr("zoom")},
                                   {tr("R, Home, double-click"), tr("show the whole box")},
                                   {tr("Click a particle"), tr("read everything that is known about it")},
                                   {tr("Esc"), tr("leave measuring")},
                                   {tr("X, Y, Z (Shift: from behind)"), tr("look along an axis")},
                                   {tr("P"), tr("parallel or perspective projection")}}) +
           section(tr("Charts"), {{tr("Click a point"), tr("show that mode and its rearrangement everywhere")},
                                  {tr("Arrow keys"), tr("go from point to point")},
                                  {tr("Wheel (over an axis: along it)"), tr("zoom")},
                                  {tr("Drag"), tr("pan")},
                                  {tr("Double-click"), tr("show everything")},
                                  {tr("Shift+drag"), tr("mark the points in the frame, everywhere")}}) +
           section(tr("Tables and lists"), {{tr("Click a row, arrow keys"), tr("show it everywhere")},
                                            {tr("Shift or Ctrl with these"), tr("mark several, everywhere")},
                                            {tr("Ctrl+C"), tr("copy the rows that are marked")},
                                            {tr("Tab, Shift+Tab"), tr("go to the next or previous control")}});
}

}  // namespace

ShortcutSheet::ShortcutSheet(const std::vector<commands::MenuAction>& actions, QWidget* parent)
    : QDialog(parent), m_sheet(new QTextBrowser)
{
    setWindowTitle(tr("Keys and mouse"));
    QString rows;
    QString menu;
    for (const commands::MenuAction& found : actions) {
        QStringList keys;
        for (const QKeySequence& sequence : found.action->shortcuts())
            keys << sequence.toString(QKeySequence::NativeText);
        if (keys.isEmpty())
            continue;
        if (const QString title = found.path.section(QLatin1Char('/'), 0, 0); title != menu) {
            menu = title;
            rows += headline(menu);
        }
        QString words = found.path.section(QLatin1Char('/'), 1);
        rows += row(keys.join(QStringLiteral(", ")), words.replace(QLatin1Char('/'), QStringLiteral(" \u203a ")));
    }
    m_sheet->setObjectName(QStringLiteral("sheet"));
    m_sheet->setAccessibleName(tr("Keys and mouse"));
    m_sheet->setFrameShape(QFrame::NoFrame);
    m_sheet->setHtml(QStringLiteral("<table>%1</table>").arg(rows + gestures()));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_sheet);
    column->addWidget(buttons);
    resize(sheetSize);
}

QString ShortcutSheet::text() const
{
    return m_sheet->toPlainText();
}

}  // namespace vitrine::ui
