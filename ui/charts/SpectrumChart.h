#pragma once

#include "core/modes/BosonPeak.h"
#include "core/modes/ElasticModuli.h"
#include "core/modes/VibrationalDensityOfStates.h"
#include "ui/charts/ChartView.h"

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace vitrine::charts {

/// What is known about the spectrum of all samples of a study together.
struct SpectrumFindings {
    modes::VibrationalDensityOfStates states;
    modes::ReducedDensityCurve curve;
    std::variant<modes::BosonPeak, modes::NoBosonPeak> bosonPeak;
    /// By sample; empty while they were not asked for.
    std::vector<std::pair<std::string, modes::ElasticModuli>> moduli;
};

/// The vibrational density of states g(omega), or g/omega^2 with the boson peak, and Debye's law from the speeds
/// of sound of each sample.
class SpectrumChart : public ChartView {
    Q_OBJECT
public:
    enum class Quantity { reduced, density };

    explicit SpectrumChart(QWidget* parent = nullptr);
    ~SpectrumChart() override;

    /// Null: the empty text.
    void setFindings(std::shared_ptr<const SpectrumFindings> findings);
    void setQuantity(Quantity quantity);
    void setEmptyHint(const QString& hint);

protected:
    void rebuild() override;

private:
    void addBins(const std::vector<double>& values, const std::vector<double>& errors, const QString& name);
    void addCurve();
    void addDebyeLevels();
    QString noPeakWords(const modes::NoBosonPeak& none) const;
    QString words() const;

    std::shared_ptr<const SpectrumFindings> m_findings;
    Quantity m_quantity = Quantity::reduced;
    QString m_emptyHint;
};

}  // namespace vitrine::charts
