# What is installed where, and the Debian package made of it: cpack --config build/release/CPackConfig.cmake
# (that needs the packages dpkg-dev and file besides those of packages.txt).
include(GNUInstallDirs)

install(TARGETS vitrine-batch RUNTIME)
install(FILES README.md CHANGELOG.md packaging/THIRD-PARTY.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(DIRECTORY resources/manual DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY resources/studies DESTINATION ${CMAKE_INSTALL_DATADIR}/vitrine)
if(TARGET vitrine)
    install(TARGETS vitrine RUNTIME)
    install(FILES packaging/vitrine.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES packaging/vitrine.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES resources/icons/vitrine.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()

set(CPACK_PACKAGE_NAME vitrine)
set(CPACK_PACKAGE_VENDOR "Vitrine")
set(CPACK_PACKAGE_CONTACT "The Vitrine developers <vitrine@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
    "Makes model glasses, finds their lowest vibrational modes, pushes the glass along each of them until particles
rearrange, and shows all of it. vitrine-batch does the same without a window.")
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
if(TARGET vitrine)
    # Qt loads the reader of SVG icons by itself, and the charts' font is found by name.
    set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6, fonts-dejavu-core")
endif()
include(CPack)
