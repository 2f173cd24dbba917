// The terminal, if standard error is one.
#pragma once

namespace tally::port {

bool stderr_is_terminal();
// In columns; 80 when unknown.
unsigned terminal_width();

}  // namespace tally::port
