#include "tests/unit/common/failing_port.h"

namespace tally {
namespace {

thread_local FailingPort* failing = nullptr;

}  // namespace

FailingPort::FailingPort(port::Call every, std::errc fault) : every_(every), fault_(fault) {
  failing = this;
}

FailingPort::FailingPort(int nth, std::errc fault) : left_(nth), fault_(fault) {
  failing = this;
}

FailingPort::~FailingPort() {
  failing = nullptr;
}

std::error_code FailingPort::next(port::Call call) {
  const bool fails = every_ ? *every_ == call : --left_ == 0;
  has_failed_ = has_failed_ || fails;
  return fails ? std::make_error_code(fault_) : std::error_code();
}

namespace port {

std::error_code planned_fault(Call call) {
  return failing == nullptr ? std::error_code() : failing->next(call);
}

}  // namespace port
}  // namespace tally
