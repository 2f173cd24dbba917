// An accepted agreement prints the bytes that were read, and its terms make the same agreement
// again.
#include "protocol/agreement/agreement.h"
#include "protocol/describe/describe.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tally;
  const std::string_view text = as_text(data, size);
  const Result<Agreement> parsed = Agreement::parse(text);
  if (!parsed) return 0;
  require(parsed.value().text() == text);
  const Result<Agreement> made = Agreement::make(parsed.value().terms());
  require(made && made.value().fingerprint() == parsed.value().fingerprint());
  require(!describe(parsed.value()).empty());
  return 0;
}
