#include "ui/look/Lettering.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <vector>

namespace vitrine::look {

namespace {

constexpr double subscriptSize = 0.72;  // of the line's type
constexpr double subscriptDrop = 0.22;  // of the ascent

struct Piece {
    QString text;
    bool subscript = false;
};

std::vector<Piece> piecesOf(const QString& text)
{
    // The base is one letter, or one behind a Δ.
    static const QRegularExpression pattern(QStringLiteral("(?<![A-Za-z0-9])\\p{L}(_)(\\p{L}+)"));
    std::vector<Piece> pieces;
    qsizetype begin = 0;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        pieces.push_back({text.mid(begin, match.capturedStart(1) - begin), false});
        pieces.push_back({match.captured(2), true});
        begin = match.capturedEnd(2);
    }
    if (begin < text.size())
        pieces.push_back({text.mid(begin), false});
    return pieces;
}

QFont smaller(QFont font)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(std::max(1, qRound(subscriptSize * font.pixelSize())));
    else
        font.setPointSizeF(subscriptSize * font.pointSizeF());
    return font;
}

}  // namespace

double letteringWidth(const QString& text, const QFont& font, QPaintDevice* device)
{
    const QFontMetricsF usual(font, device);
    const QFontMetricsF small(smaller(font), device);
    double width = 0;
    for (const Piece& piece : piecesOf(text))
        width += (piece.subscript ? small : usual).horizontalAdvance(piece.text);
    return width;
}

void drawLettering(QPainter& painter, const QPointF& baseline, const QString& text)
{
    const QFont font = painter.font();
    const QFontMetricsF usual(font, painter.device());
    const QFontMetricsF small(smaller(font), painter.device());
    QPointF place = baseline;
    for (const Piece& piece : piecesOf(text)) {
        if (piece.subscript) {
            painter.setFont(smaller(font));
            painter.drawText(place + QPointF(0, subscriptDrop * usual.ascent()), piece.text);
            painter.setFont(font);
            place.rx() += small.horizontalAdvance(piece.text);
        }
        else {
            painter.drawText(place, piece.text);
            place.rx() += usual.horizontalAdvance(piece.text);
        }
    }
}

QStringList letteringLines(const QString& text, const QFont& font, QPaintDevice* device, double width)
{
    QStringList lines;
    for (const QString& word : text.split(QLatin1Char(' '))) {
        const QString longer = lines.isEmpty() ? word : lines.last() + QLatin1Char(' ') + word;
        if (lines.isEmpty() || letteringWidth(longer, font, device) > width)
            lines << word;
        else
            lines.last() = longer;
    }
    return lines;
}

}  // namespace vitrine::look
