#pragma once

#include "app/desktop/Analyst.h"
#include "app/desktop/Session.h"
#include "core/anharmonicity/ExcitationCurve.h"
#include "ui/charts/SpectrumChart.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

namespace vitrine::ui {
class MainWindow;
}

namespace vitrine::app {

/// What is worked out about the open study beside its pieces: the spectrum of all its samples, whenever their
/// modes change, and the curve of the selected mode, on request. Both in the background; nothing of it is stored.
class Analyses : public QObject {
    Q_OBJECT

public:
    Analyses(Session& session, ui::MainWindow& window, QObject* parent = nullptr);

    /// The curve of a mode and direction as far as it is computed; null if it was not asked for.
    const std::vector<anharmonicity::CurvePoint>* curve(const ui::Selection& selection) const;
    /// One more point of a curve.
    void addCurvePoint(const ui::Selection& selection, const anharmonicity::CurvePoint& point);
    bool isTracing() const { return m_curveAnalyst.isWorking(); }

signals:
    /// Of all samples together; absent while there is none.
    void bosonPeakChanged(const std::optional<vitrine::modes::BosonPeak>& peak);

private:
    using CurveKey = std::tuple<std::string, Eigen::Index, anharmonicity::Direction>;
    using ModuliCache = std::map<std::shared_ptr<const quench::InherentStructure>, modes::ElasticModuli>;
    /// What the spectrum is made from; equal ones give the same findings.
    struct SpectrumKey {
        std::vector<std::shared_ptr<const modes::NormalModes>> modes;
        modes::BinSpacing spacing = modes::BinSpacing::equalCount;
        bool withModuli = false;

        bool operator==(const SpectrumKey&) const = default;
    };

    static CurveKey keyOf(const ui::Selection& selection);
    void forgetStudy();
    void traceCurve();
    void showCurve();
    void findSpectrum();
    void showSpectrum(std::shared_ptr<const charts::SpectrumFindings> findings);

    Session& m_session;
    ui::MainWindow& m_window;
    std::map<CurveKey, std::vector<anharmonicity::CurvePoint>> m_curves;
    SpectrumKey m_spectrumKey;
    ModuliCache m_moduli;
    Analyst m_curveAnalyst;
    Analyst m_spectrumAnalyst;
};

}  // namespace vitrine::app
