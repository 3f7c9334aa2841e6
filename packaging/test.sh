#!/bin/sh
# Installs what is missing, builds, and runs the whole test suite on a virtual screen.
#
#   sh packaging/test.sh [CTEST ARGUMENT...]      for example: sh packaging/test.sh -L unit
#
# VITRINE_PRESET chooses the CMake preset (release, dev, asan, tsan); release by default.
# The exit code is ctest's.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh

preset=${VITRINE_PRESET:-release}
installPackages
build "$preset"
onVirtualScreen ctest --preset "$preset" "$@"
