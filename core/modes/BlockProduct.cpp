// clang-format off: Highway compiles this file once for each set of vector instructions, in this order.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/modes/BlockProduct.cpp"
// Scalable vectors cannot be kept in arrays.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
// clang-format on

#include "core/modes/BlockProduct.h"

HWY_BEFORE_NAMESPACE();
namespace vitrine::modes::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// One row of blocks times `vectors` vector registers' worth of columns from `column` on.
template <int vectors>
void multiplyRow(const Hessian& hessian, Eigen::Index row, Eigen::Index column, const double* HWY_RESTRICT x,
                 double* HWY_RESTRICT y, double scale, double shift, double keep)
{
    const hn::CappedTag<double, 8> lanes;
    using Vector = decltype(hn::Zero(lanes));
    constexpr auto laneCount = static_cast<Eigen::Index>(hn::MaxLanes(hn::CappedTag<double, 8>()));
    Vector sum[3][vectors];
    for (auto& axis : sum)
        for (Vector& part : axis)
            part = hn::Zero(lanes);
    const std::int32_t* const columns = hessian.columns().data();
    const double* const blocks = hessian.blocks().data();
    const std::int64_t end = hessian.rowStart()[static_cast<std::size_t>(row) + 1];
    for (std::int64_t place = hessian.rowStart()[static_cast<std::size_t>(row)]; place < end; ++place) {
        const double* const block = blocks + 9 * place;
        const double* const from = x + 3 * blockWidth * static_cast<Eigen::Index>(columns[place]) + column;
        for (int other = 0; other < 3; ++other) {
            const auto b0 = hn::Set(lanes, block[other]);
            const auto b1 = hn::Set(lanes, block[3 + other]);
            const auto b2 = hn::Set(lanes, block[6 + other]);
            for (int part = 0; part < vectors; ++part) {
                const auto value = hn::LoadU(lanes, from + other * blockWidth + part * laneCount);
                sum[0][part] = hn::MulAdd(b0, value, sum[0][part]);
                sum[1][part] = hn::MulAdd(b1, value, sum[1][part]);
                sum[2][part] = hn::MulAdd(b2, value, sum[2][part]);
            }
        }
    }
    for (int axis = 0; axis < 3; ++axis)
        for (int part = 0; part < vectors; ++part) {
            const Eigen::Index place = (3 * row + axis) * blockWidth + column + part * laneCount;
            auto result = hn::Mul(hn::Set(lanes, scale), sum[axis][part]);
            result = hn::MulAdd(hn::Set(lanes, shift), hn::LoadU(lanes, x + place), result);
            if (keep != 0)
                result = hn::MulAdd(hn::Set(lanes, keep), hn::LoadU(lanes, y + place), result);
            hn::StoreU(result, lanes, y + place);
        }
}

void multiplyRows(const Hessian& hessian, Eigen::Index begin, Eigen::Index end, const double* x, double* y,
                  double scale, double shift, double keep)
{
    constexpr auto laneCount = static_cast<Eigen::Index>(hn::MaxLanes(hn::CappedTag<double, 8>()));
    // Twelve sums at most fit into sixteen registers.
    constexpr int vectors = static_cast<int>(std::min<Eigen::Index>(4, blockWidth / laneCount));
    for (Eigen::Index row = begin; row < end; ++row)
        for (Eigen::Index column = 0; column < blockWidth; column += vectors * laneCount)
            multiplyRow<vectors>(hessian, row, column, x, y, scale, shift, keep);
}

const char* instructions()
{
    return hwy::TargetName(HWY_TARGET);
}

}  // namespace vitrine::modes::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vitrine::modes {

HWY_EXPORT(multiplyRows);
HWY_EXPORT(instructions);

void multiplyBlock(const Hessian& hessian, const double* x, double* y, double scale, double shift, double keep,
                   run::ThreadTeam& team)
{
    constexpr Eigen::Index rowsPerTask = 128;
    const Eigen::Index rows = hessian.blockRows();
    const auto multiply = HWY_DYNAMIC_DISPATCH(multiplyRows);
    team.forBlocks((rows + rowsPerTask - 1) / rowsPerTask, [&](std::ptrdiff_t task) {
        multiply(hessian, task * rowsPerTask, std::min(rows, (task + 1) * rowsPerTask), x, y, scale, shift, keep);
    });
}

const char* blockInstructions()
{
    return HWY_DYNAMIC_DISPATCH(instructions)();
}

}  // namespace vitrine::modes
#endif
