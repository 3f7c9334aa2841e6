#pragma once

#include "core/modes/BlockProduct.h"
#include "core/run/RunControl.h"

#include <Eigen/Core>

#include <cstddef>
#include <memory>
#include <new>

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

/// Orthonormal vectors that grow in number, stored row by row, and the dense operations of a block iteration on
/// them.
///
/// Every operation cuts the rows into tasks whose limits depend on the size alone and adds partial results in
/// their order: the outcome is the same for any number of threads. Each passes a checkpoint every few
/// milliseconds. Expects SingleThreadedBlas.
class BlockBasis {
public:
    /// @param capacity vectors it can hold
    BlockBasis(Eigen::Index rows, Eigen::Index capacity, const run::RunControl& control);

    Eigen::Index rows() const { return m_rows; }
    Eigen::Index dimension() const { return m_dimension; }
    Eigen::Index capacity() const { return m_capacity; }

    /// Adds the columns of a matrix.
    void appendColumns(const Eigen::MatrixXd& columns);
    /// Adds a block (rows() x blockWidth, row-major).
    void append(const double* block);

    /// Q^T block, dimension() x blockWidth.
    Eigen::MatrixXd innerProducts(const double* block) const;
    /// block -= Q coefficients.
    void subtract(const Eigen::MatrixXd& coefficients, double* block) const;
    /// Q := Q combination; its columns become the new vectors.
    void recombine(const Eigen::MatrixXd& combination);
    /// Q combination, rows() x its columns, column-major.
    Eigen::MatrixXd combined(const Eigen::MatrixXd& combination) const;
    /// The blockWidth combinations of Q as a block.
    void combinedBlock(const Eigen::MatrixXd& combination, double* block) const;

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
    Eigen::Index m_capacity;
    Eigen::Index m_dimension = 0;
    Eigen::Index m_rowsPerTask;
    AlignedDoubles m_values;
    const run::RunControl& m_control;
};

}  // namespace vitrine::modes
