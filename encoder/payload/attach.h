// Payload: the columns that analysts need, with references in place of identifiers. It reads the
// holder's CSV itself, whatever its columns, for payload columns are in no profile.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/byte_stream.h"
#include "common/progress.h"
#include "common/result.h"
#include "encoder/admit/exclusions.h"
#include "encoder/admit/ledger.h"
#include "protocol/agreement/agreement.h"
#include "protocol/identity/identity.h"

namespace tally::encoder {

struct AttachRequest {
  const Agreement& agreement;
  DatasetIndex dataset;
  const ReferenceKey& reference_key;
  std::string input;                            // CSV
  ByteSink output;                              // gets the text of a CSV
  std::string id = "local_id";                  // the column that the profile takes local_id from
  std::vector<std::string> excluded_with = {};  // columns by which lists name records too
  std::vector<std::string> keep = {};        // the columns that analysts may see; no other goes out
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

// Writes a column reference, then the columns to keep as found, the rows by reference (rows of one
// record by line), in bounded memory. Every other column is dropped: a name that no list knows may
// hold an identifier all the same. All rows of a record are written: a payload may have many. Rows
// with a wrong number of cells, and without a usable local_id, are left out; a record that a list
// names by any of its rows is left out with all. Which records were encoded it does not know: it
// writes those of the file.
//
// malformed: no column of identifiers, a name twice, a column called reference; usage: keep names a
// column that is not there; refused: no row is left, a list that cannot be applied.
Result<AttachSummary> attach(const AttachRequest& request);

}  // namespace tally::encoder
