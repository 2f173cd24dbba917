// The settings that a program makes for its process at the start.
#pragma once

namespace tally::port {

// Forbids core dumps and tracing of this process, because its memory may hold secrets.
void forbid_memory_dumps();
// If standard input, output or error is closed, opens a device in its place, so that none of our
// files gets its number. Makes a closed pipe or a file-size limit an error instead of the end of
// the process.
void prepare_standard_streams();

}  // namespace tally::port
