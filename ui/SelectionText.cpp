#include "ui/SelectionText.h"

#include "core/modes/ModeKind.h"
#include "core/results/MinimizerComparison.h"
#include "ui/look/AmplitudeText.h"
#include "ui/look/Numbers.h"

#include <QCoreApplication>
#include <QStringList>

namespace vitrine::ui {

using anharmonicity::ScanOutcome;
using results::ModeRecord;

namespace {

constexpr int digits = 3;

QString tr(const char* text)
{
    return QCoreApplication::translate("SelectionText", text);
}

QString comma()
{
    return QStringLiteral(", ");
}

QString sampleWords(const model::SampleRecipe& recipe, const std::string& sample)
{
    const bool harmonic = potential::potentialName(recipe.potential) == "harmonic";
    return QStringList{look::unbroken(harmonic ? tr("harmonic") : tr("Lennard-Jones")),
                       look::unbroken(tr("N = %1").arg(look::grouped(recipe.particleCount))),
                       look::unbroken(tr("sample %1").arg(QString::fromStdString(sample)))}
        .join(comma());
}

/// "O = 0.82 (phonon)"
QString phononOrderWords(const ModeRecord& record)
{
    const auto kind = modes::modeKind(*record.phononOrder, record.participationRatio, modes::ModeKindBounds());
    const QString value = tr("O = %1").arg(look::number(*record.phononOrder, 2));
    return kind == modes::ModeKind::neither
               ? value
               : tr("%1 (%2)").arg(value, kind == modes::ModeKind::phonon ? tr("phonon") : tr("quasilocalised"));
}

QString modeWords(Eigen::Index mode, const ModeRecord* record)
{
    QStringList words{look::unbroken(tr("mode %1").arg(look::grouped(mode)))};
    if (record) {
        words << look::unbroken(
                     tr("\u03c9 = %1 \u221a(\u03b5/m\u03c3\u00b2)").arg(look::number(record->omega, digits)))
              << look::unbroken(tr("P = %1").arg(look::number(record->participationRatio, 2)));
        if (record->phononOrder)
            words << look::unbroken(phononOrderWords(*record));
    }
    return words.join(comma());
}

QString criticalAmplitudeWords(const ModeRecord& record)
{
    const double ac = *record.criticalAmplitude;
    const QString words = look::criticalAmplitudeWords(ac);
    return look::unbroken(results::dependsOnMinimizer(ac) ? tr("%1 (depends on the minimiser)").arg(words)
                                                          : words);
}

QString outcomeWords(const ModeRecord& record)
{
    switch (anharmonicity::outcomeFromName(record.outcome)) {
        case ScanOutcome::transition:
            return criticalAmplitudeWords(record);
        case ScanOutcome::looseParticle:
            return criticalAmplitudeWords(record) + tr(" (a loose particle in its cage)");
        case ScanOutcome::noTransition:
            return tr("no transition up to the largest amplitude");
        case ScanOutcome::overlap:
            return tr("no transition before particles overlapped");
        case ScanOutcome::notConverged:
            return tr("no verdict: a minimisation did not converge");
    }
    return {};
}

QString directionWords(anharmonicity::Direction direction, const ModeRecord* record)
{
    QStringList words{direction == anharmonicity::Direction::plus ? QStringLiteral("+")
                                                                  : QStringLiteral("\u2212")};
    if (record && !record->outcome.empty())
        words << outcomeWords(*record);
    return words.join(look::unbroken(comma()));  // a sign alone at the end of a line says nothing
}

QString transitionWords(const ModeRecord& record)
{
    QStringList words;
    if (record.transition)
        words << look::unbroken(tr("transition %1").arg(*record.transition));
    if (record.distance)
        words << look::unbroken(tr("|\u0394r| = %1 \u03c3").arg(look::number(*record.distance, digits)));
    if (record.rearrangedCount)
        words << look::unbroken(tr("N_rearr = %1").arg(look::number(*record.rearrangedCount, digits)));
    if (record.overlap)
        words << look::unbroken(tr("I = %1").arg(look::number(*record.overlap, digits)));
    return words.join(comma());
}

}  // namespace

QString selectionInWords(const model::SampleRecipe& recipe, const Selection& selection, const ModeRecord* record)
{
    if (selection.sample.empty())
        return {};
    QStringList parts{sampleWords(recipe, selection.sample)};
    if (selection.mode > 0)
        parts << modeWords(selection.mode, record);
    if (selection.direction) {
        parts << directionWords(*selection.direction, record);
        if (record)
            parts << transitionWords(*record);
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" | "));
}

}  // namespace vitrine::ui
