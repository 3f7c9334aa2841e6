#include "core/modes/Blas.h"

#include "core/run/Errors.h"

#include <cblas.h>
#include <string_view>
#include <vector>

// LAPACK inside OpenBLAS; its C header is a package of its own.
extern "C" void dsyevd_(const char* job, const char* triangle, const int* size, double* matrix, const int* stride,
                        double* values, double* work, const int* workSize, int* integers, const int* integerSize,
                        int* info);

namespace vitrine::modes {

SingleThreadedBlas::SingleThreadedBlas() : m_threadsBefore(openblas_get_num_threads())
{
    openblas_set_num_threads(1);
}

SingleThreadedBlas::~SingleThreadedBlas()
{
    openblas_set_num_threads(m_threadsBefore);
}

Eigen::VectorXd diagonalise(Eigen::MatrixXd& matrix)
{
    const int size = static_cast<int>(matrix.rows());
    Eigen::VectorXd values(size);
    int info = 0;
    const auto call = [&](double* work, int workSize, int* integers, int integerSize) {
        dsyevd_("V", "L", &size, matrix.data(), &size, values.data(), work, &workSize, integers, &integerSize,
                &info);
    };
    double wantedWork = 0;
    int wantedIntegers = 0;
    call(&wantedWork, -1, &wantedIntegers, -1);
    std::vector<double> work(static_cast<std::size_t>(wantedWork) + 1);
    std::vector<int> integers(static_cast<std::size_t>(wantedIntegers) + 1);
    call(work.data(), static_cast<int>(work.size()), integers.data(), static_cast<int>(integers.size()));
    if (info != 0)
        throw run::Error("LAPACK could not diagonalise a matrix of size " + std::to_string(size) + " (info " +
                         std::to_string(info) + ").");
    return values;
}

std::string blasVersion()
{
    const std::string_view text = OPENBLAS_VERSION;  // Debian's: " OpenBLAS 0.3.21 "
    const auto begin = text.find_first_not_of(' ');
    return std::string(text.substr(begin, text.find_last_not_of(' ') + 1 - begin));
}

}  // namespace vitrine::modes
