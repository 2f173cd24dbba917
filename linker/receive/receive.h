// receive: the only gate. Reads every submission, checks each against the agreement and all against
// each other, and refuses the whole run when one check fails, before anybody is compared.
#pragma once

#include <memory>
#include <vector>

#include "common/byte_stream.h"
#include "common/progress.h"
#include "linker/receive/submission.h"
#include "protocol/agreement/agreement.h"

namespace tally::linker {

// In the agreement's order of data sets. Errors name the file and the check:
// refused: another agreement, encoding, project or standardiser; a data set not in the agreement or
// given twice; a required one absent; columns that are not the agreement's; key check values that
// differ (another secret); conformance rows that differ on a shared column (another software);
// more rows a record than allowed. malformed: docs/formats/encodings.md.
// An encoding made under the agreement that this one amends is taken: only policy can differ, since
// project and encoding are checked by themselves.
// progress is told the bytes read.
Result<std::vector<Submission>> receive(const Agreement& agreement,
                                        std::vector<std::unique_ptr<ByteSource>> bodies,
                                        Progress* progress = nullptr);

}  // namespace tally::linker
