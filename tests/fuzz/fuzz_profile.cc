// An accepted profile can be explained, and prints as the same profile.
#include "encoder/profiles/explain.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tally;
  using namespace tally::encoder;
  const Result<Profile> profile = parse_profile(as_text(data, size), "p");
  if (!profile) {
    require(profile.error().code == Errc::malformed);
    return 0;
  }
  require(!explain(profile.value()).empty());
  const Result<Profile> again = parse_profile(profile.value().text, "p");
  require(again && again.value().digest == profile.value().digest);
  return 0;
}
