// Runs part of a test in a separate process, which it may spoil: closed streams, limits, a kill.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <iostream>
#include <string>

#include "tests/unit/common/temporary_folder.h"

namespace tally {

struct ChildResult {
  int status = -1;  // the argument of exit(), or -1 after a signal
  std::string out;
  std::string err;
};

inline ChildResult run_in_child(const std::function<int()>& work) {
  const TemporaryFolder folder;
  std::fflush(nullptr);
  std::cout.flush();
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(::open((folder / "out").c_str(), O_CREAT | O_WRONLY, 0600), STDOUT_FILENO);
    ::dup2(::open((folder / "err").c_str(), O_CREAT | O_WRONLY, 0600), STDERR_FILENO);
    const int status = work();
    std::fflush(nullptr);
    ::_exit(status);
  }
  int wait_status = 0;
  ::waitpid(child, &wait_status, 0);
  return {WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1, folder.get("out"),
          folder.get("err")};
}

}  // namespace tally
