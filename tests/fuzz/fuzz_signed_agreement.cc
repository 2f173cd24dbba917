// A u32 size, an agreement of that size, and its signatures. If they are accepted, every party and
// nobody else signed, with the certificates that the agreement names.
#include <algorithm>

#include "common/bytes.h"
#include "protocol/crypto/cms.h"
#include "protocol/describe/describe.h"
#include "protocol/identity/signed_agreement.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tally;
  const ByteView input(data, size);
  if (size < 4 || load_u32(input) > size - 4) return 0;
  const ByteView text = input.subspan(4, load_u32(input));
  const ByteView signatures = input.subspan(4 + text.size());
  const Result<Agreement> agreement = Agreement::parse(as_text(text.data(), text.size()));
  if (!agreement) return 0;
  const Time now = *parse_date("2026-12-01");
  const auto checked = SignedAgreement::check(agreement.value(), signatures, now);
  if (!checked) return 0;
  const std::vector<Party>& parties = agreement.value().terms().parties;
  for (const Party& party : parties) {
    require(checked.value().signing(party).digest() == party.signing);
    require(checked.value().opening(party).digest() == party.opening);
    require(checked.value().signing(party).valid_at(checked.value().signed_at(party)));
  }
  require(cms_verify(signatures, text).value().signers.size() == parties.size());
  require(!describe_signatures(checked.value()).empty());
  return 0;
}
