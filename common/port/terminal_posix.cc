#include <sys/ioctl.h>
#include <unistd.h>

#include "common/port/terminal.h"

namespace tally::port {

bool stderr_is_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

unsigned terminal_width() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

}  // namespace tally::port
