// What the processor can do, and what a process of ours must not do.
#pragma once

namespace tally {

struct CpuFeatures {
  bool avx2 = false;
  bool avx512_vpopcntdq = false;  // with F, BW and VL, and enabled by the system
};

CpuFeatures cpu_features();
// Processors this process may run on, at least 1.
unsigned available_processors();
// No core dumps and no tracing of this process: its memory may hold secrets.
void forbid_memory_dumps();
// Whether standard error is a terminal, and its width (80 when unknown).
bool stderr_is_terminal();
unsigned terminal_width();

}  // namespace tally
