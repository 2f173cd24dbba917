// The terminal, if standard error is one.
#pragma once

namespace tally::port {

bool stderr_is_terminal();
// The width in columns; 80 if it is unknown.
unsigned terminal_width();

}  // namespace tally::port
