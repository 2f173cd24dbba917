// Makes, from a completed template, an agreement that its parties can read and sign.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/overwrite.h"
#include "common/result.h"
#include "common/time.h"
#include "protocol/agreement/agreement.h"

namespace tally {

struct MakeAgreementRequest {
  std::string from;                   // the completed template
  std::optional<std::string> amends;  // the agreement that the new one replaces
  std::string out;
  Overwrite overwrite = Overwrite::no;
  Time now;
};

struct MakeAgreementOutcome {
  Agreement agreement;
  // Fields that the template lists but that will not be encoded, for a notice to the user.
  std::vector<std::string> notices;
  // For an amendment: whether every data set must be encoded again.
  std::optional<bool> encoding_changes;
};

// refused: nothing is left to encode; the agreement would last too long; an amendment that turns a
// linkage into a rehearsal or back; everything that Agreement::make refuses.
Result<MakeAgreementOutcome> make_agreement(const MakeAgreementRequest& request);

}  // namespace tally
