// receive: checked seals -> submissions. Opens every file, checks each body against the agreement
// and its own manifest and all against each other, and refuses the whole run when one check fails,
// before anybody is compared.
#pragma once

#include <vector>

#include "common/progress.h"
#include "linker/receive/submission.h"
#include "protocol/identity/identity.h"

namespace tally::linker {

// In the agreement's order of data sets. Errors name the file and the check:
// refused: another agreement, encoding, project or standardiser; a data set not in the agreement or
// given twice; a required one absent; columns that are not the agreement's; key check values that
// differ (another secret); conformance rows that differ on a shared column (another software);
// more rows a record than allowed; a body that is not what its manifest says (data set, rows,
// linkage secret); not sealed to the reader. malformed: docs/formats/encodings.md. An encoding made
// under the agreement that this one amends is taken: only policy can differ, since project and
// encoding are checked by themselves. progress advances by the bytes read.
Result<std::vector<Submission>> receive(const Agreement& agreement, const Identity& reader,
                                        std::vector<CheckedSeal> seals,
                                        Progress* progress = nullptr);

}  // namespace tally::linker
