#pragma once

#include <QString>

namespace vitrine::look {

/// A_c as it is written everywhere, without its unit: four digits, as the bracket of 1e-3 allows; "≈ 0.023" where
/// another minimiser would find another one.
/// @param amplitude A_c, sigma
QString criticalAmplitude(double amplitude);

/// The same with its symbol and unit: "A_c = 2.314 × 10⁻³ σ", "A_c ≈ 0.023 σ".
QString criticalAmplitudeWords(double amplitude);

/// "0.01231–0.01234", "(2.312–2.314) × 10⁻³": both ends with the digits that tell them apart.
/// @param low, high > 0, finite
QString interval(double low, double high);

}  // namespace vitrine::look
