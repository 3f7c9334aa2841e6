#pragma once

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/anharmonicity/ExcitationCurve.h"
#include "ui/charts/ChartView.h"

#include <optional>
#include <vector>

namespace vitrine::charts {

/// A system that was pulled and let go, and where it is now.
struct LivePull {
    double amplitude;         ///< A, sigma
    double distance;          ///< |Delta r|, sigma
    double energyDifference;  ///< Phi(r) - Phi(r_0), epsilon
};

/// One quantity of the pulls of a scan against A.
class PullChart : public ChartView {
    Q_OBJECT
public:
    enum class Quantity { distance, energyDifference };

    /// @param xTitle of the A axis; empty where a chart below shows it
    explicit PullChart(Quantity quantity, const QString& xTitle, QWidget* parent = nullptr);
    ~PullChart() override;

    struct Bracket {
        double low;   ///< A_lo, sigma
        double high;  ///< A_hi, sigma
    };
    void setPulls(std::vector<anharmonicity::Pull> pulls, std::optional<Bracket> bracket,
                  double transitionDistance);
    void append(const anharmonicity::Pull& pull);
    /// Points of the mode's curve besides the pulls of its scan.
    void setCurve(std::vector<anharmonicity::CurvePoint> points);
    /// A system on its way down; nothing: none is.
    void setLive(const std::optional<LivePull>& live);
    void setEmptyHint(const QString& hint);

protected:
    void rebuild() override;

private:
    /// A pull or a point of the curve, as far as it is drawn.
    struct Mark {
        double amplitude;
        std::optional<double> value;  ///< nothing: no verdict, on the upper edge
        bool moved;
        QString tooltip;
    };
    std::vector<Mark> marks() const;
    static QString tooltip(const anharmonicity::Pull& pull, bool moved);
    static QString tooltip(const anharmonicity::CurvePoint& point);

    Quantity m_quantity;
    std::vector<anharmonicity::Pull> m_pulls;
    std::vector<anharmonicity::CurvePoint> m_curve;
    std::optional<Bracket> m_bracket;
    std::optional<LivePull> m_live;
    double m_transitionDistance = 1e-4;
    QString m_emptyHint;
};

/// |Delta r| and |Delta Phi| against A, one above the other (Fig. 2): what returned, what did not, and the bracket
/// of A_c.
class SweepChart : public QWidget {
    Q_OBJECT
public:
    explicit SweepChart(QWidget* parent = nullptr);

    /// @param transitionDistance |Delta r| above which a pull did not return, sigma
    void setPulls(const std::vector<anharmonicity::Pull>& pulls, std::optional<PullChart::Bracket> bracket = {},
                  double transitionDistance = 1e-4);
    /// Live: one more pull.
    void append(const anharmonicity::Pull& pull);
    /// Points of the mode's curve besides the pulls of its scan.
    void setCurve(const std::vector<anharmonicity::CurvePoint>& points);
    /// A system on its way down; nothing: none is.
    void setLive(const std::optional<LivePull>& live);
    void setEmptyHint(const QString& hint);
    void paint(QPainter& painter, const QRectF& area);
    QImage toImage(const QSize& size, double ratio = 1);

    PullChart* distanceChart() const { return m_distance; }
    PullChart* energyChart() const { return m_energy; }

private:
    PullChart* m_distance;
    PullChart* m_energy;
};

}  // namespace vitrine::charts
