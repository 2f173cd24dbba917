// What encode refuses though every row of it can be read.
#pragma once

#include <string>

#include "common/result.h"
#include "encoder/encode/encode.h"
#include "encoder/profiles/profile.h"
#include "protocol/agreement/agreement.h"

namespace tally::encoder {

// refused: an agreed field that the source at the path has no column for. Every agreed field is
// encoded whole: not more, and not less.
Status check_fields(const std::string& path, const Profile& profile, const Dataset& dataset,
                    const PerField<bool>& fields);
// refused: an agreed field without one value in twenty or more rows. Middle names and keys may
// rightly be missing.
Status check_values(const std::string& path, const Dataset& dataset, const EncodeSummary& summary);
// refused: nothing to write, or more rows than a submission can hold.
Status check_written(const std::string& path, const EncodeSummary& summary);

}  // namespace tally::encoder
