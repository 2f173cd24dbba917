#include "common/printable.h"

namespace tally {

std::string printable(std::string_view text) {
  std::string shown(text);
  for (char& c : shown) {
    if ((c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == 0x7F) c = '?';
  }
  return shown;
}

}  // namespace tally
