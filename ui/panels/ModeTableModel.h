#pragma once

#include "core/results/ModeRecord.h"

#include <QAbstractTableModel>

#include <vector>

namespace vitrine::panels {

/// ModeRecords for table views: one row per (sample, mode, sign). Numbers carry the digits that their uncertainty
/// leaves; where one is absent the cell is empty and its tooltip says why.
class ModeTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        sampleColumn,
        modeColumn,
        signColumn,
        omegaColumn,
        participationColumn,
        phononOrderColumn,
        outcomeColumn,
        criticalAmplitudeColumn,
        distanceColumn,
        energyDifferenceColumn,
        barrierColumn,
        rearrangedColumn,
        overlapColumn,
        exponentColumn,
        transitionColumn,
        tauColumn,
        thirdOrderColumn,
        residualColumn,
        minimizerColumn,
        evaluationsColumn,
        columnTotal
    };
    /// What to sort by: a number, a text, or an invalid value where there is none.
    static constexpr int sortRole = Qt::UserRole;
    /// As wide a text as a column is likely to show, for its width.
    static QString widestText(int column);

    explicit ModeTableModel(QObject* parent = nullptr);

    /// Replaces all rows; those that stay keep their place in selections. @param records sorted by sample, mode,
    /// sign
    void setRecords(std::vector<results::ModeRecord> records);
    const results::ModeRecord& record(int row) const { return m_records.at(static_cast<std::size_t>(row)); }
    /// @return -1 if there is no such row
    int rowOf(const std::string& sample, Eigen::Index mode, const std::string& sign) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<results::ModeRecord> m_records;
};

}  // namespace vitrine::panels
