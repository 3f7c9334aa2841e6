#include "ui/SelectionText.h"
#include "ui/look/Numbers.h"

#include <QTest>
#include <QTextBoundaryFinder>

using namespace vitrine;

namespace {

results::ModeRecord transition()
{
    results::ModeRecord record;
    record.sample = "A";
    record.mode = 12;
    record.omega = 0.0213;
    record.participationRatio = 0.31;
    record.phononOrder = 0.82;
    record.sign = "+";
    record.outcome = "transition";
    record.criticalAmplitude = 2.314e-3;
    record.lowAmplitude = 2.312e-3;
    record.transition = 3;
    record.distance = 0.46;
    record.rearrangedCount = 21;
    record.overlap = 0.4;
    return record;
}

QString words()
{
    const auto recipe = model::SampleRecipe::ofPaper(potential::HarmonicPotential{}, 16'000, 1);
    const results::ModeRecord record = transition();
    return ui::selectionInWords(recipe, {"A", 12, anharmonicity::Direction::plus}, &record);
}

}  // namespace

class SelectionTextTest : public QObject {
    Q_OBJECT

private slots:
    void saysEverythingWithUnits()
    {
        QCOMPARE(look::withPlainSpaces(words()),
                 QStringLiteral("harmonic, N = 16\u2009000, sample A | mode 12, ω = 0.0213 √(ε/mσ²), P = 0.31, "
                                "O = 0.82 (phonon) | +, A_c = 2.314 × 10⁻³ σ | transition 3, |Δr| = 0.460 σ, "
                                "N_rearr = 21.0, I = 0.400"));
    }

    void breaksLinesOnlyBetweenQuantities()
    {
        const QString text = words();
        QTextBoundaryFinder lines(QTextBoundaryFinder::Line, text);
        for (qsizetype end = lines.toNextBoundary(); end > 0 && end < text.size(); end = lines.toNextBoundary()) {
            const QString before = text.left(end).trimmed();
            QVERIFY2(before.endsWith(QLatin1Char(',')) || before.endsWith(QStringLiteral(" |")) ||
                         text.mid(end).startsWith(QStringLiteral("| ")),
                     qPrintable(before));
        }
    }
};

QTEST_MAIN(SelectionTextTest)
#include "SelectionTextTest.moc"
