#pragma once

#include <QString>

#include <cstdint>

namespace vitrine::look {

/// Numbers as people read them, the same everywhere in the window: powers of ten as superscripts, a true minus
/// sign, thin spaces between groups of three digits.

/// "10⁻³". @param exponent any
QString powerOfTen(int exponent);

/// "−12": the digits as superscripts, "⁻¹²".
QString superscript(int number);

/// "16 000" with thin spaces.
QString grouped(std::int64_t number);

/// "0.0213", "2.31 × 10⁻³": plain between 0.01 and 99 999, else with a power of ten.
/// @param digits significant ones, from 1 to 15
/// @return "–" for NaN, "∞" for infinity
QString number(double value, int digits = 4);

/// "2.314(2) × 10⁻³": the digits that the error leaves, its first digit (two if that is 1) in brackets.
/// An error that is 0 or not finite gives number(value).
QString withError(double value, double error);

/// A quantity with its symbol and unit on one line: nothing in it is a place where a line may end.
QString unbroken(const QString& quantity);

/// The same with ordinary spaces, as it is copied and searched for.
QString withPlainSpaces(QString text);

/// "2.9 ± 0.1": the error to one digit, the value to the same place; number(value) where there is no error.
QString plusMinus(double value, double error);

}  // namespace vitrine::look
