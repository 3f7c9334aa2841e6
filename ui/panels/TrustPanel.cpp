#include "ui/panels/TrustPanel.h"

#include "ui/look/Numbers.h"
#include "ui/panels/WarningSign.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vitrine::panels {

TrustPanel::TrustPanel(QWidget* parent) : QWidget(parent), m_label(new QLabel)
{
    m_label->setObjectName(QStringLiteral("trust"));
    m_label->setTextFormat(Qt::RichText);
    m_label->setWordWrap(true);
    m_label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_label->setMargin(8);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* area = new QScrollArea;
    area->setWidget(m_label);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(area);
}

void TrustPanel::setLines(const std::vector<ui::TrustLine>& lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    show(lines);
}

void TrustPanel::setEmptyHint(const QString& hint)
{
    m_hint = hint;
    if (m_lines.empty())
        show({});
}

QString TrustPanel::text() const
{
    QStringList words;
    for (const ui::TrustLine& line : m_lines)
        words << (line.isWarning ? QStringLiteral("\u26a0 ") : QString()) + line.name + QStringLiteral(": ") +
                     look::withPlainSpaces(line.words);
    return words.join(QLatin1Char('\n'));
}

void TrustPanel::show(const std::vector<ui::TrustLine>& lines)
{
    const look::Palette look = look::Palette::matching(palette());
    if (lines.empty()) {
        m_label->setText(
            QStringLiteral("<p style='color:%1'>%2</p>").arg(look.muted.name(), m_hint.toHtmlEscaped()));
        return;
    }
    QString rows;
    for (const ui::TrustLine& line : lines)
        rows += QStringLiteral(
                    "<tr><td style='color:%1; padding-right:10px; padding-bottom:3px'>%2</td>"
                    "<td style='padding-bottom:3px'>%3%4</td></tr>")
                    .arg(look.muted.name(),
                         line.name.toHtmlEscaped().replace(QLatin1Char(' '), QStringLiteral("&nbsp;")),
                         line.isWarning ? warningSign(this) : QString(), line.words.toHtmlEscaped());
    m_label->setText(QStringLiteral("<table>%1</table>").arg(rows));
}

void TrustPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        show(m_lines);  // the colours are written into the text
}

}  // namespace vitrine::panels
