// Tests make calls of the platform fail here. In programs, no call fails here.
#pragma once

#include <cstdint>
#include <system_error>

namespace tally::port {

enum class Call : std::uint8_t { create, open_to_lock, write, sync, rename, make_folder };

#ifdef TALLY_PORT_FAULTS
std::error_code planned_fault(Call call);  // tests/unit/common/failing_port.cc
#else
inline std::error_code planned_fault(Call) {
  return {};
}
#endif

}  // namespace tally::port
