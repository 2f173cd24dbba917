// The abilities of the processor, and the number of processors.
#pragma once

namespace tally::port {

struct CpuFeatures {
  bool avx2 = false;
  bool avx512_vpopcntdq = false;  // with F, BW and VL, and enabled by the system
};

CpuFeatures cpu_features();
// Processors that this process may run on, at least 1.
unsigned available_processors();

}  // namespace tally::port
