#include <sched.h>

#include <algorithm>
#include <thread>

#include "common/port/processor.h"

namespace tally::port {

CpuFeatures cpu_features() {
  CpuFeatures features;
#if defined(__x86_64__)
  // The builtin asks the processor and also whether the system saves the registers.
  features.avx2 = __builtin_cpu_supports("avx2") != 0;
  features.avx512_vpopcntdq =
      __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
      __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0;
#endif
  return features;
}

unsigned available_processors() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (::sched_getaffinity(0, sizeof(allowed), &allowed) == 0) {
    return static_cast<unsigned>(std::max(CPU_COUNT(&allowed), 1));
  }
  return std::max(std::thread::hardware_concurrency(), 1U);  // more than 1024 processors
}

}  // namespace tally::port
