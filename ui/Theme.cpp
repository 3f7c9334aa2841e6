#include "ui/Theme.h"

#include "ui/look/Palette.h"

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleOption>
#include <QToolTip>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

namespace vitrine::ui {

namespace {

bool desktopIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // Before we set a palette, the application has the desktop's.
    static const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
#endif
}

/// Fusion outlines a check box by darkening the window, which nobody sees in the dark.
class OutlinedStyle : public QProxyStyle {
public:
    OutlinedStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool isBox = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
        if (!isBox || option->palette.color(QPalette::Window).lightness() >= 128)
            return;
        painter->save();
        painter->setPen(
            option->palette.color(option->state & State_Enabled ? QPalette::PlaceholderText : QPalette::Mid));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
    }
};

/// The widgets' colours that go with those of charts and scene.
QPalette widgetPalette(bool dark)
{
    const look::Palette look = dark ? look::Palette::night() : look::Palette::light();
    const QColor window = dark ? QColor(33, 37, 44) : QColor(243, 244, 247);
    const QColor button = dark ? QColor(46, 51, 60) : QColor(250, 250, 252);
    const QColor disabled = dark ? QColor(110, 117, 128) : QColor(156, 161, 170);
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, look.foreground);
    palette.setColor(QPalette::Base, look.background);
    palette.setColor(QPalette::AlternateBase, dark ? QColor(29, 33, 39) : QColor(248, 249, 251));
    palette.setColor(QPalette::Text, look.foreground);
    palette.setColor(QPalette::PlaceholderText, look.muted);
    palette.setColor(QPalette::Button, button);
    palette.setColor(QPalette::ButtonText, look.foreground);
    palette.setColor(QPalette::BrightText, look.alert);
    palette.setColor(QPalette::Link, look.accent);
    palette.setColor(QPalette::Highlight, dark ? QColor(38, 92, 140) : QColor(0, 90, 156));
    palette.setColor(QPalette::HighlightedText, QColor(255, 255, 255));
    palette.setColor(QPalette::ToolTipBase, button);
    palette.setColor(QPalette::ToolTipText, look.foreground);
    palette.setColor(QPalette::Light, dark ? QColor(58, 64, 74) : QColor(255, 255, 255));
    palette.setColor(QPalette::Midlight, dark ? QColor(50, 56, 65) : QColor(246, 247, 249));
    palette.setColor(QPalette::Mid, dark ? QColor(70, 77, 88) : QColor(200, 204, 211));
    palette.setColor(QPalette::Dark, dark ? QColor(22, 25, 30) : QColor(176, 181, 190));
    palette.setColor(QPalette::Shadow, dark ? QColor(12, 14, 17) : QColor(120, 126, 136));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, dark ? QColor(58, 64, 74) : QColor(214, 217, 223));
    palette.setColor(QPalette::Disabled, QPalette::Base, window);
    return palette;
}

}  // namespace

Theme themeFromName(const QString& name)
{
    if (name == QLatin1String("light"))
        return Theme::light;
    return name == QLatin1String("dark") ? Theme::dark : Theme::system;
}

QString themeName(Theme theme)
{
    switch (theme) {
        case Theme::light:
            return QStringLiteral("light");
        case Theme::dark:
            return QStringLiteral("dark");
        case Theme::system:
            break;
    }
    return QStringLiteral("system");
}

void applyTheme(Theme theme)
{
    const bool dark = theme == Theme::dark || (theme == Theme::system && desktopIsDark());
    if (!dynamic_cast<OutlinedStyle*>(QApplication::style()))
        QApplication::setStyle(new OutlinedStyle);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    // The desktop may change its mind in the evening; older versions of Qt do not tell.
    QObject::disconnect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, qApp, nullptr);
    if (theme == Theme::system)
        QObject::connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, qApp,
                         [] { applyTheme(Theme::system); });
#endif
    const QPalette palette = widgetPalette(dark);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
}

}  // namespace vitrine::ui
