// Checks that make encode refuse an export although every row can be read.
#pragma once

#include <string>

#include "common/result.h"
#include "encoder/encode/encode.h"
#include "encoder/profiles/profile.h"
#include "protocol/agreement/agreement.h"

namespace tally::encoder {

// refused: an agreed field that the source at the path has no column for. The encoded fields are
// exactly the agreed fields.
Status check_fields(const std::string& path, const Profile& profile, const Dataset& dataset,
                    const PerField<bool>& fields);
// refused: an agreed field without a value in any of twenty or more rows. Middle names and linking
// keys may be missing.
Status check_values(const std::string& path, const Dataset& dataset, const EncodeSummary& summary);
// refused: nothing to write, or more rows than a submission can hold.
Status check_written(const std::string& path, const EncodeSummary& summary);

}  // namespace tally::encoder
