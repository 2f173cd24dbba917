// An accepted template makes terms that are an agreement or break a rule.
#include "protocol/drafting/draft_text.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tally;
  static const PartyCard card = [] {
    const auto certificate = [](KeyUse use) {
      return PrivateKey::generate().self_signed("a", use, Time{0}, Time{kSecondsADay});
    };
    return PartyCard{certificate(KeyUse::signing), certificate(KeyUse::opening)};
  }();
  const Result<Draft> draft =
      parse_draft(as_text(data, size), "draft", [](const std::string&) { return card; });
  if (!draft) {
    require(draft.error().code == Errc::malformed);
    return 0;
  }
  AgreementTerms terms = draft_terms(draft.value());
  // Every party has its own certificates, as on cards.
  for (Party& party : terms.parties) {
    party.signing = sha256({as_bytes("signing"), as_bytes(party.name)});
    party.opening = sha256({as_bytes("opening"), as_bytes(party.name)});
  }
  const Result<Agreement> made = Agreement::make(std::move(terms));
  require(made || made.error().code == Errc::refused);
  if (made) require(Agreement::parse(made.value().text()).operator bool());
  return 0;
}
