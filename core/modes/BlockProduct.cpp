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

void multiplyRows(const Hessian& hessian, Eigen::Index begin, Eigen::Index end, const double* HWY_RESTRICT x,
                  double* HWY_RESTRICT y, double scale, double shift, double keep)
{
    const hn::CappedTag<double, blockWidth> lanes;
    using Vector = decltype(hn::Zero(lanes));
    constexpr auto laneCount = static_cast<Eigen::Index>(hn::MaxLanes(hn::CappedTag<double, blockWidth>()));
    const std::int32_t* const columns = hessian.columns().data();
    const double* const blocks = hessian.blocks().data();
    for (Eigen::Index row = begin; row < end; ++row) {
        const std::int64_t first = hessian.rowStart()[static_cast<std::size_t>(row)];
        const std::int64_t last = hessian.rowStart()[static_cast<std::size_t>(row) + 1];
        for (Eigen::Index lane = 0; lane < blockWidth; lane += laneCount) {
            Vector sum[3][3];  // nine chains of additions, for their latency
            for (auto& axis : sum)
                for (Vector& part : axis)
                    part = hn::Zero(lanes);
            for (std::int64_t place = first; place < last; ++place) {
                const double* const block = blocks + Hessian::numbersPerBlock * static_cast<std::size_t>(place);
                const double* const from = x + 3 * blockWidth * static_cast<Eigen::Index>(columns[place]) + lane;
                const auto xx = hn::Set(lanes, block[0]);
                const auto xy = hn::Set(lanes, block[1]);
                const auto xz = hn::Set(lanes, block[2]);
                const auto yy = hn::Set(lanes, block[3]);
                const auto yz = hn::Set(lanes, block[4]);
                const auto zz = hn::Set(lanes, block[5]);
                const auto alongX = hn::LoadU(lanes, from);
                const auto alongY = hn::LoadU(lanes, from + blockWidth);
                const auto alongZ = hn::LoadU(lanes, from + 2 * blockWidth);
                sum[0][0] = hn::MulAdd(xx, alongX, sum[0][0]);
                sum[1][0] = hn::MulAdd(xy, alongX, sum[1][0]);
                sum[2][0] = hn::MulAdd(xz, alongX, sum[2][0]);
                sum[0][1] = hn::MulAdd(xy, alongY, sum[0][1]);
                sum[1][1] = hn::MulAdd(yy, alongY, sum[1][1]);
                sum[2][1] = hn::MulAdd(yz, alongY, sum[2][1]);
                sum[0][2] = hn::MulAdd(xz, alongZ, sum[0][2]);
                sum[1][2] = hn::MulAdd(yz, alongZ, sum[1][2]);
                sum[2][2] = hn::MulAdd(zz, alongZ, sum[2][2]);
            }
            for (int axis = 0; axis < 3; ++axis) {
                const Eigen::Index place = (3 * row + axis) * blockWidth + lane;
                const auto product = hn::Add(hn::Add(sum[axis][0], sum[axis][1]), sum[axis][2]);
                auto result = hn::MulAdd(hn::Set(lanes, shift), hn::LoadU(lanes, x + place),
                                         hn::Mul(hn::Set(lanes, scale), product));
                if (keep != 0)
                    result = hn::MulAdd(hn::Set(lanes, keep), hn::LoadU(lanes, y + place), result);
                hn::StoreU(result, lanes, y + place);
            }
        }
    }
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
