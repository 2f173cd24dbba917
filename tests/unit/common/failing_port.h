// Makes calls of the platform fail, in this thread, until this object is destroyed.
#pragma once

#include <optional>
#include <system_error>

#include "common/port/planned_fault.h"

namespace tally {

class FailingPort {
 public:
  FailingPort(port::Call every, std::errc fault);  // every call of a kind
  FailingPort(int nth, std::errc fault);           // the nth call of any kind, from 1
  ~FailingPort();
  FailingPort(const FailingPort&) = delete;
  FailingPort& operator=(const FailingPort&) = delete;

  bool has_failed() const { return has_failed_; }
  std::error_code next(port::Call call);

 private:
  std::optional<port::Call> every_;
  int left_ = 0;
  std::errc fault_;
  bool has_failed_ = false;
};

}  // namespace tally
