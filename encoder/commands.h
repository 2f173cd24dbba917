// The subcommands of tally-encoder.
#pragma once

#include "common/cli.h"

namespace tally::encoder {

Command check_command();
Command encode_command();
Command attach_command();
Command clk_command();

}  // namespace tally::encoder
