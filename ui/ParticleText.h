#pragma once

#include "core/quench/InherentStructure.h"

#include <QStringList>

#include <Eigen/Core>

#include <optional>

namespace vitrine::ui {

/// What is known about a particle besides the packing; what is not known is absent.
struct ParticleSubject {
    const quench::InherentStructure* structure = nullptr;
    Eigen::Index particle = 0;                                        ///< from 0
    std::optional<Eigen::Map<const Eigen::Matrix3Xd>> mode;           ///< e_k, 3xN
    std::optional<Eigen::Map<const Eigen::Matrix3Xd>> displacements;  ///< Delta r_i, 3xN, sigma
};

/// Everything known about a particle, a line for each thing: place, contacts,
/// energy, |e_i| and |Delta r_i| with their ranks,
/// distance from the particle that moved most. Particles are counted from 1 there.
QStringList particleInWords(const ParticleSubject& subject);

}  // namespace vitrine::ui
