#pragma once

#include "core/modes/BlockKernels.h"
#include "core/run/RunControl.h"

#include <Eigen/Core>

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace vitrine::modes {

/// Memory for doubles, aligned to cache lines and not initialised.
class AlignedDoubles {
public:
    explicit AlignedDoubles(Eigen::Index count)
        : m_values(
              static_cast<double*>(::operator new(static_cast<std::size_t>(count) * sizeof(double), alignment)))
    {}
    double* data() { return m_values.get(); }
    const double* data() const { return m_values.get(); }

private:
    static constexpr std::align_val_t alignment{64};
    struct Release {
        void operator()(double* values) const { ::operator delete(values, alignment); }
    };
    std::unique_ptr<double, Release> m_values;
};

/// Orthonormal vectors that grow in number, kept as blocks of blockWidth, and the dense operations of a block
/// iteration on them. Memory is taken block by block.
///
/// Every operation cuts the rows into tasks whose limits depend on the size alone and adds partial results in
/// their order: the outcome is the same for any number of threads. Each passes a checkpoint every few
/// milliseconds. Expects SingleThreadedBlas.
class BlockBasis {
public:
    BlockBasis(Eigen::Index rows, const run::RunControl& control);

    Eigen::Index rows() const { return m_rows; }
    /// A multiple of blockWidth.
    Eigen::Index dimension() const { return static_cast<Eigen::Index>(m_blocks.size()) * blockWidth; }

    /// Adds the columns of a matrix; where they fill no whole block, zero vectors fill it up.
    void appendColumns(const Eigen::MatrixXd& columns);
    /// Adds a block (rows() x blockWidth, row-major).
    void append(const double* block);
    /// The block added last.
    const double* last() const { return m_blocks.back().data(); }

    /// Q^T block, dimension() x blockWidth.
    Eigen::MatrixXd innerProducts(const double* block) const;
    /// block += Q coefficients.
    void add(const Eigen::MatrixXd& coefficients, double* block) const;
    /// add(), then innerProducts(), in one pass through memory.
    Eigen::MatrixXd addAndMultiply(const Eigen::MatrixXd& coefficients, double* block) const;
    /// The blockWidth combinations of Q as a block.
    void combinedBlock(const Eigen::MatrixXd& combination, double* block) const;
    /// Q := Q combination, whose columns are whole blocks and become the new vectors.
    void recombine(const Eigen::MatrixXd& combination);
    /// The first vectors, rows() x count, column-major.
    Eigen::MatrixXd columns(Eigen::Index count) const;

    /// block^T other for two blocks of this many rows.
    Eigen::MatrixXd blockProducts(const double* block, const double* other) const;
    /// block := block combination, blockWidth x blockWidth.
    void recombineBlock(const Eigen::MatrixXd& combination, double* block) const;

private:
    template <typename Task>
    void forRows(const Task& task) const;
    template <typename Task>
    Eigen::MatrixXd sumOverRows(Eigen::Index sumRows, const Task& task) const;

    Eigen::Index m_rows;
    Eigen::Index m_rowsPerTask;
    std::vector<AlignedDoubles> m_blocks;
    const run::RunControl& m_control;
};

}  // namespace vitrine::modes
