#include "encoder/encode/encode_checks.h"

#include "encoder/profiles/explain.h"
#include "protocol/agreement/encodings.h"

namespace tally::encoder {
namespace {

// With fewer rows, an empty field proves nothing.
constexpr std::uint64_t kFewest = 20;

}  // namespace

Status check_fields(const std::string& path, const Profile& profile, const Dataset& dataset,
                    const PerField<bool>& fields) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (!dataset.fields.values[i] || fields.values[i]) continue;
    return refused(path + ": no column for the field \"" + std::string(kFieldNames[i]) +
                       "\", which the agreement encodes",
                   "the profile reads it from " + where_from(profile, static_cast<Field>(i)));
  }
  return {};
}

// Such a file is from another year, or its joined table has other ids.
Status check_values(const std::string& path, const Dataset& dataset, const EncodeSummary& summary) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    const bool optional = field == Field::middle_names || is_key(field);
    if (!dataset.fields[field] || optional || !summary.has_nothing(field, kFewest)) continue;
    return refused(
        path + ": no row has a value for the field \"" + std::string(kFieldNames[i]) +
            "\", which the agreement encodes",
        "check that the file, the profile's year and the ids that join its tables are right");
  }
  return {};
}

Status check_written(const std::string& path, const EncodeSummary& summary) {
  if (summary.rows_written() == 0) {
    return refused(path + ": nothing to encode: every row was rejected or excluded",
                   describe(summary.ledger.all_rejected()));
  }
  if (summary.records_written >= kFewest && summary.records_empty == summary.records_written) {
    return refused(path +
                       ": nothing to encode: no row has a usable value of any field that the "
                       "agreement encodes",
                   "tally-encoder check says what is wrong with them");
  }
  if (summary.rows_written() > kMaxRows) {
    return refused(path + ": more rows than a submission can hold");
  }
  return {};
}

}  // namespace tally::encoder
