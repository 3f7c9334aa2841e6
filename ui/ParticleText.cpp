#include "ui/ParticleText.h"

#include "core/potential/PotentialEnergy.h"
#include "ui/look/Numbers.h"

#include <QCoreApplication>

#include <algorithm>

namespace vitrine::ui {

namespace {

constexpr int digits = 3;

QString tr(const char* text)
{
    return QCoreApplication::translate("ParticleText", text);
}

/// "0.0123, number 3 of 4 000 by size".
QString withRank(const Eigen::Map<const Eigen::Matrix3Xd>& field, Eigen::Index particle, const QString& unit)
{
    const Eigen::RowVectorXd lengths = field.colwise().norm();
    const auto larger = (lengths.array() > lengths[particle]).count();
    return tr("%1, number %2 of %3 by size")
        .arg(look::unbroken(look::number(lengths[particle], digits) + unit), look::grouped(larger + 1),
             look::grouped(lengths.size()));
}

}  // namespace

QStringList particleInWords(const ParticleSubject& subject)
{
    const quench::InherentStructure& structure = *subject.structure;
    const Eigen::Index particle = subject.particle;
    const Eigen::Vector3d place = structure.packing.box.wrapped(structure.packing.positions.col(particle));
    const bool isRattler = std::ranges::binary_search(structure.rattlers, particle);
    QStringList lines{tr("particle %1%2 at (%3, %4, %5) \u03c3")
                          .arg(look::grouped(particle + 1), isRattler ? tr(", a rattler,") : QString(),
                               look::number(place.x(), digits), look::number(place.y(), digits),
                               look::number(place.z(), digits))};
    const potential::Surroundings around =
        potential::surroundingsOf(structure.packing, structure.potential(), particle);
    lines << tr("contacts: %1, energy %2")
                 .arg(look::grouped(around.contactCount),
                      look::unbroken(look::number(around.energy, digits) + QStringLiteral(" \u03b5")));
    if (subject.mode)
        lines << tr("|e\u1d62| = %1").arg(withRank(*subject.mode, particle, QString()));
    if (subject.displacements) {
        lines << tr("|\u0394r\u1d62| = %1")
                     .arg(withRank(*subject.displacements, particle, QStringLiteral(" \u03c3")));
        Eigen::Index core = 0;
        subject.displacements->colwise().norm().maxCoeff(&core);
        const double distance =
            structure.packing.box
                .minimumImage(structure.packing.positions.col(particle) - structure.packing.positions.col(core))
                .norm();
        lines << (core == particle
                      ? tr("it moved most")
                      : tr("%1 from the particle that moved most, %2")
                            .arg(look::unbroken(look::number(distance, digits) + QStringLiteral(" \u03c3")),
                                 look::grouped(core + 1)));
    }
    return lines;
}

}  // namespace vitrine::ui
