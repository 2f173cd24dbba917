// The kernels compiled in; kernels.cc chooses among them.
#pragma once

#include "linker/kernels/kernel.h"

namespace tally::linker {

extern const Kernel kPortable;
#ifdef __x86_64__
extern const Kernel kAvx2;
extern const Kernel kAvx512;
#endif

}  // namespace tally::linker
