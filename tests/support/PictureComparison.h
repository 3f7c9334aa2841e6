#pragma once

#include <QImage>
#include <QString>

namespace vitrine::test {

/// Compares a picture with tests/images/baselines/NAME.png through vtkImageDifference, which forgives shifts by a
/// pixel.
///
/// The measure is the sum of the differences above a tenth of the full range, in units of one pixel that is all
/// different: anti-aliasing done otherwise gives a few, a sphere that is missing hundreds.
/// @param tolerance largest allowed measure, pixels
/// @return empty if alike; otherwise one sentence. The picture is then left as NAME.png in the folder "candidates"
/// where the test runs; so it is when the baseline is missing, which fails too
QString differenceFromBaseline(const QImage& picture, const QString& name, double tolerance);

}  // namespace vitrine::test
