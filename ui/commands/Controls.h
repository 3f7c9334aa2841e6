#pragma once

#include <QMap>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <map>

class QAbstractButton;
class QWidget;

namespace vitrine::commands {

/// Whether a setting belongs to the view, so that it is undone and restored with the session, or is only an entry.
enum class Role { view, entry };

/// The settings that panels show, each with a name and a value that can be written down.
///
/// Widgets with an object name are found by themselves: choices, check boxes and other buttons that stay down,
/// sliders, numbers, lines of text, tabs; and the buttons that are pressed. Their names are "panel.setting".
class Controls : public QObject {
    Q_OBJECT

public:
    explicit Controls(QObject* parent = nullptr);

    /// All settings below a widget. A panel that was added before is forgotten first.
    void add(const QString& panel, QWidget* root, Role role);
    /// One that is told in another way.
    void leaveOut(const QString& name);

    /// @throws run::InvalidInput for a name that there is not
    QString value(const QString& name) const;
    /// As if the user had done it. @throws run::InvalidInput for a value that the setting cannot have, with those
    /// that it can
    void set(const QString& name, const QString& value);

    /// Presses a button. @throws run::InvalidInput if there is none of that name, or it cannot be pressed now
    void press(const QString& name);
    /// Tells now what waits for the user to rest.
    void tellPending();

    /// Of all settings that belong to the view.
    QMap<QString, QString> viewValues() const;
    /// Gives settings their values back; those that are not there any more, or cannot have them, stay as they are.
    void restore(const QMap<QString, QString>& values);

signals:
    /// The user changed a setting, and rests.
    void changed(const QString& name, const QString& value);
    /// The user pressed a button.
    void pressed(const QString& name);

private:
    struct Control {
        QPointer<QWidget> widget;
        Role role = Role::view;
        std::function<QString()> read;
        /// @throws run::InvalidInput
        std::function<void(const QString&)> write;
    };

    const Control& control(const QString& name) const;
    void addSetting(const QString& name, QWidget* widget, Role role);
    bool addChoice(const QString& name, QWidget* widget, Control& made);
    bool addNumber(const QString& name, QWidget* widget, Control& made);
    void tell(const QString& name);
    void tellAtRest(const QString& name);

    std::map<QString, Control> m_controls;
    std::map<QString, QPointer<QAbstractButton>> m_buttons;
    QTimer m_resting;
    QString m_pending;       ///< changed, not told yet
    bool m_setting = false;  ///< the program sets one
};

}  // namespace vitrine::commands
