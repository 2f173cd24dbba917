// The subcommands of tally-encoder.
#pragma once

#include "common/cli.h"
#include "encoder/readers/source.h"
#include "encoder/record/date.h"

namespace tally::encoder {

Command check_command();
Command audit_command();
Command encode_command();
Command attach_command();
Command clk_command();
Command profiles_command();
Command profile_show_command();
Command profile_check_command();

// --with NAME=FILE, and the files that it and --in name. Error: usage.
Option with_option();
Result<SourceFiles> source_of(const Options& options);

Date today();
// --day DATE, and the day that it names; without it, today. Error: usage.
Option day_option();
Result<Date> day_of(const Options& options);

}  // namespace tally::encoder
