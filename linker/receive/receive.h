// receive: checked seals -> submissions. Opens every file. Checks each body against the agreement
// and its own manifest, and all bodies against each other. If one check fails, refuses the whole
// run before any record is compared.
#pragma once

#include <vector>

#include "common/progress.h"
#include "linker/receive/submission.h"
#include "protocol/identity/identity.h"

namespace tally::linker {

// In the agreement's order of data sets. Errors name the file and the check: refused: another
// agreement, encoding, project or standardiser; a data set not in the agreement or given twice; a
// required one absent; columns that are not the agreement's; key check values that differ
// (different secrets); conformance rows that differ on a shared column (different software); more
// rows for a record than allowed; a body that differs from its manifest (data set, rows, linkage
// secret); not sealed to the reader. malformed: docs/formats/encodings.md. A submission made under
// the agreement that this one amends is accepted: only the policy can differ, since project and
// encoding have their own checks. progress advances by the bytes read.
Result<std::vector<Submission>> receive(const Agreement& agreement, const Identity& reader,
                                        std::vector<CheckedSeal> seals,
                                        Progress* progress = nullptr);

}  // namespace tally::linker
