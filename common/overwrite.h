// Whether an output may replace an existing one.
#pragma once

#include <string>
#include <string_view>

#include "common/bytes.h"

namespace tally {

class Overwrite {
 public:
  // The reason why a file that starts with these bytes must stay ("holds ..."); empty if it may be
  // replaced. `path` is where the file is, without symbolic links as its last part; `start` is at
  // most the first kStart bytes.
  using Reason = std::string_view (*)(const std::string& path, ByteView start);
  static constexpr std::size_t kStart = 4096;

  static const Overwrite no;
  static constexpr Overwrite unless(Reason reason) { return Overwrite(reason); }

  bool is_allowed() const { return reason_ != nullptr; }
  std::string_view reason_to_keep(const std::string& path, ByteView start) const {
    return reason_(path, start);
  }
  friend bool operator==(const Overwrite&, const Overwrite&) = default;

 private:
  constexpr explicit Overwrite(Reason reason) : reason_(reason) {}
  Reason reason_;
};

inline constexpr Overwrite Overwrite::no = Overwrite(nullptr);

}  // namespace tally
