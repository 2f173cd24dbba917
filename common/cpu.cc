#include "common/cpu.h"

#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

namespace tally {

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

void forbid_memory_dumps() {
  // Neither can fail in a way that matters: both only take rights away.
  ::prctl(PR_SET_DUMPABLE, 0);
  const rlimit none{0, 0};
  static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
}

bool stderr_is_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

unsigned terminal_width() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

}  // namespace tally
