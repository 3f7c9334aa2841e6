#pragma once

#include "core/rearrangement/DecayProfile.h"
#include "ui/charts/ChartView.h"

#include <memory>

namespace vitrine::charts {

/// |Delta r_i| / |Delta r_1| against the distance from the particle that moved most, with its r^-a line (Fig. 9b).
class DecayChart : public ChartView {
    Q_OBJECT
public:
    explicit DecayChart(QWidget* parent = nullptr);
    ~DecayChart() override;

    /// Null: the empty text.
    void setProfile(std::shared_ptr<const rearrangement::DecayProfile> profile);
    void setEmptyHint(const QString& hint);

protected:
    void rebuild() override;

private:
    void addDots();
    void addBins();
    void addFit(const rearrangement::TailFit& fit);

    std::shared_ptr<const rearrangement::DecayProfile> m_profile;
    QString m_emptyHint;
};

}  // namespace vitrine::charts
