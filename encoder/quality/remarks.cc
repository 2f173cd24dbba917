#include "encoder/quality/remarks.h"

namespace tally::encoder {

std::string without_line(std::string remark) {
  for (std::size_t colon = remark.find(':'); colon != remark.npos;
       colon = remark.find(':', colon + 1)) {
    const std::size_t end = remark.find_first_not_of("0123456789", colon + 1);
    if (end == remark.npos || end == colon + 1 || remark[end] != ':') continue;
    remark.erase(colon, end - colon);
    break;
  }
  return remark;
}

}  // namespace tally::encoder
