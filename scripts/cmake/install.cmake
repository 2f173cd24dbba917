# cmake --install BUILD [--prefix FOLDER]: the three programs and what is written about them. A manual
# page is docs/man/PROGRAM.1, a completion for bash docs/completions/PROGRAM: each is installed in its
# place once it is there.
include(GNUInstallDirs)
install(TARGETS tally-protocol tally-encoder tally-linker)
install(FILES LICENSE README.md SECURITY.md CHANGELOG.md TYPE DOC)
install(DIRECTORY docs TYPE DOC PATTERN man EXCLUDE PATTERN completions EXCLUDE)
file(GLOB manuals CONFIGURE_DEPENDS docs/man/*.1)
install(FILES ${manuals} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
file(GLOB completions CONFIGURE_DEPENDS docs/completions/*)
install(FILES ${completions} DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
