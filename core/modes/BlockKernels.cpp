// clang-format off: Highway compiles this file once for each set of vector instructions, in this order.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/modes/BlockKernels.cpp"
// Scalable vectors cannot be kept in arrays.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
// clang-format on

#include "core/modes/BlockKernels.h"

HWY_BEFORE_NAMESPACE();
namespace vitrine::modes::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<double, blockWidth>;
using Vector = decltype(hn::Zero(Lanes()));
constexpr auto laneCount = static_cast<Eigen::Index>(hn::MaxLanes(Lanes()));
constexpr Eigen::Index parts = blockWidth / laneCount;

void innerProducts(const double* HWY_RESTRICT a, const double* HWY_RESTRICT b, Eigen::Index rows,
                   double* HWY_RESTRICT sums)
{
    const Lanes lanes;
    // Eight sums at a time: as many as hide the latency of an addition, and as fit into any machine's registers.
    constexpr Eigen::Index together = blockWidth / parts;
    for (Eigen::Index first = 0; first < blockWidth; first += together) {
        Vector sum[together][parts];
        for (Eigen::Index i = 0; i < together; ++i)
            for (Eigen::Index part = 0; part < parts; ++part)
                sum[i][part] = hn::LoadU(lanes, sums + (first + i) * blockWidth + part * laneCount);
        for (Eigen::Index row = 0; row < rows; ++row)
            for (Eigen::Index part = 0; part < parts; ++part) {
                const auto value = hn::LoadU(lanes, b + row * blockWidth + part * laneCount);
                for (Eigen::Index i = 0; i < together; ++i)
                    sum[i][part] =
                        hn::MulAdd(hn::Set(lanes, a[row * blockWidth + first + i]), value, sum[i][part]);
            }
        for (Eigen::Index i = 0; i < together; ++i)
            for (Eigen::Index part = 0; part < parts; ++part)
                hn::StoreU(sum[i][part], lanes, sums + (first + i) * blockWidth + part * laneCount);
    }
}

void combination(const double* HWY_RESTRICT a, const double* HWY_RESTRICT coefficients, Eigen::Index rows,
                 double* HWY_RESTRICT b)
{
    const Lanes lanes;
    for (Eigen::Index part = 0; part < parts; ++part) {
        Vector factor[blockWidth];
        for (Eigen::Index i = 0; i < blockWidth; ++i)
            factor[i] = hn::LoadU(lanes, coefficients + i * blockWidth + part * laneCount);
        for (Eigen::Index row = 0; row < rows; ++row) {
            double* const to = b + row * blockWidth + part * laneCount;
            // Two chains of additions, for their latency.
            auto even = hn::LoadU(lanes, to);
            auto odd = hn::Zero(lanes);
            for (Eigen::Index i = 0; i < blockWidth; i += 2) {
                even = hn::MulAdd(hn::Set(lanes, a[row * blockWidth + i]), factor[i], even);
                odd = hn::MulAdd(hn::Set(lanes, a[row * blockWidth + i + 1]), factor[i + 1], odd);
            }
            hn::StoreU(hn::Add(even, odd), lanes, to);
        }
    }
}

}  // namespace vitrine::modes::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vitrine::modes {

HWY_EXPORT(innerProducts);
HWY_EXPORT(combination);

void addInnerProducts(const double* a, const double* b, Eigen::Index rows, double* sums)
{
    HWY_DYNAMIC_DISPATCH(innerProducts)(a, b, rows, sums);
}

void addCombination(const double* a, const double* coefficients, Eigen::Index rows, double* b)
{
    HWY_DYNAMIC_DISPATCH(combination)(a, coefficients, rows, b);
}

}  // namespace vitrine::modes
#endif
