#pragma once

#include "app/desktop/ParticleQuantities.h"
#include "app/desktop/Session.h"
#include "ui/panels/PartPanel.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <Eigen/Core>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine::panels {
class BoxPanel;
}

namespace vitrine::app {

/// What all 3D views have in common: which particles are shown, how the box is drawn, and the particles that were
/// clicked. Belongs to the packing that is shown; another packing starts afresh but for the user's wishes.
class SceneState : public QObject {
    Q_OBJECT

public:
    SceneState(Session& session, ParticleQuantities& quantities, panels::PartPanel* part, panels::BoxPanel* box,
               QObject* parent = nullptr);

    /// The selection or what is known of it changed; views follow afterwards.
    void update();

    /// 1 for each particle that is shown, 0 for the others; empty: all are.
    const std::vector<std::uint8_t>& mask() const { return m_mask; }
    const QString& partWords() const { return m_partWords; }
    Eigen::Vector3d imageDepth() const;
    /// What is drawn in the middle of the box, sigma.
    std::optional<Eigen::Vector3d> centre() const;
    QString centreWords() const;

    std::optional<Eigen::Index> picked() const { return m_picked; }
    bool isMeasuring() const { return m_isMeasuring; }
    /// Clicks measure from now on, or tell about particles again; what was measured is gone.
    void setMeasuring(bool measuring);
    /// The user clicked a particle, or beside all.
    void click(std::optional<Eigen::Index> particle);
    /// None, one, or the two of the distance.
    const std::vector<Eigen::Index>& measured() const { return m_measured; }
    /// The distance, beside its line.
    QString distanceText() const;
    /// What was measured, or what to click next; empty while not measuring.
    QString measuringWords() const;

signals:
    void partChanged();
    void imagesChanged();
    void centreChanged();
    /// Picked or measured particles, or what clicks do.
    void clicksChanged();

private:
    enum class Centre { box, core, particle };
    /// What the mask is made from.
    struct PartKey {
        panels::PartChoice choice;
        std::shared_ptr<const quench::InherentStructure> structure;
        std::shared_ptr<const anharmonicity::ScanResult> scan;
        std::shared_ptr<const modes::NormalModes> modes;
        Eigen::Index column = -1;
        std::shared_ptr<const ParticleNumbers> numbers;
        std::optional<Eigen::Vector3d> centre;

        bool operator==(const PartKey&) const = default;
    };

    void forgetParticles();
    std::optional<Eigen::Index> core() const;
    std::optional<Eigen::Index> centreParticle() const;
    void setCentre(Centre centre);
    void showCentre();
    void updatePart();
    PartKey partKey() const;
    static bool isWaiting(const PartKey& key);
    std::vector<std::uint8_t> maskFor(const PartKey& key) const;
    QString wordsFor(const PartKey& key) const;

    Session& m_session;
    ParticleQuantities& m_quantities;
    panels::PartPanel* m_partPanel;
    panels::BoxPanel* m_boxPanel;
    std::shared_ptr<const quench::InherentStructure> m_structure;
    PartKey m_partKey;
    std::vector<std::uint8_t> m_mask;
    QString m_partWords;
    Centre m_centre = Centre::box;
    Eigen::Index m_centreParticle = 0;
    std::optional<Eigen::Index> m_shownCentre;
    std::optional<Eigen::Index> m_picked;
    bool m_isMeasuring = false;
    std::vector<Eigen::Index> m_measured;
};

}  // namespace vitrine::app
