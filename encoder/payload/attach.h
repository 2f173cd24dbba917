// Payload: the columns that analysts need, with references instead of identifiers. It reads the
// holder's CSV itself, with any columns, since profiles do not have payload columns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/byte_stream.h"
#include "common/progress.h"
#include "common/result.h"
#include "encoder/admit/exclusions.h"
#include "encoder/admit/ledger.h"
#include "encoder/profiles/profile.h"
#include "protocol/agreement/agreement.h"
#include "protocol/identity/identity.h"

namespace tally::encoder {

struct AttachRequest {
  const Agreement& agreement;
  DatasetIndex dataset;
  const Profile& profile;  // of the data set
  const ReferenceKey& reference_key;
  std::string input;  // CSV
  ByteSink output;    // gets the text of a CSV
  // A column that the profile takes local_id from, or another column of local_ids.
  std::string id = "local_id";
  std::vector<std::string> keep = {};  // the columns that analysts may see; all others are dropped
  std::vector<std::string> exclusions = {};  // files: lists of people to leave out
  std::string scratch_folder = ".";          // for the rows, encrypted
  Progress* progress = nullptr;              // of the bytes read
};

struct AttachSummary {
  std::vector<std::string> kept;  // columns, in the order of the file
  std::vector<std::string> dropped;
  std::vector<std::string> remarks;  // on the code page
  Ledger ledger;                     // of rows; those usable are written
  std::vector<Exclusions::List> lists;
  std::uint64_t records = 0;  // of the rows written
};

// Writes a column reference, then the columns to keep, unchanged. Rows are in the order of their
// references, and rows of one record in the order of their lines. Memory is bounded. Every other
// column is dropped, since a column with an unknown name may also hold an identifier. All rows of a
// record are written: a payload may have many. Rows with a wrong number of cells or without a
// usable local_id are left out. A record that a list names by any of its rows is left out with all
// its rows. It does not know which records were encoded: it writes the records of the file.
//
// If the profile takes local_id from the column `id`, every row has the local_id that the profile
// gives it, from any of the profile's columns. Otherwise the column `id` gives it, without the
// values that the profile does not know, and lists name records also by the profile's local_id.
//
// malformed: no column of identifiers, a name twice, a column called reference; usage: keep names a
// column that the file does not have; refused: no row is left, or a list cannot be applied, because
// the file lacks a column that the profile takes local_id or other ids from.
Result<AttachSummary> attach(const AttachRequest& request);

}  // namespace tally::encoder
