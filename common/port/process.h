// The settings that a program makes for its process at the start.
#pragma once

namespace tally::port {

// No core dumps and no tracing of this process: its memory may hold secrets.
void forbid_memory_dumps();
// Opens something where standard input, output or error is closed, so that no file of ours takes
// their place; and a closed pipe or a file-size limit becomes an error instead of an end.
void prepare_standard_streams();

}  // namespace tally::port
