#include "ui/look/Numbers.h"

#include <algorithm>
#include <cmath>

namespace vitrine::look {

namespace {

const QChar minusSign(0x2212);
const QChar thinSpace(0x2009);
const QChar noBreakSpace(0x00a0);
const QChar narrowNoBreakSpace(0x202f);
const QChar wordJoiner(0x2060);

QString withTrueMinus(QString text)
{
    return text.replace(QLatin1Char('-'), minusSign);
}

QString timesPowerOfTen(const QString& mantissa, int exponent)
{
    return mantissa + QStringLiteral(" × ") + powerOfTen(exponent);
}

/// Exponent of the value once it is rounded to so many digits: 9.999 to two digits is 10, exponent 1.
int roundedExponent(double value, int digits)
{
    const QString text = QString::number(std::abs(value), 'e', digits - 1);
    return text.mid(text.indexOf(QLatin1Char('e')) + 1).toInt();
}

}  // namespace

QString superscript(int number)
{
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text;
    for (const QChar c : QString::number(number))
        text += c == QLatin1Char('-') ? QChar(0x207b) : digits.at(c.digitValue());
    return text;
}

QString powerOfTen(int exponent)
{
    return QStringLiteral("10") + superscript(exponent);
}

QString grouped(std::int64_t number)
{
    QString text = QString::number(number);
    const qsizetype first = number < 0 ? 1 : 0;
    for (qsizetype place = text.size() - 3; place > first; place -= 3)
        text.insert(place, thinSpace);
    return withTrueMinus(text);
}

QString number(double value, int digits)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : minusSign + QStringLiteral("∞");
    if (value == 0)
        return QStringLiteral("0");
    const int exponent = roundedExponent(value, digits);
    if (exponent >= -2 && exponent <= 4)
        return withTrueMinus(QString::number(value, 'f', std::max(0, digits - 1 - exponent)));
    return timesPowerOfTen(withTrueMinus(QString::number(value / std::pow(10.0, exponent), 'f', digits - 1)),
                           exponent);
}

QString withError(double value, double error)
{
    if (!(error > 0) || !std::isfinite(error) || !std::isfinite(value))
        return number(value);
    const int exponent = value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::abs(value))));
    const int shownExponent = exponent >= -2 && exponent <= 4 ? 0 : exponent;
    const double scale = std::pow(10.0, -shownExponent);
    const int errorExponent = roundedExponent(error * scale, 1);
    const bool startsWithOne = error * scale / std::pow(10.0, errorExponent) < 1.95;
    const int decimals = std::max(0, -errorExponent + (startsWithOne ? 1 : 0));
    const auto bracket = std::llround(error * scale * std::pow(10.0, decimals));
    const QString mantissa =
        withTrueMinus(QString::number(value * scale, 'f', decimals)) + QStringLiteral("(%1)").arg(bracket);
    return shownExponent == 0 ? mantissa : timesPowerOfTen(mantissa, shownExponent);
}

QString plusMinus(double value, double error)
{
    if (!(error > 0) || !std::isfinite(error) || !std::isfinite(value))
        return number(value);
    const int decimals = std::max(0, -roundedExponent(error, 1));
    return withTrueMinus(QString::number(value, 'f', decimals)) + QStringLiteral(" ± ") +
           QString::number(error, 'f', decimals);
}

QString unbroken(const QString& quantity)
{
    QString text;
    for (const QChar c : quantity) {
        if (c == QLatin1Char(' '))
            text += noBreakSpace;
        else if (c == thinSpace)
            text += narrowNoBreakSpace;
        else
            text += c;
        // Behind these a line may end although no space follows: "m/s", "|r|".
        if (c == QLatin1Char('/') || c == QLatin1Char('|') || c == QLatin1Char('-'))
            text += wordJoiner;
    }
    return text;
}

QString withPlainSpaces(QString text)
{
    text.replace(noBreakSpace, QLatin1Char(' '));
    text.replace(narrowNoBreakSpace, thinSpace);
    text.remove(wordJoiner);
    return text;
}

}  // namespace vitrine::look
