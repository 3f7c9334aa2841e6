#include "ui/Workspaces.h"

#include <QDockWidget>
#include <QMainWindow>

#include <vector>

namespace vitrine::ui {

namespace {

struct Extent {
    const char* dock;
    int width;   ///< device-independent pixels; 0: as it is
    int height;  ///< 0: as it is
};

/// How a workspace differs from the usual arrangement.
struct Purpose {
    QString name;
    std::vector<const char*> raised;  ///< docks in front of the others in their tabs
    std::vector<Extent> extents;
};

const std::vector<Purpose>& purposes()
{
    static const std::vector<Purpose> all{
        {Workspaces::tr("Explore"), {"scatter", "decay", "modes", "run"}, {}},
        {Workspaces::tr("Pull"), {"scatter", "trust", "modes", "run"}, {{"sweep", 560, 460}, {"modes", 0, 130}}},
        {Workspaces::tr("Transitions"), {"scatter", "decay", "transitions", "run"}, {{"transitions", 0, 380}}},
        {Workspaces::tr("Spectrum"), {"spectrum", "decay", "modes", "run"}, {{"spectrum", 640, 520}}},
    };
    return all;
}

const auto currentKey = QStringLiteral("current");

}  // namespace

Workspaces::Workspaces(QMainWindow& window, int version, QObject* parent)
    : QObject(parent),
      m_window(window),
      m_version(version),
      m_usual(window.saveState(version)),
      m_current(purposes().front().name)
{}

QStringList Workspaces::names()
{
    QStringList names;
    for (const Purpose& purpose : purposes())
        names << purpose.name;
    return names;
}

void Workspaces::choose(const QString& name)
{
    if (name == m_current || !names().contains(name))
        return;
    m_arrangements[m_current] = m_window.saveState(m_version);
    m_current = name;
    if (!m_window.restoreState(m_arrangements.value(m_current), m_version))
        arrange();
    emit chosen(m_current);
}

void Workspaces::reset()
{
    m_arrangements.remove(m_current);
    arrange();
}

/// From the usual arrangement on.
void Workspaces::arrange()
{
    m_window.restoreState(m_usual, m_version);
    for (const Purpose& purpose : purposes()) {
        if (purpose.name != m_current)
            continue;
        const auto dock = [this](const char* name) {
            return m_window.findChild<QDockWidget*>(QLatin1String(name));
        };
        for (const char* name : purpose.raised)
            dock(name)->raise();
        for (const Extent& extent : purpose.extents) {
            if (extent.width > 0)
                m_window.resizeDocks({dock(extent.dock)}, {extent.width}, Qt::Horizontal);
            m_window.resizeDocks({dock(extent.dock)}, {extent.height}, Qt::Vertical);
        }
    }
}

QJsonObject Workspaces::state() const
{
    QJsonObject state{{currentKey, m_current}};
    for (auto entry = m_arrangements.begin(); entry != m_arrangements.end(); ++entry)
        state[QStringLiteral("of ") + entry.key()] = QString::fromLatin1(entry.value().toBase64());
    return state;
}

void Workspaces::restore(const QJsonObject& state)
{
    for (const QString& name : names()) {
        const QString kept = state[QStringLiteral("of ") + name].toString();
        if (!kept.isEmpty())
            m_arrangements[name] = QByteArray::fromBase64(kept.toLatin1());
    }
    if (const QString name = state[currentKey].toString(); names().contains(name))
        m_current = name;
    emit chosen(m_current);
}

}  // namespace vitrine::ui
