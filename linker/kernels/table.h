// The kernels that are compiled in (kernels.cc lists them), and the packing that they share.
#pragma once

#include "linker/kernels/kernel.h"

namespace tally::linker {

// A panel of 64 whole rows, one after another.
std::size_t row_words(Shape shape);
void pack_rows(Shape shape, const std::uint64_t* const* rows, std::size_t count,
               std::uint64_t* out);

extern const Kernel kPortable;
#ifdef __x86_64__
extern const Kernel kAvx2;
extern const Kernel kAvx512;
#endif

}  // namespace tally::linker
