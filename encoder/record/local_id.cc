#include "encoder/record/local_id.h"

namespace tally::encoder {

std::string_view trim_local_id(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return cell.substr(first, cell.find_last_not_of(' ') - first + 1);
}

std::optional<Reject> reject_local_id(std::string_view local_id) {
  if (local_id.empty()) return Reject::no_local_id;
  if (local_id.size() > kMaxLocalId) return Reject::local_id_too_long;
  return std::nullopt;
}

}  // namespace tally::encoder
