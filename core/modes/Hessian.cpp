#include "core/modes/Hessian.h"

#include "core/potential/PotentialEnergy.h"
#include "core/run/Errors.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>

namespace vitrine::modes {

namespace {

constexpr std::int32_t noRow = -1;
// Blocks of rows that a thread works on; results do not depend on it.
constexpr Eigen::Index rowsPerTask = 512;

/// Spreads the lowest 21 bits so that two zeros follow each.
std::uint64_t spreadBits(std::uint64_t x)
{
    x &= 0x1fffff;
    x = (x | x << 32) & 0x1f00000000ffff;
    x = (x | x << 16) & 0x1f0000ff0000ff;
    x = (x | x << 8) & 0x100f00f00f00f00f;
    x = (x | x << 4) & 0x10c30c30c30c30c3;
    x = (x | x << 2) & 0x1249249249249249;
    return x;
}

/// Place of a position along a Z-shaped space-filling curve through the box.
std::uint64_t curveKey(const model::PeriodicBox& box, const Eigen::Vector3d& position)
{
    const Eigen::Vector3d scaled = box.wrapped(position) / box.side * 2097152.0;
    std::uint64_t key = 0;
    for (int axis = 0; axis < 3; ++axis)
        key |= spreadBits(static_cast<std::uint64_t>(scaled[axis])) << axis;
    return key;
}

/// Particles that take part, neighbours in space near each other: the products then run in the cache.
std::vector<Eigen::Index> orderedParticipants(const model::Packing& packing,
                                              const std::vector<Eigen::Index>& rattlers)
{
    const Eigen::Index particleCount = packing.particleCount();
    std::vector<char> takesPart(static_cast<std::size_t>(particleCount), 1);
    for (const Eigen::Index rattler : rattlers) {
        if (rattler < 0 || rattler >= particleCount)
            throw run::InvalidInput("Rattler " + std::to_string(rattler) + " is no particle from 0 to " +
                                    std::to_string(particleCount - 1) + ".");
        takesPart[static_cast<std::size_t>(rattler)] = 0;
    }
    std::vector<std::pair<std::uint64_t, Eigen::Index>> keys;
    for (Eigen::Index i = 0; i < particleCount; ++i)
        if (takesPart[static_cast<std::size_t>(i)] != 0)
            keys.emplace_back(curveKey(packing.box, packing.positions.col(i)), i);
    std::sort(keys.begin(), keys.end());
    std::vector<Eigen::Index> participants(keys.size());
    std::transform(keys.begin(), keys.end(), participants.begin(), [](const auto& key) { return key.second; });
    return participants;
}

/// Off-diagonal block H_ij of a pair, the same seen from both ends.
Eigen::Matrix3d pairBlock(const potential::Contact& contact, const potential::PairPotential& potential)
{
    const potential::PairTerms terms = potential::pairTerms(potential, contact.distance);
    const Eigen::Vector3d n = contact.separation / contact.distance;
    const double transverse = terms.first / contact.distance;
    return -((terms.second - transverse) * n * n.transpose() + transverse * Eigen::Matrix3d::Identity());
}

}  // namespace

Hessian::Hessian(const model::Packing& packing, const potential::PairPotential& potential,
                 const std::vector<Eigen::Index>& rattlers)
    : m_participants(orderedParticipants(packing, rattlers))
{
    if (m_participants.empty())
        throw run::InvalidInput("All " + std::to_string(packing.particleCount()) +
                                " particles are rattlers, but at least one has to take part in the modes.");
    if (packing.particleCount() > std::numeric_limits<std::int32_t>::max())
        throw run::InvalidInput("The Hessian holds at most 2147483647 particles, not " +
                                std::to_string(packing.particleCount()) + ".");
    const std::size_t rows = m_participants.size();
    std::vector<std::int32_t> rowOf(static_cast<std::size_t>(packing.particleCount()), noRow);
    for (std::size_t row = 0; row < rows; ++row)
        rowOf[static_cast<std::size_t>(m_participants[row])] = static_cast<std::int32_t>(row);

    std::vector<potential::Contact> contacts = potential::contactsWithin(packing, potential::cutoff(potential));
    std::erase_if(contacts, [&](const potential::Contact& contact) {
        return rowOf[static_cast<std::size_t>(contact.i)] == noRow ||
               rowOf[static_cast<std::size_t>(contact.j)] == noRow;
    });

    m_rowStart.assign(rows + 1, 0);
    for (std::size_t row = 0; row < rows; ++row)
        m_rowStart[row + 1] = 1;  // the diagonal block
    for (const potential::Contact& contact : contacts) {
        ++m_rowStart[static_cast<std::size_t>(rowOf[static_cast<std::size_t>(contact.i)]) + 1];
        ++m_rowStart[static_cast<std::size_t>(rowOf[static_cast<std::size_t>(contact.j)]) + 1];
    }
    std::partial_sum(m_rowStart.begin(), m_rowStart.end(), m_rowStart.begin());

    // Which contact each off-diagonal block comes from, by row; the diagonal has none.
    struct Entry {
        std::int32_t column;
        std::int64_t contact;
    };
    std::vector<Entry> entries(static_cast<std::size_t>(m_rowStart.back()));
    std::vector<std::int64_t> next(m_rowStart.begin(), m_rowStart.end() - 1);
    for (std::size_t row = 0; row < rows; ++row)
        entries[static_cast<std::size_t>(next[row]++)] = {static_cast<std::int32_t>(row), -1};
    for (std::size_t number = 0; number < contacts.size(); ++number) {
        const std::int32_t i = rowOf[static_cast<std::size_t>(contacts[number].i)];
        const std::int32_t j = rowOf[static_cast<std::size_t>(contacts[number].j)];
        entries[static_cast<std::size_t>(next[static_cast<std::size_t>(i)]++)] = {
            j, static_cast<std::int64_t>(number)};
        entries[static_cast<std::size_t>(next[static_cast<std::size_t>(j)]++)] = {
            i, static_cast<std::int64_t>(number)};
    }

    m_columns.resize(entries.size());
    m_blocks.resize(numbersPerBlock * entries.size());
    const auto keep = [&](std::size_t place, const Eigen::Matrix3d& block) {
        const double upper[numbersPerBlock] = {block(0, 0), block(0, 1), block(0, 2),
                                               block(1, 1), block(1, 2), block(2, 2)};
        std::copy(upper, upper + numbersPerBlock, m_blocks.data() + numbersPerBlock * place);
    };
    for (std::size_t row = 0; row < rows; ++row) {
        const auto begin = entries.begin() + m_rowStart[row];
        const auto end = entries.begin() + m_rowStart[row + 1];
        std::sort(begin, end, [](const Entry& a, const Entry& b) { return a.column < b.column; });
        Eigen::Matrix3d diagonal = Eigen::Matrix3d::Zero();
        std::size_t diagonalPlace = 0;
        for (auto entry = begin; entry != end; ++entry) {
            const auto place = static_cast<std::size_t>(entry - entries.begin());
            m_columns[place] = entry->column;
            if (entry->contact < 0) {
                diagonalPlace = place;
                continue;
            }
            const Eigen::Matrix3d block = pairBlock(contacts[static_cast<std::size_t>(entry->contact)], potential);
            keep(place, block);
            diagonal -= block;
        }
        keep(diagonalPlace, diagonal);
    }
}

void Hessian::multiply(const double* x, double* y, run::ThreadTeam& team) const
{
    const Eigen::Index rows = blockRows();
    const auto rowRange = [&](std::ptrdiff_t task) {
        const Eigen::Index end = std::min(rows, (task + 1) * rowsPerTask);
        for (Eigen::Index row = task * rowsPerTask; row < end; ++row) {
            double sum[3] = {0, 0, 0};
            for (std::int64_t place = m_rowStart[static_cast<std::size_t>(row)];
                 place < m_rowStart[static_cast<std::size_t>(row) + 1]; ++place) {
                const double* const block = m_blocks.data() + numbersPerBlock * static_cast<std::size_t>(place);
                const double* const from =
                    x + 3 * static_cast<std::size_t>(m_columns[static_cast<std::size_t>(place)]);
                sum[0] += block[0] * from[0] + block[1] * from[1] + block[2] * from[2];
                sum[1] += block[1] * from[0] + block[3] * from[1] + block[4] * from[2];
                sum[2] += block[2] * from[0] + block[4] * from[1] + block[5] * from[2];
            }
            std::copy(sum, sum + 3, y + 3 * row);
        }
    };
    team.forBlocks((rows + rowsPerTask - 1) / rowsPerTask, rowRange);
}

Eigen::SparseMatrix<double> Hessian::lowerTriangle() const
{
    // A block row's entries are those of the block column by symmetry, so columns are filled front to back.
    Eigen::SparseMatrix<double> lower(size(), size());
    const Eigen::Index strictlyLowerBlocks = (static_cast<Eigen::Index>(m_columns.size()) - blockRows()) / 2;
    lower.reserve(9 * strictlyLowerBlocks + 6 * blockRows());
    for (Eigen::Index row = 0; row < blockRows(); ++row)
        for (int axis = 0; axis < 3; ++axis) {
            lower.startVec(3 * row + axis);
            for (std::int64_t place = m_rowStart[static_cast<std::size_t>(row)];
                 place < m_rowStart[static_cast<std::size_t>(row) + 1]; ++place) {
                const Eigen::Index column = m_columns[static_cast<std::size_t>(place)];
                if (column < row)
                    continue;
                const Eigen::Matrix3d values = block(place);
                for (int other = column == row ? axis : 0; other < 3; ++other)
                    lower.insertBack(3 * column + other, 3 * row + axis) = values(axis, other);
            }
        }
    lower.finalize();
    return lower;
}

}  // namespace vitrine::modes
