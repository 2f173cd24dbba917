# A room is a folder and a library. It finds only the headers of the rooms that it uses: the build has a
# folder for each room, with one link to the room's sources. An include in the wrong direction does not
# compile. A room uses only rooms that come before it in the lists, so a ring is not possible, and the
# rooms can be read in the order of the lists.
#
#   tally_room(FOLDER SOURCES file.cc... [USES FOLDER...] [LIBRARIES library...] [APART])
#   tally_program(NAME FOLDER SOURCES file.cc... USES FOLDER... [LIBRARIES library...])
#   tally_group(NAME FOLDER...)        links all these rooms under one name, for tests and benches
#
# FOLDER is the path from the top, such as protocol/seal; its target is tally_protocol_seal.
# LIBRARIES are the outside libraries that the room's sources include. build/rooms.txt lists them, a
# line for each room; tests/cli/libraries_stay_in_their_rooms.sh compares it with the includes.
# With TALLY_UNITY a room or program compiles as one unit, unless it is APART, because its sources use one
# name for different things, or because a test replaces one of them. With TALLY_STOREYS there is also a
# unit storey_NAME for all that is not apart in a folder of the top level: clang-tidy reads it, because
# most of its time goes into the library's headers.
set(TALLY_VIEWS ${PROJECT_BINARY_DIR}/views)
set(TALLY_ROOMS ${PROJECT_BINARY_DIR}/rooms.txt)
file(WRITE ${TALLY_ROOMS} "")

function(tally_target_of folder result)
  string(REPLACE "/" "_" name ${folder})
  set(${result} tally_${name} PARENT_SCOPE)
endfunction()

# With TALLY_PRECOMPILE, the headers that nearly all targets include are parsed once, for the first
# target that asks. The others use its result.
function(tally_precompile target)
  if(NOT TALLY_PRECOMPILE)
    return()
  endif()
  get_property(first GLOBAL PROPERTY TALLY_PRECOMPILED)
  if(first)
    target_precompile_headers(${target} REUSE_FROM ${first})
  else()
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <charconv> <cstdint> <cstring>
      <functional> <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <utility>
      <variant> <vector>)
    set_property(GLOBAL PROPERTY TALLY_PRECOMPILED ${target})
  endif()
endfunction()

# SCOPE is INTERFACE for a room with only headers, PUBLIC for all others.
function(tally_furnish target folder scope)
  cmake_parse_arguments(PARSE_ARGV 3 ROOM "APART" "" "SOURCES;USES;LIBRARIES")
  list(TRANSFORM ROOM_SOURCES PREPEND ${PROJECT_SOURCE_DIR}/${folder}/ REGEX "^[^/]")
  if(ROOM_SOURCES)
    target_sources(${target} PRIVATE ${ROOM_SOURCES})
  endif()
  set(view ${TALLY_VIEWS}/${target})
  cmake_path(GET folder PARENT_PATH parent)
  file(MAKE_DIRECTORY ${view}/${parent})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${folder} ${view}/${folder} SYMBOLIC)
  target_include_directories(${target} ${scope} ${view})
  foreach(used IN LISTS ROOM_USES)
    tally_target_of(${used} used_target)
    if(NOT TARGET ${used_target})
      message(FATAL_ERROR "${folder} uses ${used}, which does not come before it")
    elseif(folder MATCHES "^linker/" AND used MATCHES "^encoder/")
      message(FATAL_ERROR "${folder} uses ${used}: encoder and linker meet only in a file format")
    endif()
    target_link_libraries(${target} ${scope} ${used_target})
  endforeach()
  if(ROOM_LIBRARIES)
    target_link_libraries(${target} PRIVATE ${ROOM_LIBRARIES})
  endif()
  if(ROOM_SOURCES)
    tally_precompile(${target})
  endif()
  if(TALLY_UNITY AND ROOM_SOURCES AND NOT ROOM_APART)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
    string(REGEX MATCH "^[^/]*" storey ${folder})
    set_property(GLOBAL APPEND PROPERTY TALLY_SOURCES_${storey} ${ROOM_SOURCES})
    set_property(GLOBAL APPEND PROPERTY TALLY_ROOMS_${storey} ${target})
  endif()
  list(JOIN ROOM_LIBRARIES " " libraries)
  file(APPEND ${TALLY_ROOMS} "${folder} ${libraries}\n")
endfunction()

function(tally_room folder)
  cmake_parse_arguments(PARSE_ARGV 1 ROOM "APART" "" "SOURCES;USES;LIBRARIES")
  tally_target_of(${folder} target)
  if(ROOM_SOURCES)
    add_library(${target} STATIC)
    tally_furnish(${target} ${folder} PUBLIC ${ARGN})
  else()
    add_library(${target} INTERFACE)
    tally_furnish(${target} ${folder} INTERFACE ${ARGN})
  endif()
endfunction()

function(tally_program name folder)
  add_executable(${name})
  tally_furnish(${name} ${folder} PUBLIC ${ARGN})
endfunction()

function(tally_storeys)
  foreach(storey IN LISTS ARGN)
    get_property(sources GLOBAL PROPERTY TALLY_SOURCES_${storey})
    get_property(rooms GLOBAL PROPERTY TALLY_ROOMS_${storey})
    add_library(storey_${storey} OBJECT EXCLUDE_FROM_ALL ${sources})
    foreach(room IN LISTS rooms)
      target_include_directories(storey_${storey} PRIVATE $<TARGET_PROPERTY:${room},INCLUDE_DIRECTORIES>)
    endforeach()
    target_compile_options(storey_${storey} PRIVATE -Wno-shadow)  # names of another room
    set_target_properties(storey_${storey} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
  endforeach()
endfunction()

function(tally_group name)
  add_library(${name} INTERFACE)
  foreach(folder IN LISTS ARGN)
    tally_target_of(${folder} target)
    target_link_libraries(${name} INTERFACE ${target})
  endforeach()
endfunction()
