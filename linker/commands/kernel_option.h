// The option --kernel of the commands that compare.
#pragma once

#include "common/cli.h"
#include "linker/kernels/kernel.h"

namespace tally::linker {

inline Option kernel_option() {
  return {"kernel", "NAME", Need::optional,
          "the code that compares: " + kernel_names() + " (default: the fastest here)"};
}

inline Result<const Kernel*> kernel_of(const Options& options) {
  const auto name = options.find("kernel");
  if (name) return kernel_named(*name);
  return &best_kernel();
}

}  // namespace tally::linker
