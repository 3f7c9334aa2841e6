#include "ui/charts/ScatterPreset.h"

namespace vitrine::charts {

const std::vector<ScatterPreset>& scatterPresets()
{
    using Column = RecordColumn;
    static const std::vector<ScatterPreset> presets{
        {QStringLiteral("Fig. 3: A_c against ω"), Column::omega, Column::criticalAmplitude, {QStringLiteral("3")}},
        {QStringLiteral("Fig. 4a: A_c against O"),
         Column::phononOrder,
         Column::criticalAmplitude,
         {QStringLiteral("4a")}},
        {QStringLiteral("Fig. 4b: A_c against P"),
         Column::participationRatio,
         Column::criticalAmplitude,
         {QStringLiteral("4b")}},
        {QStringLiteral("Fig. 5: barrier against ω"), Column::omega, Column::barrier, {QStringLiteral("5")}},
        {QStringLiteral("Fig. 6, 13a: |Δr| against ω"),
         Column::omega,
         Column::distance,
         {QStringLiteral("6"), QStringLiteral("13a")}},
        {QStringLiteral("Fig. 7a: |Δr| against O"), Column::phononOrder, Column::distance, {QStringLiteral("7a")}},
        {QStringLiteral("Fig. 7b: |Δr| against P"),
         Column::participationRatio,
         Column::distance,
         {QStringLiteral("7b")}},
        {QStringLiteral("Fig. 8: |ΔΦ| against |Δr|"),
         Column::distance,
         Column::energyDifference,
         {QStringLiteral("8")}},
        {QStringLiteral("Fig. 10: N_rearr against ω"),
         Column::omega,
         Column::rearrangedCount,
         {QStringLiteral("10")}},
        {QStringLiteral("Fig. 11: N_rearr against |Δr|²"),
         Column::squaredDistance,
         Column::rearrangedCount,
         {QStringLiteral("11")}},
        {QStringLiteral("Fig. 12a: I against O"), Column::phononOrder, Column::overlap, {QStringLiteral("12a")}},
        {QStringLiteral("Fig. 12b: I against P"),
         Column::participationRatio,
         Column::overlap,
         {QStringLiteral("12b")}},
        {QStringLiteral("Fig. 13b: |ΔΦ| against ω"),
         Column::omega,
         Column::energyDifference,
         {QStringLiteral("13b")}},
        {QStringLiteral("Fig. 14: A_c of (A3) against ω"),
         Column::omega,
         Column::thirdOrderAmplitude,
         {QStringLiteral("14")}},
        {QStringLiteral("Fig. 15a: A_c of (A3) against O"),
         Column::phononOrder,
         Column::thirdOrderAmplitude,
         {QStringLiteral("15a")}},
        {QStringLiteral("Fig. 15b: A_c of (A3) against P"),
         Column::participationRatio,
         Column::thirdOrderAmplitude,
         {QStringLiteral("15b")}},
        {QStringLiteral("A_c of (A3) against A_c"), Column::criticalAmplitude, Column::thirdOrderAmplitude, {}},
    };
    return presets;
}

}  // namespace vitrine::charts
