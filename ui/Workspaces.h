#pragma once

#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QStringList>

class QMainWindow;

namespace vitrine::ui {

/// Arrangements of the same docks for one purpose each, remembered apart: none hides what the others show.
class Workspaces : public QObject {
    Q_OBJECT

public:
    /// @param version of the window's arrangements, as saveState() takes it
    Workspaces(QMainWindow& window, int version, QObject* parent = nullptr);

    static QStringList names();
    QString current() const { return m_current; }
    /// Keeps the arrangement of the workspace that is left, and brings the other's back.
    void choose(const QString& name);
    /// The current one as it was at first.
    void reset();

    /// All arrangements, to be kept.
    QJsonObject state() const;
    void restore(const QJsonObject& state);

signals:
    void chosen(const QString& name);

private:
    void arrange();

    QMainWindow& m_window;
    int m_version;
    QByteArray m_usual;  ///< the window's arrangement at the start
    QString m_current;
    QMap<QString, QByteArray> m_arrangements;
};

}  // namespace vitrine::ui
