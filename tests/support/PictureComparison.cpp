#include "tests/support/PictureComparison.h"

#include <QDir>
#include <vtkImageData.h>
#include <vtkImageDifference.h>
#include <vtkNew.h>
#include <vtkSmartPointer.h>

#include <cstring>

namespace vitrine::test {

namespace {

vtkSmartPointer<vtkImageData> toVtk(const QImage& picture)
{
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB888).mirrored();
    auto image = vtkSmartPointer<vtkImageData>::New();
    image->SetDimensions(rgb.width(), rgb.height(), 1);
    image->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
    for (int row = 0; row < rgb.height(); ++row)
        std::memcpy(image->GetScalarPointer(0, row, 0), rgb.constScanLine(row),
                    3 * static_cast<std::size_t>(rgb.width()));
    return image;
}

QString leaveCandidate(const QImage& picture, const QString& name)
{
    const QDir folder(QDir::current().filePath(QStringLiteral("candidates")));
    folder.mkpath(QStringLiteral("."));
    const QString path = folder.filePath(name + QStringLiteral(".png"));
    picture.save(path);
    return QStringLiteral(" The picture is in ") + path + QStringLiteral(".");
}

}  // namespace

QString differenceFromBaseline(const QImage& picture, const QString& name, double tolerance)
{
    const QString path = QStringLiteral(VITRINE_TEST_BASELINES "/%1.png").arg(name);
    const QImage baseline(path);
    if (baseline.isNull())
        return QStringLiteral("There is no baseline %1.").arg(path) + leaveCandidate(picture, name);
    if (baseline.size() != picture.size())
        return QStringLiteral("%1 is %2 x %3 pixels, the baseline %4 x %5.")
                   .arg(name)
                   .arg(picture.width())
                   .arg(picture.height())
                   .arg(baseline.width())
                   .arg(baseline.height()) +
               leaveCandidate(picture, name);
    vtkNew<vtkImageDifference> difference;
    difference->SetInputData(toVtk(picture));
    difference->SetImageData(toVtk(baseline));
    difference->SetThreshold(26);  // of 255
    difference->AllowShiftOn();
    difference->Update();
    const double measure = difference->GetThresholdedError();
    if (measure <= tolerance)
        return {};
    return QStringLiteral("%1 differs from its baseline by %2 pixels, %3 are allowed.")
               .arg(name)
               .arg(measure, 0, 'f', 1)
               .arg(tolerance, 0, 'f', 1) +
           leaveCandidate(picture, name);
}

}  // namespace vitrine::test
