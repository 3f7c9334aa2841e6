#include "core/modes/BlockBasis.h"

#include <algorithm>
#include <cblas.h>
#include <vector>

namespace vitrine::modes {

namespace {

// Tasks between two checkpoints, and rows that a task takes at once: few enough for the cache, and for OpenBLAS's
// kernels that do without copies.
constexpr Eigen::Index tasksPerCheckpoint = 16;
constexpr Eigen::Index rowsPerStep = 192;

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// c = scale a b + keep c, all row-major.
void product(CBLAS_TRANSPOSE transposeA, Eigen::Index rows, Eigen::Index columns, Eigen::Index inner, double scale,
             const double* a, Eigen::Index strideA, const double* b, Eigen::Index strideB, double keep, double* c,
             Eigen::Index strideC)
{
    cblas_dgemm(CblasRowMajor, transposeA, CblasNoTrans, static_cast<int>(rows), static_cast<int>(columns),
                static_cast<int>(inner), scale, a, static_cast<int>(strideA), b, static_cast<int>(strideB), keep,
                c, static_cast<int>(strideC));
}

}  // namespace

BlockBasis::BlockBasis(Eigen::Index rows, Eigen::Index capacity, const run::RunControl& control)
    : m_rows(rows),
      m_capacity(capacity),
      m_rowsPerTask(std::clamp<Eigen::Index>(rows / 64, 512, 8192)),
      m_values(rows * capacity),
      m_control(control)
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
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(sumRows, blockWidth);
    for (const RowMajor& part : partial)
        sum += part;
    return sum;
}

void BlockBasis::appendColumns(const Eigen::MatrixXd& columns)
{
    for (Eigen::Index row = 0; row < m_rows; ++row)
        for (Eigen::Index column = 0; column < columns.cols(); ++column)
            m_values.data()[row * m_capacity + m_dimension + column] = columns(row, column);
    m_dimension += columns.cols();
}

void BlockBasis::append(const double* block)
{
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index count) {
        for (Eigen::Index i = row; i < row + count; ++i)
            std::copy_n(block + i * blockWidth, blockWidth, m_values.data() + i * m_capacity + m_dimension);
    });
    m_dimension += blockWidth;
}

Eigen::MatrixXd BlockBasis::innerProducts(const double* block) const
{
    return sumOverRows(m_dimension, [&](Eigen::Index row, Eigen::Index count, double* sum) {
        product(CblasTrans, m_dimension, blockWidth, count, 1, m_values.data() + row * m_capacity, m_capacity,
                block + row * blockWidth, blockWidth, 1, sum, blockWidth);
    });
}

void BlockBasis::subtract(const Eigen::MatrixXd& coefficients, double* block) const
{
    const RowMajor rowMajor = coefficients;
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index count) {
        product(CblasNoTrans, count, blockWidth, m_dimension, -1, m_values.data() + row * m_capacity, m_capacity,
                rowMajor.data(), blockWidth, 1, block + row * blockWidth, blockWidth);
    });
}

void BlockBasis::recombine(const Eigen::MatrixXd& combination)
{
    const RowMajor rowMajor = combination;
    const Eigen::Index columns = combination.cols();
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index count) {
        RowMajor result(count, columns);
        product(CblasNoTrans, count, columns, m_dimension, 1, m_values.data() + row * m_capacity, m_capacity,
                rowMajor.data(), columns, 0, result.data(), columns);
        for (Eigen::Index i = 0; i < count; ++i)
            std::copy_n(result.data() + i * columns, columns, m_values.data() + (row + i) * m_capacity);
    });
    m_dimension = columns;
}

Eigen::MatrixXd BlockBasis::combined(const Eigen::MatrixXd& combination) const
{
    const RowMajor rowMajor = combination;
    const Eigen::Index columns = combination.cols();
    Eigen::MatrixXd result(m_rows, columns);
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index count) {
        RowMajor part(count, columns);
        product(CblasNoTrans, count, columns, m_dimension, 1, m_values.data() + row * m_capacity, m_capacity,
                rowMajor.data(), columns, 0, part.data(), columns);
        result.middleRows(row, count) = part;
    });
    return result;
}

void BlockBasis::combinedBlock(const Eigen::MatrixXd& combination, double* block) const
{
    const RowMajor rowMajor = combination;
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index count) {
        product(CblasNoTrans, count, blockWidth, m_dimension, 1, m_values.data() + row * m_capacity, m_capacity,
                rowMajor.data(), blockWidth, 0, block + row * blockWidth, blockWidth);
    });
}

Eigen::MatrixXd BlockBasis::blockProducts(const double* block, const double* other) const
{
    return sumOverRows(blockWidth, [&](Eigen::Index row, Eigen::Index count, double* sum) {
        product(CblasTrans, blockWidth, blockWidth, count, 1, block + row * blockWidth, blockWidth,
                other + row * blockWidth, blockWidth, 1, sum, blockWidth);
    });
}

void BlockBasis::recombineBlock(const Eigen::MatrixXd& combination, double* block) const
{
    const RowMajor rowMajor = combination;
    forRows([&](Eigen::Index, Eigen::Index row, Eigen::Index count) {
        const RowMajor before = Eigen::Map<const RowMajor>(block + row * blockWidth, count, blockWidth);
        product(CblasNoTrans, count, blockWidth, blockWidth, 1, before.data(), blockWidth, rowMajor.data(),
                blockWidth, 0, block + row * blockWidth, blockWidth);
    });
}

}  // namespace vitrine::modes
