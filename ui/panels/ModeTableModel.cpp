#include "ui/panels/ModeTableModel.h"

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/results/MinimizerComparison.h"
#include "ui/look/AmplitudeText.h"
#include "ui/look/Numbers.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace vitrine::panels {

using anharmonicity::ScanOutcome;
using results::ModeRecord;

namespace {

constexpr int shareDigits = 3;  // of P, O and I, which are compared, not computed with
constexpr int plainDigits = 4;  // of numbers whose uncertainty is far below what anybody reads off a table

/// "B" before "AA": samples are counted like the columns of a spreadsheet.
auto key(const ModeRecord& record)
{
    return std::tuple<std::size_t, const std::string&, Eigen::Index, const std::string&>(
        record.sample.size(), record.sample, record.mode, record.sign);
}

/// The columns that hold numbers; nothing for the others and where a number is absent.
std::optional<double> numberIn(const ModeRecord& record, int column)
{
    switch (column) {
        case ModeTableModel::modeColumn:
            return static_cast<double>(record.mode);
        case ModeTableModel::omegaColumn:
            return record.omega;
        case ModeTableModel::participationColumn:
            return record.participationRatio;
        case ModeTableModel::phononOrderColumn:
            return record.phononOrder;
        case ModeTableModel::criticalAmplitudeColumn:
            return record.criticalAmplitude;
        case ModeTableModel::distanceColumn:
            return record.distance;
        case ModeTableModel::energyDifferenceColumn:
            return record.energyDifference;
        case ModeTableModel::barrierColumn:
            return record.barrier;
        case ModeTableModel::rearrangedColumn:
            return record.rearrangedCount;
        case ModeTableModel::overlapColumn:
            return record.overlap;
        case ModeTableModel::exponentColumn:
            return record.decayExponent;
        case ModeTableModel::transitionColumn:
            return record.transition ? std::optional<double>(*record.transition) : std::nullopt;
        case ModeTableModel::tauColumn:
            return record.tau;
        case ModeTableModel::thirdOrderColumn:
            return record.thirdOrderAmplitude;
        case ModeTableModel::residualColumn:
            return record.residual;
        case ModeTableModel::evaluationsColumn:
            return record.evaluations ? std::optional(static_cast<double>(*record.evaluations)) : std::nullopt;
        default:
            return std::nullopt;
    }
}

QString signText(const ModeRecord& record)
{
    return record.sign == "-" ? QStringLiteral("\u2212") : QString::fromStdString(record.sign);
}

QString outcomeText(const ModeRecord& record)
{
    if (record.outcome.empty())
        return {};
    switch (anharmonicity::outcomeFromName(record.outcome)) {
        case ScanOutcome::transition:
            return ModeTableModel::tr("transition");
        case ScanOutcome::looseParticle:
            return ModeTableModel::tr("loose particle");
        case ScanOutcome::noTransition:
            return ModeTableModel::tr("no transition");
        case ScanOutcome::overlap:
            return ModeTableModel::tr("overlap");
        case ScanOutcome::notConverged:
            return ModeTableModel::tr("not converged");
    }
    return {};
}

QString outcomeExplanation(const ModeRecord& record)
{
    if (record.outcome.empty())
        return ModeTableModel::tr("Not scanned yet.");
    switch (anharmonicity::outcomeFromName(record.outcome)) {
        case ScanOutcome::transition:
            return ModeTableModel::tr("The system went to another minimum.");
        case ScanOutcome::looseParticle:
            return ModeTableModel::tr("Only a nearly loose particle moved in its cage, at no cost of energy.");
        case ScanOutcome::noTransition:
            return ModeTableModel::tr("The system returned from every amplitude up to the largest.");
        case ScanOutcome::overlap:
            return ModeTableModel::tr("The system returned from every amplitude until two particles overlapped.");
        case ScanOutcome::notConverged:
            return ModeTableModel::tr("A minimisation reached its step limit: there is no verdict.");
    }
    return {};
}

/// What the bracket of A_c is, and what it depends on.
QString amplitudeExplanation(const ModeRecord& record)
{
    const double ac = *record.criticalAmplitude;
    QString words = look::criticalAmplitudeWords(ac);
    if (record.lowAmplitude)
        words = ModeTableModel::tr(
                    "Bracket %1 \u03c3: pushed to its lower end the system returned, to its upper one, "
                    "A_c, it rearranged.")
                    .arg(look::interval(*record.lowAmplitude, ac));
    if (results::dependsOnMinimizer(ac))
        words += QLatin1Char('\n') +
                 ModeTableModel::tr("Above %1 \u03c3 A_c depends on the minimiser, by up to a factor of 3.5.")
                     .arg(look::number(results::minimizersAgreeUpTo, 1));
    return words;
}

/// Why a cell is empty.
QString absence(const ModeRecord& record, int column)
{
    if (column == ModeTableModel::phononOrderColumn)
        return ModeTableModel::tr("Not known yet.");
    if (column == ModeTableModel::thirdOrderColumn)
        return ModeTableModel::tr("\u03c4 is 0: the expansion has no saddle.");
    if (column == ModeTableModel::exponentColumn && record.criticalAmplitude)
        return ModeTableModel::tr("No tail to fit: the box is too small, or too few distances are left.");
    return outcomeExplanation(record);
}

QString cellText(const ModeRecord& record, int column)
{
    switch (column) {
        case ModeTableModel::sampleColumn:
            return QString::fromStdString(record.sample);
        case ModeTableModel::signColumn:
            return signText(record);
        case ModeTableModel::outcomeColumn:
            return outcomeText(record);
        case ModeTableModel::minimizerColumn:
            return QString::fromStdString(record.minimizer);
        default:
            break;
    }
    const auto value = numberIn(record, column);
    if (!value)
        return {};
    switch (column) {
        case ModeTableModel::modeColumn:
            return look::grouped(record.mode);
        case ModeTableModel::transitionColumn:
            return look::grouped(*record.transition);
        case ModeTableModel::evaluationsColumn:
            return look::grouped(*record.evaluations);
        case ModeTableModel::criticalAmplitudeColumn:
            return look::criticalAmplitude(*value);
        case ModeTableModel::exponentColumn:
            return record.decayExponentError ? look::withError(*value, *record.decayExponentError)
                                             : look::number(*value, plainDigits);
        case ModeTableModel::participationColumn:
        case ModeTableModel::phononOrderColumn:
        case ModeTableModel::overlapColumn:
            return look::number(*value, shareDigits);
        case ModeTableModel::residualColumn:
            return look::number(*value, 2);
        default:
            return look::number(*value, plainDigits);
    }
}

struct Heading {
    QString title;
    QString explanation;
};

Heading heading(int column)
{
    const auto tr = [](const char* text) { return ModeTableModel::tr(text); };
    switch (column) {
        case ModeTableModel::sampleColumn:
            return {tr("Sample"), tr("Sample of the study.")};
        case ModeTableModel::modeColumn:
            return {QStringLiteral("k"), tr("Number of the mode; 1 is the lowest.")};
        case ModeTableModel::signColumn:
            return {tr("\u00b1"),
                    tr("Direction of the push: + is the one in which the energy rises more slowly.")};
        case ModeTableModel::omegaColumn:
            return {QStringLiteral("\u03c9 / \u221a(\u03b5/m\u03c3\u00b2)"), tr("Frequency of the mode.")};
        case ModeTableModel::participationColumn:
            return {QStringLiteral("P"),
                    tr("Participation ratio, Eq. (4): from 1/N (one particle) to 1 (all alike).")};
        case ModeTableModel::phononOrderColumn:
            return {QStringLiteral("O"),
                    tr("Phonon order parameter, Eq. (3): from 0 (unlike any plane wave) to 1 (a plane wave).")};
        case ModeTableModel::outcomeColumn:
            return {tr("Outcome"), tr("What pushing along the mode did.")};
        case ModeTableModel::criticalAmplitudeColumn:
            return {QStringLiteral("A_c / \u03c3"),
                    tr("Critical amplitude, Eq. (5): the smallest push from which the system did not return, to "
                       "one part in a thousand. With \u2248 above %1 \u03c3, where it depends on the minimiser.")
                        .arg(look::number(results::minimizersAgreeUpTo, 1))};
        case ModeTableModel::distanceColumn:
            return {QStringLiteral("|\u0394r| / \u03c3"), tr("How far apart the two minima are, Eq. (6).")};
        case ModeTableModel::energyDifferenceColumn:
            return {QStringLiteral("\u0394\u03a6 / \u03b5"),
                    tr("Energy of the new minimum less that of the old, Eq. (7).")};
        case ModeTableModel::barrierColumn:
            return {tr("Barrier / \u03b5"),
                    tr("Energy of the state pushed to A_c, Eq. (8); it is not that of the saddle.")};
        case ModeTableModel::rearrangedColumn:
            return {QStringLiteral("N_rearr"), tr("Number of particles that rearranged, Eq. (9).")};
        case ModeTableModel::overlapColumn:
            return {QStringLiteral("I"),
                    tr("How far the rearrangement points along the mode, Eq. (10): from 0 to 1.")};
        case ModeTableModel::exponentColumn:
            return {QStringLiteral("a"),
                    tr("Exponent of the decay |\u0394r_i| ~ r^\u2212a, with its standard error.")};
        case ModeTableModel::transitionColumn:
            return {tr("Transition"), tr("Number of the final state within the sample: many modes may lead to "
                                         "one.")};
        case ModeTableModel::tauColumn:
            return {QStringLiteral("\u03c4 / (\u03b5/\u03c3\u00b3)"),
                    tr("Third derivative of the energy along the mode, Eq. (A2).")};
        case ModeTableModel::thirdOrderColumn:
            return {QStringLiteral("A_c(A3) / \u03c3"),
                    tr("Where the cubic expansion of the energy has its saddle, Eq. (A3).")};
        case ModeTableModel::minimizerColumn:
            return {tr("Minimiser"), tr("What went down from the pulled states.")};
        case ModeTableModel::residualColumn:
            return {tr("Residual"),
                    tr("|H e \u2212 \u03c9\u00b2 e| of the eigenvector, in \u03b5/m\u03c3\u00b2.")};
        case ModeTableModel::evaluationsColumn:
            return {tr("Evaluations"), tr("How often the forces were computed.")};
        default:
            return {};
    }
}

}  // namespace

QString ModeTableModel::widestText(int column)
{
    switch (column) {
        case sampleColumn:
            return QStringLiteral("AA");
        case modeColumn:
        case transitionColumn:
            return look::grouped(8'888);
        case signColumn:
            return QStringLiteral("\u2212");
        case outcomeColumn:
            return tr("loose particle");
        case participationColumn:
        case phononOrderColumn:
        case overlapColumn:
            return look::number(8.888e-3, shareDigits);
        case criticalAmplitudeColumn:
            return look::criticalAmplitude(8.888e-10);
        case exponentColumn:
            return look::withError(-8.8888, 0.18);
        case rearrangedColumn:
            return look::number(8888.8, plainDigits);
        case minimizerColumn:
            return QString(28, QLatin1Char('x'));
        case evaluationsColumn:
            return look::grouped(88'888'888);
        case omegaColumn:
        case residualColumn:
            return look::number(8.888e-12, column == residualColumn ? 2 : plainDigits);
        default:
            return look::number(-8.888e-12, plainDigits);
    }
}

ModeTableModel::ModeTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void ModeTableModel::setRecords(std::vector<ModeRecord> records)
{
    std::size_t row = 0;
    for (ModeRecord& record : records) {
        while (row < m_records.size() && key(m_records[row]) < key(record)) {
            beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
            m_records.erase(m_records.begin() + static_cast<std::ptrdiff_t>(row));
            endRemoveRows();
        }
        if (row < m_records.size() && key(m_records[row]) == key(record)) {
            m_records[row] = std::move(record);
        }
        else {
            beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
            m_records.insert(m_records.begin() + static_cast<std::ptrdiff_t>(row), std::move(record));
            endInsertRows();
        }
        ++row;
    }
    if (row < m_records.size()) {
        beginRemoveRows({}, static_cast<int>(row), static_cast<int>(m_records.size()) - 1);
        m_records.resize(row);
        endRemoveRows();
    }
    if (!m_records.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnTotal - 1));
}

int ModeTableModel::rowOf(const std::string& sample, Eigen::Index mode, const std::string& sign) const
{
    const auto found = std::ranges::find_if(m_records, [&](const ModeRecord& record) {
        return record.sample == sample && record.mode == mode && record.sign == sign;
    });
    return found == m_records.end() ? -1 : static_cast<int>(found - m_records.begin());
}

int ModeTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int ModeTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columnTotal;
}

QVariant ModeTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ModeRecord& shown = record(index.row());
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole:
            return cellText(shown, column);
        case Qt::ToolTipRole:
            if (column == outcomeColumn)
                return outcomeExplanation(shown);
            if (column == criticalAmplitudeColumn && shown.criticalAmplitude)
                return amplitudeExplanation(shown);
            return cellText(shown, column).isEmpty() ? absence(shown, column) : QVariant();
        case Qt::TextAlignmentRole: {
            const bool isText = column == sampleColumn || column == outcomeColumn || column == minimizerColumn;
            return QVariant::fromValue<Qt::Alignment>((isText ? Qt::AlignLeft : Qt::AlignRight) |
                                                      Qt::AlignVCenter);
        }
        case sortRole: {
            if (const auto value = numberIn(shown, column))
                return *value;
            if (column == sampleColumn)
                return QVariant::fromValue(static_cast<int>(shown.sample.size())).toString() +
                       cellText(shown, column);
            const QString text = cellText(shown, column);
            return text.isEmpty() ? QVariant() : QVariant(text);
        }
        default:
            return {};
    }
}

QVariant ModeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    if (role == Qt::DisplayRole)
        return heading(section).title;
    if (role == Qt::ToolTipRole)
        return heading(section).explanation;
    return {};
}

}  // namespace vitrine::panels
