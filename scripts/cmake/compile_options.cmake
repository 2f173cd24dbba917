# One set of compile options for all our targets; third-party headers are SYSTEM.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# assert() is for our own mistakes and stays on in release: no -DNDEBUG.
set(CMAKE_CXX_FLAGS_RELEASE "-O3")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")

add_compile_options(
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
  # No hidden fused multiply-add, so that figures are the same on every processor.
  -ffp-contract=off
  -fstack-protector-strong -D_GLIBCXX_ASSERTIONS
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=
  -ffile-prefix-map=${PROJECT_BINARY_DIR}/views/=)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms on "text" + std::string at -O3 (GCC PR 105651).
  add_compile_options(-Wno-restrict)
endif()
include(CheckLinkerFlag)
check_linker_flag(CXX -Wl,-z,relro,-z,now TALLY_LINKER_KNOWS_RELRO)
if(TALLY_LINKER_KNOWS_RELRO)
  add_link_options(-Wl,-z,relro,-z,now)
endif()
add_compile_definitions(TALLY_VERSION="${PROJECT_VERSION}")

if(TALLY_SANITIZE)
  add_compile_options(-fsanitize=${TALLY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TALLY_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # GCC 12 reports false positives here after sanitizers have rewritten the code.
    add_compile_options(-Wno-maybe-uninitialized)
  endif()
endif()
if(TALLY_FUZZ)
  # Coverage for libFuzzer in all code; only the fuzz targets link its main.
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()
