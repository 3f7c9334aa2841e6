#include "core/modes/CholmodFactorisation.h"

#include "core/run/Errors.h"

#include <suitesparse/cholmod.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace vitrine::modes {

class CholmodFactorisation::Impl {
public:
    Impl(const Hessian& hessian, double shift, Kind kind, double largestWork) : m_size(hessian.size())
    {
        if (9 * static_cast<std::int64_t>(hessian.columns().size()) > std::numeric_limits<int>::max())
            throw run::Error("The Hessian of " + std::to_string(hessian.blockRows()) +
                             " particles is too large for CHOLMOD's 32-bit interface; use the chebyshev solver.");
        cholmod_start(&m_common);
        m_common.print = 0;  // complaints go into our own errors
        m_common.supernodal = kind == Kind::signs ? CHOLMOD_SIMPLICIAL : CHOLMOD_SUPERNODAL;
        m_common.final_ll = kind == Kind::signs ? 0 : 1;
        m_common.nmethods = 1;
        m_common.method[0].ordering = CHOLMOD_GIVEN;
        m_common.postorder = 1;
        factorise(hessian, shift, largestWork);
    }

    ~Impl()
    {
        cholmod_free_dense(&m_solution, &m_common);
        cholmod_free_dense(&m_work, &m_common);
        cholmod_free_dense(&m_moreWork, &m_common);
        cholmod_free_factor(&m_factor, &m_common);
        cholmod_finish(&m_common);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    bool succeeded() const { return m_succeeded; }

    void solve(const double* x, double* y)
    {
        cholmod_dense right{};
        right.nrow = right.nzmax = right.d = static_cast<std::size_t>(m_size);
        right.ncol = 1;
        right.x = const_cast<double*>(x);  // CHOLMOD only reads it
        right.xtype = CHOLMOD_REAL;
        right.dtype = CHOLMOD_DOUBLE;
        cholmod_solve2(CHOLMOD_A, m_factor, &right, nullptr, &m_solution, nullptr, &m_work, &m_moreWork,
                       &m_common);
        if (m_common.status < 0)
            throw run::Error("CHOLMOD could not solve with its factor (status " + std::to_string(m_common.status) +
                             ").");
        std::copy_n(static_cast<const double*>(m_solution->x), m_size, y);
    }

    Eigen::Index eigenvaluesBelowShift() const
    {
        const auto* const starts = static_cast<const int*>(m_factor->p);
        const auto* const values = static_cast<const double*>(m_factor->x);
        return std::count_if(starts, starts + m_size, [&](int start) { return values[start] < 0; });
    }

private:
    void factorise(const Hessian& hessian, double shift, double largestWork)
    {
        Eigen::SparseMatrix<double> lower = hessian.lowerTriangle();
        cholmod_sparse matrix{};
        matrix.nrow = matrix.ncol = static_cast<std::size_t>(m_size);
        matrix.nzmax = static_cast<std::size_t>(lower.nonZeros());
        matrix.p = lower.outerIndexPtr();
        matrix.i = lower.innerIndexPtr();
        matrix.x = lower.valuePtr();
        matrix.stype = -1;  // lower triangle
        matrix.itype = CHOLMOD_INT;
        matrix.xtype = CHOLMOD_REAL;
        matrix.dtype = CHOLMOD_DOUBLE;
        matrix.sorted = matrix.packed = 1;

        std::vector<int> ordering = dissection(hessian);
        m_factor = cholmod_analyze_p(&matrix, ordering.data(), nullptr, 0, &m_common);
        requireNoFailure(hessian);
        if (m_common.fl > largestWork)
            return;
        double minusShift[2] = {-shift, 0};
        cholmod_factorize_p(&matrix, minusShift, nullptr, 0, m_factor, &m_common);
        requireNoFailure(hessian);
        m_succeeded = m_common.status == CHOLMOD_OK;
    }

    /// Nested dissection of the graph of the particles, each then three rows.
    std::vector<int> dissection(const Hessian& hessian)
    {
        const auto rows = static_cast<std::size_t>(hessian.blockRows());
        std::vector<int> starts(rows + 1, 0);
        std::vector<int> neighbours;
        for (std::size_t row = 0; row < rows; ++row) {
            for (std::int64_t place = hessian.rowStart()[row]; place < hessian.rowStart()[row + 1]; ++place)
                if (hessian.columns()[static_cast<std::size_t>(place)] >= static_cast<int>(row))
                    neighbours.push_back(hessian.columns()[static_cast<std::size_t>(place)]);
            starts[row + 1] = static_cast<int>(neighbours.size());
        }
        cholmod_sparse graph{};
        graph.nrow = graph.ncol = rows;
        graph.nzmax = neighbours.size();
        graph.p = starts.data();
        graph.i = neighbours.data();
        graph.stype = -1;
        graph.itype = CHOLMOD_INT;
        graph.xtype = CHOLMOD_PATTERN;
        graph.sorted = graph.packed = 1;
        std::vector<int> order(rows);
        cholmod_metis(&graph, nullptr, 0, 1, order.data(), &m_common);
        requireNoFailure(hessian);
        std::vector<int> expanded;
        expanded.reserve(3 * rows);
        for (const int row : order)
            for (int axis = 0; axis < 3; ++axis)
                expanded.push_back(3 * row + axis);
        return expanded;
    }

    void requireNoFailure(const Hessian& hessian)
    {
        if (m_common.status >= 0)  // positive: a pivot, which succeeded() tells
            return;
        const std::string reason = m_common.status == CHOLMOD_OUT_OF_MEMORY ? "there is not enough memory for it"
                                   : m_common.status == CHOLMOD_TOO_LARGE
                                       ? "it is too large for the 32-bit interface"
                                       : "status " + std::to_string(m_common.status);
        const std::string size = std::to_string(hessian.blockRows());
        cholmod_free_factor(&m_factor, &m_common);
        cholmod_finish(&m_common);
        throw run::Error("CHOLMOD gave up on the factor of " + size + " particles: " + reason +
                         "; use the chebyshev solver.");
    }

    Eigen::Index m_size;
    cholmod_common m_common{};
    bool m_succeeded = false;
    cholmod_factor* m_factor = nullptr;
    cholmod_dense* m_solution = nullptr;
    cholmod_dense* m_work = nullptr;
    cholmod_dense* m_moreWork = nullptr;
};

CholmodFactorisation::CholmodFactorisation(const Hessian& hessian, double shift, Kind kind, double largestWork)
    : m_impl(std::make_unique<Impl>(hessian, shift, kind, largestWork))
{}

CholmodFactorisation::~CholmodFactorisation() = default;
CholmodFactorisation::CholmodFactorisation(CholmodFactorisation&&) noexcept = default;

bool CholmodFactorisation::succeeded() const
{
    return m_impl->succeeded();
}

void CholmodFactorisation::solve(const double* x, double* y)
{
    m_impl->solve(x, y);
}

Eigen::Index CholmodFactorisation::eigenvaluesBelowShift() const
{
    return m_impl->eigenvaluesBelowShift();
}

std::string CholmodFactorisation::description()
{
    return "CHOLMOD " + std::to_string(CHOLMOD_MAIN_VERSION) + "." + std::to_string(CHOLMOD_SUB_VERSION) + "." +
           std::to_string(CHOLMOD_SUBSUB_VERSION) + ", METIS";
}

}  // namespace vitrine::modes
