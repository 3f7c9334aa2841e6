#pragma once

#include "core/anharmonicity/ExcitationCurve.h"
#include "ui/charts/ChartView.h"

#include <optional>
#include <vector>

namespace vitrine::charts {

/// Phi(A) - Phi(0) along the pull with its quadratic and its cubic expansion, Eq. (A1).
class EnergyChart : public ChartView {
    Q_OBJECT
public:
    explicit EnergyChart(QWidget* parent = nullptr);
    ~EnergyChart() override;

    /// @param pulls of the scan; @param criticalAmplitude its A_c, sigma
    void setPulls(std::vector<anharmonicity::Pull> pulls, std::optional<double> criticalAmplitude);
    /// The points of the curve, in any order.
    void setCurve(std::vector<anharmonicity::CurvePoint> points);
    /// Where the packing was pulled to by hand, the last of them now; shown with the expansions there.
    void setPushed(std::vector<anharmonicity::CurvePoint> points);
    void setEmptyHint(const QString& hint);

protected:
    void rebuild() override;

private:
    void addExpansion(double anharmonicity::CurvePoint::*energy, const SeriesLook& style);
    std::vector<anharmonicity::CurvePoint> expandedPoints() const;

    std::vector<anharmonicity::Pull> m_pulls;
    std::vector<anharmonicity::CurvePoint> m_curve;   ///< ascending A
    std::vector<anharmonicity::CurvePoint> m_pushed;  ///< in the order of time
    std::optional<double> m_criticalAmplitude;
    QString m_emptyHint;
};

}  // namespace vitrine::charts
