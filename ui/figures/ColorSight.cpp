#include "ui/figures/ColorSight.h"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::figures {

namespace {

Eigen::Matrix3f matrixOf(ColorSight sight)
{
    Eigen::Matrix3f matrix = Eigen::Matrix3f::Identity();
    switch (sight) {
        case ColorSight::full:
            break;
        case ColorSight::deuteranopia:
            matrix << 0.367322F, 0.860646F, -0.227968F, 0.280085F, 0.672501F, 0.047413F, -0.011820F, 0.042940F,
                0.968881F;
            break;
        case ColorSight::protanopia:
            matrix << 0.152286F, 1.052583F, -0.204868F, 0.114503F, 0.786281F, 0.099216F, -0.003882F, -0.048116F,
                1.051998F;
            break;
        case ColorSight::tritanopia:
            matrix << 1.255528F, -0.076749F, -0.178779F, -0.078411F, 0.930809F, 0.147602F, 0.004733F, 0.691367F,
                0.303900F;
            break;
        case ColorSight::grey:
            matrix.rowwise() = Eigen::RowVector3f(0.2126F, 0.7152F, 0.0722F);
            break;
    }
    return matrix;
}

/// sRGB's value from 0 to 255 in linear light.
const std::array<float, 256>& linearTable()
{
    static const auto table = [] {
        std::array<float, 256> made{};
        for (std::size_t i = 0; i < made.size(); ++i) {
            const float value = static_cast<float>(i) / 255;
            made[i] = value <= 0.04045F ? value / 12.92F : std::pow((value + 0.055F) / 1.055F, 2.4F);
        }
        return made;
    }();
    return table;
}

int encoded(float linear)
{
    linear = std::clamp(linear, 0.0F, 1.0F);
    const float value = linear <= 0.0031308F ? 12.92F * linear : 1.055F * std::pow(linear, 1 / 2.4F) - 0.055F;
    return static_cast<int>(std::lround(255 * value));
}

}  // namespace

QImage asSeenBy(const QImage& image, ColorSight sight)
{
    if (sight == ColorSight::full)
        return image;
    const Eigen::Matrix3f matrix = matrixOf(sight);
    const auto& linear = linearTable();
    QImage seen = image.convertToFormat(QImage::Format_RGB32);
    QRgb before = 0;
    QRgb after = 0;
    for (int y = 0; y < seen.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(seen.scanLine(y));
        for (int x = 0; x < seen.width(); ++x) {
            if (x == 0 || row[x] != before) {  // most pixels are as their neighbour
                before = row[x];
                const auto channel = [&linear](int value) { return linear[static_cast<std::size_t>(value)]; };
                const Eigen::Vector3f light =
                    matrix *
                    Eigen::Vector3f(channel(qRed(before)), channel(qGreen(before)), channel(qBlue(before)));
                after = qRgb(encoded(light[0]), encoded(light[1]), encoded(light[2]));
            }
            row[x] = after;
        }
    }
    return seen;
}

}  // namespace vitrine::figures
