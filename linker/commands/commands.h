// The subcommands of tally-linker.
#pragma once

#include "common/cli.h"

namespace tally::linker {

Command link_command();
Command evaluate_command();
Command compare_command();
Command check_command();

}  // namespace tally::linker
