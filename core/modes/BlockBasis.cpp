#include "core/modes/BlockBasis.h"

#include <algorithm>
#include <cblas.h>

namespace vitrine::modes {

namespace {

// Tasks between two checkpoints, and rows that a task takes at once: few enough for the first cache.
constexpr Eigen::Index tasksPerCheckpoint = 16;
constexpr Eigen::Index rowsPerStep = 192;

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}  // namespace

BlockBasis::BlockBasis(Eigen::Index rows, const run::RunControl& control)
    : m_rows(rows), m_rowsPerTask(std::clamp<Eigen::Index>(rows / 64, 512, 8192)), m_control(control)
{}

template <typename Task>
void BlockBasis::forRows(const Task& task) const
{
    const Eigen::Index tasks = (m_rows + m_rowsPerTask - 1) / m_rowsPerTask;
    for (Eigen::Index first = 0; first < tasks; first += tasksPerCheckpoint) {
        m_control.checkpoint();
        m_control.team().forBlocks(std::min(tasksPerCheckpoint, tasks - first), [&](std::ptrdiff_t number) {
            const Eigen::Index begin = (first + number) * m_rowsPerTask;
            const Eigen::Index end = std::min(m_rows, begin + m_rowsPerTask);
            for (Eigen::Index row = begin; row < end; row += rowsPerStep)
                task(first + number, row, std::min(rowsPerStep, end - row));
        });
    }
}

template <typename Task>
Eigen::MatrixXd BlockBasis::sumOverRows(Eigen::Index sumRows, const Task& task) const
{
    const Eigen::Index tasks = (m_rows + m_rowsPerTask - 1) / m_rowsPerTask;
    std::vector<RowMajor> partial(static_cast<std::size_t>(tasks), RowMajor::Zero(sumRows, blockWidth));
    forRows([&](Eigen::Index number, Eigen::Index row, Eigen::Index count) {
        task(row, count, partial[static_cast<std::size_t>(number)].data());
    });
    RowMajor sum = RowMajor::Zero(sumRows, blockWidth);
    for (const RowMajor& part : partial)
        sum += part;
    return sum;
}

void BlockBasis::appendColumns(const Eigen::MatrixXd& columns)
{
    for (Eigen::Index first = 0; first < columns.cols(); first += blockWidth) {
        const Eigen::Index count = std::min(blockWidth, columns.cols() - first);
        m_blocks.emplace_back(m_rows * blockWidth);
        Eigen::Map<RowMajor> block(m_blocks.back().data(), m_rows, blockWidth);
        block.leftCols(count) = columns.middleCols(first, count);
        block.rightCols(blockWidth - count).setZero();
    }
}

void BlockBasis::append(const double* block)
{
    AlignedDoubles& added = m_blocks.emplace_back(m_rows * blockWidth);
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index count) {
        std::copy_n(block + row * blockWidth, count * blockWidth, added.data() + row * blockWidth);
    });
}

Eigen::MatrixXd BlockBasis::innerProducts(const double* block) const
{
    return sumOverRows(dimension(), [&](Eigen::Index row, Eigen::Index count, double* sums) {
        for (const AlignedDoubles& own : m_blocks) {
            addInnerProducts(own.data() + row * blockWidth, block + row * blockWidth, count, sums);
            sums += blockWidth * blockWidth;
        }
    });
}

void BlockBasis::add(const Eigen::MatrixXd& coefficients, double* block) const
{
    const RowMajor rowMajor = coefficients;
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index count) {
        const double* factors = rowMajor.data();
        for (const AlignedDoubles& own : m_blocks) {
            addCombination(own.data() + row * blockWidth, factors, count, block + row * blockWidth);
            factors += blockWidth * blockWidth;
        }
    });
}

Eigen::MatrixXd BlockBasis::addAndMultiply(const Eigen::MatrixXd& coefficients, double* block) const
{
    const RowMajor rowMajor = coefficients;
    return sumOverRows(dimension(), [&](Eigen::Index row, Eigen::Index count, double* sums) {
        const double* factors = rowMajor.data();
        double* const part = block + row * blockWidth;
        for (const AlignedDoubles& own : m_blocks) {
            addCombination(own.data() + row * blockWidth, factors, count, part);
            factors += blockWidth * blockWidth;
        }
        for (const AlignedDoubles& own : m_blocks) {
            addInnerProducts(own.data() + row * blockWidth, part, count, sums);
            sums += blockWidth * blockWidth;
        }
    });
}

void BlockBasis::combinedBlock(const Eigen::MatrixXd& combination, double* block) const
{
    std::fill_n(block, m_rows * blockWidth, 0.0);
    add(combination, block);
}

void BlockBasis::recombine(const Eigen::MatrixXd& combination)
{
    const RowMajor rowMajor = combination;
    const Eigen::Index before = dimension();
    const Eigen::Index after = combination.cols();
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index count) {
        RowMajor part(count, before);
        for (Eigen::Index column = 0; column < before; column += blockWidth)
            part.middleCols<blockWidth>(column) = Eigen::Map<const RowMajor>(
                m_blocks[static_cast<std::size_t>(column / blockWidth)].data() + row * blockWidth, count,
                blockWidth);
        RowMajor result(count, after);
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, static_cast<int>(count), static_cast<int>(after),
                    static_cast<int>(before), 1, part.data(), static_cast<int>(before), rowMajor.data(),
                    static_cast<int>(after), 0, result.data(), static_cast<int>(after));
        for (Eigen::Index column = 0; column < after; column += blockWidth)
            Eigen::Map<RowMajor>(m_blocks[static_cast<std::size_t>(column / blockWidth)].data() + row * blockWidth,
                                 count, blockWidth) = result.middleCols<blockWidth>(column);
    });
    m_blocks.erase(m_blocks.begin() + after / blockWidth, m_blocks.end());
}

Eigen::MatrixXd BlockBasis::columns(Eigen::Index count) const
{
    Eigen::MatrixXd result(m_rows, count);
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index rowCount) {
        for (Eigen::Index column = 0; column < count; column += blockWidth) {
            const Eigen::Index taken = std::min(blockWidth, count - column);
            result.block(row, column, rowCount, taken) =
                Eigen::Map<const RowMajor>(
                    m_blocks[static_cast<std::size_t>(column / blockWidth)].data() + row * blockWidth, rowCount,
                    blockWidth)
                    .leftCols(taken);
        }
    });
    return result;
}

Eigen::MatrixXd BlockBasis::blockProducts(const double* block, const double* other) const
{
    return sumOverRows(blockWidth, [&](Eigen::Index row, Eigen::Index count, double* sums) {
        addInnerProducts(block + row * blockWidth, other + row * blockWidth, count, sums);
    });
}

void BlockBasis::recombineBlock(const Eigen::MatrixXd& combination, double* block) const
{
    const RowMajor rowMajor = combination;
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index count) {
        const RowMajor before = Eigen::Map<const RowMajor>(block + row * blockWidth, count, blockWidth);
        std::fill_n(block + row * blockWidth, count * blockWidth, 0.0);
        addCombination(before.data(), rowMajor.data(), count, block + row * blockWidth);
    });
}

}  // namespace vitrine::modes
