# Writes a source file that contains the text of profiles:
#   cmake -DOUTPUT=FILE.cc "-DPROFILES=a.profile;b.profile" -P embed_profiles.cmake
set(entries "")
foreach(path IN LISTS PROFILES)
  cmake_path(GET path STEM name)
  file(READ "${path}" text)
  string(APPEND entries "    {\"${name}\", R\"profile(${text})profile\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Written by scripts/cmake/embed_profiles.cmake from encoder/profiles/*.profile.
#include \"encoder/profiles/profile.h\"

namespace tally::encoder {

std::span<const ShippedProfile> shipped_profiles() {
  static constexpr ShippedProfile kProfiles[] = {
${entries}  };
  return kProfiles;
}

}  // namespace tally::encoder
")
