# cmake --install BUILD [--prefix FOLDER] installs the three programs and their documents. It also
# installs manual pages (docs/man/PROGRAM.1) and completions for bash (docs/completions/PROGRAM) that
# exist.
include(GNUInstallDirs)
install(TARGETS tally-protocol tally-encoder tally-linker)
install(FILES LICENSE README.md SECURITY.md CHANGELOG.md TYPE DOC)
install(DIRECTORY docs TYPE DOC PATTERN man EXCLUDE PATTERN completions EXCLUDE)
file(GLOB manuals CONFIGURE_DEPENDS docs/man/*.1)
install(FILES ${manuals} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
file(GLOB completions CONFIGURE_DEPENDS docs/completions/*)
install(FILES ${completions} DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
