#include "ui/commands/Controls.h"

#include "core/run/Errors.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QTabWidget>

#include <chrono>

namespace vitrine::commands {

namespace {

constexpr auto restTime = std::chrono::milliseconds(400);
constexpr int passLimit = 4;  // of restore(): one setting may change another

[[noreturn]] void refuse(const QString& reason)
{
    throw run::InvalidInput(reason.toStdString());
}

template <typename Number>
Number numberFrom(const QString& text, Number lowest, Number highest)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (!isNumber || value < lowest || value > highest)
        refuse(Controls::tr("\u201c%1\u201d is no number from %2 to %3").arg(text).arg(lowest).arg(highest));
    return static_cast<Number>(value);
}

bool flagFrom(const QString& text)
{
    if (text != QLatin1String("on") && text != QLatin1String("off"))
        refuse(Controls::tr("\u201c%1\u201d is neither on nor off").arg(text));
    return text == QLatin1String("on");
}

QString flagText(bool flag)
{
    return flag ? QStringLiteral("on") : QStringLiteral("off");
}

/// "scatterPreset" of panel "scatter2" is "scatter2.preset".
QString settingName(const QString& panel, QString name)
{
    QString family = panel;
    while (!family.isEmpty() && family.back().isDigit())
        family.chop(1);
    if (name.startsWith(family) && name.size() > family.size())
        name.remove(0, family.size());
    name[0] = name[0].toLower();
    return panel + QLatin1Char('.') + name;
}

/// The names of the same panel, or all if there is no such panel.
template <typename Entry>
QStringList likelyNames(const std::map<QString, Entry>& entries, const QString& name)
{
    QStringList all;
    QStringList likely;
    for (const auto& [other, entry] : entries) {
        all << other;
        if (other.section(QLatin1Char('.'), 0, 0) == name.section(QLatin1Char('.'), 0, 0))
            likely << other;
    }
    return likely.isEmpty() ? all : likely;
}

}  // namespace

Controls::Controls(QObject* parent) : QObject(parent)
{
    m_resting.setSingleShot(true);
    m_resting.setInterval(restTime);
    connect(&m_resting, &QTimer::timeout, this, &Controls::tellPending);
}

void Controls::add(const QString& panel, QWidget* root, Role role)
{
    const auto isOld = [&panel](const auto& entry) { return entry.first.startsWith(panel + QLatin1Char('.')); };
    std::erase_if(m_controls, isOld);
    std::erase_if(m_buttons, isOld);
    QList<QWidget*> widgets = root->findChildren<QWidget*>();
    widgets.prepend(root);
    for (QWidget* widget : std::as_const(widgets)) {
        // Qt names parts of its own widgets, such as the entry of a spin box.
        if (!widget->objectName().isEmpty() && !widget->objectName().startsWith(QLatin1String("qt_")))
            addSetting(settingName(panel, widget->objectName()), widget, role);
    }
}

void Controls::addSetting(const QString& name, QWidget* widget, Role role)
{
    Control made{widget, role, {}, {}};
    if (!addChoice(name, widget, made) && !addNumber(name, widget, made)) {
        if (auto* button = qobject_cast<QAbstractButton*>(widget)) {
            m_buttons.insert_or_assign(name, button);
            connect(button, &QAbstractButton::clicked, this, [this, name] {
                if (!m_setting)
                    emit pressed(name);
            });
            return;
        }
        auto* entry = qobject_cast<QLineEdit*>(widget);
        if (!entry)
            return;
        made.read = [entry] { return entry->text(); };
        made.write = [entry](const QString& value) {
            if (entry->text() == value)
                return;
            entry->setText(value);
            emit entry->textEdited(value);
            emit entry->editingFinished();
        };
        connect(entry, &QLineEdit::textEdited, this, [this, name] { tellAtRest(name); });
    }
    m_controls.insert_or_assign(name, std::move(made));
}

bool Controls::addChoice(const QString& name, QWidget* widget, Control& made)
{
    if (auto* choice = qobject_cast<QComboBox*>(widget)) {
        made.read = [choice] { return choice->currentText(); };
        made.write = [choice](const QString& value) {
            const int index = choice->findText(value);
            QStringList items;
            for (int i = 0; i < choice->count(); ++i)
                items << choice->itemText(i);
            if (index < 0)
                refuse(tr("\u201c%1\u201d is none of: %2").arg(value, items.join(QStringLiteral(", "))));
            if (index == choice->currentIndex())
                return;
            choice->setCurrentIndex(index);
            emit choice->activated(index);
        };
        connect(choice, &QComboBox::activated, this, [this, name] { tell(name); });
        return true;
    }
    if (auto* tabs = qobject_cast<QTabWidget*>(widget)) {
        made.read = [tabs] { return tabs->tabText(tabs->currentIndex()); };
        made.write = [tabs](const QString& value) {
            QStringList names;
            for (int i = 0; i < tabs->count(); ++i)
                names << tabs->tabText(i);
            const auto index = names.indexOf(value);
            if (index < 0)
                refuse(tr("\u201c%1\u201d is none of: %2").arg(value, names.join(QStringLiteral(", "))));
            tabs->setCurrentIndex(static_cast<int>(index));
        };
        connect(tabs, &QTabWidget::currentChanged, this, [this, name] { tell(name); });
        return true;
    }
    auto* button = qobject_cast<QAbstractButton*>(widget);
    if (!button || !button->isCheckable())
        return false;
    made.read = [button] { return flagText(button->isChecked()); };
    made.write = [button](const QString& value) {
        if (flagFrom(value) != button->isChecked())
            button->click();
    };
    connect(button, &QAbstractButton::clicked, this, [this, name] { tell(name); });
    return true;
}

bool Controls::addNumber(const QString& name, QWidget* widget, Control& made)
{
    if (auto* slider = qobject_cast<QAbstractSlider*>(widget)) {
        made.read = [slider] { return QString::number(slider->value()); };
        made.write = [slider](const QString& value) {
            slider->setValue(numberFrom(value, slider->minimum(), slider->maximum()));
        };
        // Only the user's hand, never an animation.
        connect(slider, &QAbstractSlider::actionTriggered, this, [this, name] { tellAtRest(name); });
        return true;
    }
    if (auto* number = qobject_cast<QSpinBox*>(widget)) {
        made.read = [number] { return QString::number(number->value()); };
        made.write = [number](const QString& value) {
            number->setValue(numberFrom(value, number->minimum(), number->maximum()));
        };
        connect(number, &QSpinBox::valueChanged, this, [this, name] { tellAtRest(name); });
        return true;
    }
    auto* number = qobject_cast<QDoubleSpinBox*>(widget);
    if (!number)
        return false;
    made.read = [number] { return QString::number(number->value(), 'g', 12); };
    made.write = [number](const QString& value) {
        number->setValue(numberFrom(value, number->minimum(), number->maximum()));
    };
    connect(number, &QDoubleSpinBox::valueChanged, this, [this, name] { tellAtRest(name); });
    return true;
}

void Controls::leaveOut(const QString& name)
{
    if (const auto found = m_controls.find(name); found != m_controls.end())
        disconnect(found->second.widget, nullptr, this, nullptr);
    if (const auto found = m_buttons.find(name); found != m_buttons.end())
        disconnect(found->second, nullptr, this, nullptr);
    m_controls.erase(name);
    m_buttons.erase(name);
}

const Controls::Control& Controls::control(const QString& name) const
{
    const auto found = m_controls.find(name);
    if (found != m_controls.end() && found->second.widget)
        return found->second;
    refuse(tr("there is no setting \u201c%1\u201d; there are: %2")
               .arg(name, likelyNames(m_controls, name).join(QStringLiteral(", "))));
}

void Controls::press(const QString& name)
{
    const auto found = m_buttons.find(name);
    QAbstractButton* button = found == m_buttons.end() ? nullptr : found->second.data();
    if (!button)
        refuse(tr("there is no button \u201c%1\u201d; there are: %2")
                   .arg(name, likelyNames(m_buttons, name).join(QStringLiteral(", "))));
    if (!button->isEnabled())
        refuse(tr("the button \u201c%1\u201d cannot be pressed now. %2").arg(name, button->toolTip()).trimmed());
    const QScopedValueRollback setting(m_setting, true);
    button->click();
}

QString Controls::value(const QString& name) const
{
    return control(name).read();
}

void Controls::set(const QString& name, const QString& value)
{
    const Control& wanted = control(name);
    const QScopedValueRollback setting(m_setting, true);
    try {
        wanted.write(value);
    }
    catch (const run::InvalidInput& error) {
        refuse(QStringLiteral("%1: %2").arg(name, QString::fromUtf8(error.what())));
    }
}

QMap<QString, QString> Controls::viewValues() const
{
    QMap<QString, QString> values;
    for (const auto& [name, control] : m_controls)
        if (control.role == Role::view && control.widget)
            values[name] = control.read();
    return values;
}

void Controls::restore(const QMap<QString, QString>& values)
{
    for (int pass = 0; pass < passLimit; ++pass) {
        bool isDifferent = false;
        for (auto entry = values.begin(); entry != values.end(); ++entry) {
            const auto found = m_controls.find(entry.key());
            if (found == m_controls.end() || !found->second.widget || found->second.read() == entry.value())
                continue;
            try {
                set(entry.key(), entry.value());
                isDifferent = true;
            }
            catch (const run::InvalidInput&) {
                continue;  // a choice that a newer program does not offer
            }
        }
        if (!isDifferent)
            return;
    }
}

void Controls::tell(const QString& name)
{
    if (m_setting)
        return;
    if (m_pending != name)
        tellPending();
    m_pending.clear();
    m_resting.stop();
    emit changed(name, value(name));
}

/// A slider on its way and a word half written are no changes yet.
void Controls::tellAtRest(const QString& name)
{
    if (m_setting)
        return;
    if (m_pending != name)
        tellPending();
    m_pending = name;
    m_resting.start();
}

void Controls::tellPending()
{
    m_resting.stop();
    if (const QString name = std::exchange(m_pending, {}); !name.isEmpty())
        emit changed(name, value(name));
}

}  // namespace vitrine::commands
