#pragma once

#include <QString>

#include <vector>

namespace vitrine::app {

/// Renders the pictures of a study into a folder: packing, lowest mode, easiest rearrangement, scatter, sweep and
/// decay profile, as far as the study has them. Needs a display (Xvfb will do) for the first three.
/// @return the files written
/// @throws run::UnreadableFile, run::UnwritableFile, run::Error if there is no OpenGL
std::vector<QString> renderStudy(const QString& study, const QString& folder);

}  // namespace vitrine::app
