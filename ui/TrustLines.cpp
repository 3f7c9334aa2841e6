#include "ui/TrustLines.h"

#include "core/modes/ModeKind.h"
#include "ui/look/AmplitudeText.h"
#include "ui/look/Numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace vitrine::ui {

using anharmonicity::ScanOutcome;

namespace {

// Above this the eigenvector is not good to the digits that the table shows: |H e - omega^2 e| / omega^2.
constexpr double worstRelativeResidual = 1e-4;

QString tr(const char* text)
{
    return QCoreApplication::translate("TrustLines", text);
}

QString withUnit(double value, const char* unit, int digits = 3)
{
    return look::unbroken(look::number(value, digits) + QLatin1Char(' ') + QString::fromUtf8(unit));
}

class Lines {
public:
    explicit Lines(const TrustSubject& subject) : m_subject(subject) {}

    std::vector<TrustLine> all()
    {
        if (m_subject.scan)
            addScan(*m_subject.scan);
        if (m_subject.record && m_subject.other)
            addOther(*m_subject.record, *m_subject.other);
        if (m_subject.record)
            addMode(*m_subject.record);
        if (m_subject.structure)
            addStructure(*m_subject.structure);
        return m_lines;
    }

private:
    void add(const QString& name, const QString& words, bool isWarning = false)
    {
        m_lines.push_back({name, words, isWarning});
    }

    void addStructure(const quench::InherentStructure& structure)
    {
        const bool converged = structure.record.outcome == quench::MinimizerOutcome::converged;
        const bool imported = structure.minimizer == "none";
        add(tr("Largest force"),
            tr("%1; %2").arg(withUnit(structure.maxForce, "ε/σ", 2),
                             imported ? tr("as imported, not minimised here")
                                      : tr("quenched by %1").arg(QString::fromStdString(structure.minimizer))),
            !imported && !converged);
        if (structure.equilibration)
            addEquilibration(*structure.equilibration);
        if (!structure.rattlers.empty())
            add(tr("Rattlers"), tr("%1 of %2 particles touch nobody enough and are left out of the modes")
                                    .arg(look::grouped(static_cast<std::int64_t>(structure.rattlers.size())),
                                         look::grouped(structure.packing.particleCount())));
    }

    void addEquilibration(const quench::EquilibrationRecord& record)
    {
        const QString drift =
            tr("in the second half of the dynamics, T = %1 and the energy per particle drifted by "
               "%2")
                .arg(look::plusMinus(record.meanTemperature, record.temperatureDeviation),
                     look::unbroken(look::plusMinus(record.energyDrift, record.energyDriftError) +
                                    QStringLiteral(" ε")));
        add(tr("Liquid"), (record.equilibrated ? tr("equilibrated: ") : tr("not equilibrated: ")) + drift,
            !record.equilibrated);
    }

    void addMode(const results::ModeRecord& record)
    {
        const double relative = record.residual / (record.omega * record.omega);
        add(tr("Eigen-residual"),
            tr("|H e − ω² e| = %1, that is %2 of ω²")
                .arg(withUnit(record.residual, "ε/mσ²", 2), look::unbroken(look::number(relative, 2))),
            !(relative <= worstRelativeResidual));
        if (m_subject.modes)
            add(tr("Missed modes"), completenessWords(m_subject.modes->completenessReason));
        const modes::ModeKindBounds bounds;
        if (record.phononOrder &&
            modes::modeKind(*record.phononOrder, record.participationRatio, bounds) == modes::ModeKind::neither)
            add(tr("Kind"),
                tr("neither a phonon (O ≥ %1) nor quasilocalised (O < %2 and P < %3): it may be a hybrid")
                    .arg(look::number(bounds.phononOrderFrom, 2), look::number(bounds.localisedOrderBelow, 2),
                         look::number(bounds.localisedParticipationBelow, 2)),
                true);
    }

    /// How it is known that none of the lowest modes is missing; with what "random start" means for that.
    static QString completenessWords(const std::string& reason)
    {
        const QString words = QString::fromStdString(reason);
        return words.contains(QLatin1String("random start"))
                   ? words +
                         tr(" In short: the search starts from vectors that hold a part of every mode; one could "
                            "be missed only if more modes than vectors had the same frequency.")
                   : words;
    }

    void addScan(const anharmonicity::ScanResult& scan)
    {
        add(tr("Outcome"), outcomeWords(scan), scan.outcome == ScanOutcome::notConverged);
        if (scan.transition) {
            const auto& found = *scan.transition;
            add(tr("Bracket of A_c"),
                tr("%1: returned from its lower end, not from its upper one, which is A_c")
                    .arg(look::unbroken(look::interval(found.lowAmplitude, found.criticalAmplitude) +
                                        QStringLiteral(" σ"))));
            if (results::dependsOnMinimizer(found.criticalAmplitude))
                add(tr("Large A_c"),
                    tr("above %1 A_c depends on the minimiser: FIRE may skip basins, and others have found values "
                       "up "
                       "to 3.5 times different, and other final states. Gradient flow is the reference.")
                        .arg(withUnit(results::minimizersAgreeUpTo, "σ", 1)),
                    true);
            add(tr("Barrier"), tr("%1 at A_c, of which ω²A_c²N/2 is %2; it is not that of the saddle")
                                   .arg(withUnit(found.barrier, "ε", 4), withUnit(found.harmonicBarrier, "ε", 4)));
        }
        addThreshold(scan);
        add(tr("Minimiser"), tr("%1; %2 evaluations of the forces in %3 pulls")
                                 .arg(QString::fromStdString(scan.minimizer), look::grouped(scan.evaluations),
                                      look::grouped(static_cast<std::int64_t>(scan.pulls.size()))));
        for (const results::MinimizerComparison& comparison : m_subject.comparisons)
            addComparison(comparison);
        const auto stuck = std::ranges::count(scan.pulls, false, &anharmonicity::Pull::converged);
        if (stuck > 0)
            add(tr("Convergence"), tr("%1 pulls reached the step limit").arg(stuck), true);
        if (m_subject.profile)
            addTail(*m_subject.profile);
    }

    void addComparison(const results::MinimizerComparison& comparison)
    {
        const auto verdict = results::agreementText(comparison.agreement);
        QString words =
            tr("%1: %2").arg(QString::fromStdString(comparison.method).replace(QLatin1Char('-'), QLatin1Char(' ')),
                             QString::fromUtf8(verdict.data(), static_cast<qsizetype>(verdict.size())));
        if (comparison.amplitudeRatio)
            words += tr(", its A_c is %1 of FIRE's").arg(look::number(*comparison.amplitudeRatio, 3));
        add(tr("Other minimiser"), words, comparison.agreement != results::MinimizerAgreement::agree);
    }

    QString outcomeWords(const anharmonicity::ScanResult& scan) const
    {
        const QString reached = withUnit(scan.reachedAmplitude, "σ");
        switch (scan.outcome) {
            case ScanOutcome::transition:
                return tr("went to another minimum");
            case ScanOutcome::looseParticle:
                return tr("only a nearly loose particle moved in its cage, at no cost");
            case ScanOutcome::noTransition:
                return tr("returned from every amplitude up to %1").arg(reached);
            case ScanOutcome::overlap:
                return tr("returned from every amplitude up to %1; then two particles came nearer than %2")
                    .arg(reached, withUnit(m_subject.settings.overlapDistance, "σ"));
            case ScanOutcome::notConverged:
                return tr("no verdict: a minimisation reached its step limit");
        }
        return {};
    }

    /// Whether the threshold decides anything: far from every distance, it does not.
    void addThreshold(const anharmonicity::ScanResult& scan)
    {
        const double threshold = m_subject.settings.transitionDistance;
        std::optional<double> farthestReturn;
        std::optional<double> nearestTransition;
        for (const anharmonicity::Pull& pull : scan.pulls) {
            if (!pull.converged)
                continue;
            if (pull.distance > threshold)
                nearestTransition = std::min(nearestTransition.value_or(pull.distance), pull.distance);
            else
                farthestReturn = std::max(farthestReturn.value_or(0), pull.distance);
        }
        QString words = tr("a transition is |Δr| > %1").arg(withUnit(threshold, "σ"));
        if (farthestReturn)
            words +=
                tr("; of those that returned the farthest ended at %1").arg(withUnit(*farthestReturn, "σ", 2));
        if (nearestTransition)
            words += tr("; of those that did not, the nearest at %1").arg(withUnit(*nearestTransition, "σ", 2));
        add(tr("Threshold"), words);
    }

    void addTail(const rearrangement::DecayProfile& profile)
    {
        if (const auto* fit = std::get_if<rearrangement::TailFit>(&profile.tail))
            add(tr("Tail"), tr("a = %1 from %2 bins, %3 to %4")
                                .arg(look::unbroken(look::plusMinus(fit->exponent, fit->exponentError)))
                                .arg(fit->binCount)
                                .arg(withUnit(fit->rangeBegin, "σ"), withUnit(fit->rangeEnd, "σ")));
        else
            add(tr("Tail"),
                QString::fromStdString(std::get<rearrangement::NoTail>(profile.tail).reason)
                    .replace(QStringLiteral(" sigma"), QStringLiteral("\u00a0σ")),
                true);
    }

    void addOther(const results::ModeRecord& record, const results::ModeRecord& other)
    {
        const QString sign = other.sign == "-" ? QStringLiteral("−e") : QStringLiteral("+e");
        if (!other.criticalAmplitude)
            add(tr("Along %1").arg(sign),
                QString::fromStdString(other.outcome).replace(QLatin1Char('-'), QLatin1Char(' ')));
        else if (record.transition && other.transition)
            add(tr("Along %1").arg(sign),
                tr("%1; %2").arg(look::unbroken(look::criticalAmplitudeWords(*other.criticalAmplitude)),
                                 *record.transition == *other.transition
                                     ? tr("the same final state")
                                     : tr("another final state, transition %1").arg(*other.transition)));
    }

    const TrustSubject& m_subject;
    std::vector<TrustLine> m_lines;
};

}  // namespace

std::vector<TrustLine> trustLines(const TrustSubject& subject)
{
    return Lines(subject).all();
}

}  // namespace vitrine::ui
