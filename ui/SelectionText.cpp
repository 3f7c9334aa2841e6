#include "ui/SelectionText.h"

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

QString sampleWords(const model::SampleRecipe& recipe, const std::string& sample)
{
    const bool harmonic = potential::potentialName(recipe.potential) == "harmonic";
    return tr("%1, N = %2, sample %3")
        .arg(harmonic ? tr("harmonic") : tr("Lennard-Jones"), look::grouped(recipe.particleCount),
             QString::fromStdString(sample));
}

QString modeWords(Eigen::Index mode, const ModeRecord* record)
{
    QString words = tr("mode %1").arg(look::grouped(mode));
    if (record)
        words += tr(", \u03c9 = %1 \u221a(\u03b5/m\u03c3\u00b2), P = %2")
                     .arg(look::number(record->omega, digits), look::number(record->participationRatio, 2));
    return words;
}

QString criticalAmplitudeWords(const ModeRecord& record)
{
    const double ac = *record.criticalAmplitude;
    const QString value =
        record.lowAmplitude ? look::withError(ac, ac - *record.lowAmplitude) : look::number(ac, digits);
    return tr("A_c = %1 \u03c3").arg(value);
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
    QString words = direction == anharmonicity::Direction::plus ? QStringLiteral("+") : QStringLiteral("\u2212");
    if (record && !record->outcome.empty())
        words += QStringLiteral(", ") + outcomeWords(*record);
    return words;
}

QString transitionWords(const ModeRecord& record)
{
    QStringList words;
    if (record.distance)
        words << tr("|\u0394r| = %1 \u03c3").arg(look::number(*record.distance, digits));
    if (record.rearrangedCount)
        words << tr("N_rearr = %1").arg(look::number(*record.rearrangedCount, digits));
    if (record.overlap)
        words << tr("I = %1").arg(look::number(*record.overlap, digits));
    return words.join(QStringLiteral(", "));
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
