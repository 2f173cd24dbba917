# tally_embed_profiles(FOLDER FILE.cc) writes a source file that contains the text of the folder's profiles,
# and writes it again when one of them changes.
function(tally_embed_profiles folder output)
  file(GLOB profiles CONFIGURE_DEPENDS ${folder}/*.profile)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${profiles})
  set(entries "")
  foreach(path IN LISTS profiles)
    cmake_path(GET path STEM name)
    file(READ "${path}" text)
    string(APPEND entries "    {\"${name}\", R\"profile(${text})profile\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT "${output}" @ONLY CONTENT "// Written by scripts/cmake/embed_profiles.cmake from encoder/profiles/*.profile.
#include \"encoder/profiles/profile.h\"

namespace tally::encoder {

std::span<const ShippedProfile> shipped_profiles() {
  static constexpr ShippedProfile kProfiles[] = {
@entries@  };
  return kProfiles;
}

}  // namespace tally::encoder
")
endfunction()
