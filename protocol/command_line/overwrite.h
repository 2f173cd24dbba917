// The option --force, for all commands that write.
#pragma once

#include "common/cli.h"
#include "protocol/base/kept_files.h"

namespace tally {

inline Overwrite overwrite_of(const Options& options) {
  return options.flag("force") ? kForce : Overwrite::no;
}

}  // namespace tally
