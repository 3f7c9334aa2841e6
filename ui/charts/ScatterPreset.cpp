#include "ui/charts/ScatterPreset.h"

namespace vitrine::charts {

const std::vector<ScatterPreset>& scatterPresets()
{
    using Column = RecordColumn;
    static const std::vector<ScatterPreset> presets{
        {QStringLiteral("Fig. 3: A_c against ω"), Column::omega, Column::criticalAmplitude},
        {QStringLiteral("Fig. 4a: A_c against O"), Column::phononOrder, Column::criticalAmplitude},
        {QStringLiteral("Fig. 4b: A_c against P"), Column::participationRatio, Column::criticalAmplitude},
        {QStringLiteral("Fig. 5: barrier against ω"), Column::omega, Column::barrier},
        {QStringLiteral("Fig. 6, 13a: |Δr| against ω"), Column::omega, Column::distance},
        {QStringLiteral("Fig. 7a: |Δr| against O"), Column::phononOrder, Column::distance},
        {QStringLiteral("Fig. 7b: |Δr| against P"), Column::participationRatio, Column::distance},
        {QStringLiteral("Fig. 8: |ΔΦ| against |Δr|"), Column::distance, Column::energyDifference},
        {QStringLiteral("Fig. 10: N_rearr against ω"), Column::omega, Column::rearrangedCount},
        {QStringLiteral("Fig. 11: N_rearr against |Δr|²"), Column::squaredDistance, Column::rearrangedCount},
        {QStringLiteral("Fig. 12a: I against O"), Column::phononOrder, Column::overlap},
        {QStringLiteral("Fig. 12b: I against P"), Column::participationRatio, Column::overlap},
        {QStringLiteral("Fig. 13b: |ΔΦ| against ω"), Column::omega, Column::energyDifference},
        {QStringLiteral("Fig. 14: A_c of (A3) against ω"), Column::omega, Column::thirdOrderAmplitude},
        {QStringLiteral("Fig. 15a: A_c of (A3) against O"), Column::phononOrder, Column::thirdOrderAmplitude},
        {QStringLiteral("Fig. 15b: A_c of (A3) against P"), Column::participationRatio,
         Column::thirdOrderAmplitude},
        {QStringLiteral("A_c of (A3) against A_c"), Column::criticalAmplitude, Column::thirdOrderAmplitude},
    };
    return presets;
}

}  // namespace vitrine::charts
