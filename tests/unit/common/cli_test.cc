#include "common/cli.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/unit/common/child.h"

namespace tally::cli_test {
namespace {

Status print_options(const Options& options) {
  std::printf("out=%s", options.get("out").c_str());
  for (const std::string& in : options.all("in")) std::printf(" in=%s", in.c_str());
  for (const std::string& keep : options.all("keep")) std::printf(" keep=%s", keep.c_str());
  const unsigned threads = TRY(threads_of(options));
  const std::string kernel = TRY(options.choice("kernel", {"portable", "avx512"}));
  std::cout << " threads=" << threads << " kernel=" << kernel << " force=" << options.flag("force")
            << "\n";
  return {};
}

Program program() {
  const Command link = {"link",
                        "links the submissions of all the data holders that the agreement names, "
                        "and writes what each analyst may have",
                        {{"in", "FILE", Need::repeated, "a submission"},
                         {"out", "DIR", Need::required, "the folder for the results"},
                         {"keep", "COL", Need::any_number, "a column to keep"},
                         {"kernel", "K", Need::optional, "portable or avx512"},
                         threads_option(),
                         {"force", "", Need::flag, "replace an existing folder"}},
                        print_options};
  const auto failing = [](std::string name, std::function<Status(const Options&)> run) {
    return Command{std::move(name), "fails", {}, std::move(run)};
  };
  return {"tally-test",
          "a program for tests",
          {link, failing("agreement new", [](const Options&) -> Status { return {}; }),
           failing("agreement show",
                   [](const Options&) -> Status { return malformed("a.csv:1: bad", "fix it"); }),
           failing("exhaust", [](const Options&) -> Status { throw std::bad_alloc(); }),
           failing("throw", [](const Options&) -> Status { throw std::runtime_error("oh"); })}};
}

Program join_program() {
  const Command join = {"join",
                        "joins tables",
                        {{"in", "FILE", Need::required, "a table"},
                         {"with", "NAME=FILE", Need::any_number, "another"},
                         {"out", "FILE", Need::required, "the whole", Direction::out},
                         {"list", "FILE", Need::optional, "the rest", Direction::out}},
                        [](const Options&) -> Status { return {}; }};
  return {"tally-test", "a program for tests", {join}};
}

ChildResult run(std::vector<std::string> arguments, const Program& tested = program()) {
  return run_in_child([&] {
    arguments.insert(arguments.begin(), "tally-test");
    std::vector<char*> argv(arguments.size());
    std::transform(arguments.begin(), arguments.end(), argv.begin(),
                   [](std::string& argument) { return argument.data(); });
    return run_program(tested, static_cast<int>(argv.size()), argv.data());
  });
}

}  // namespace

TEST_CASE("options reach the command in the order given") {
  const ChildResult child = run({"link", "--in", "a", "--out=x=y", "--in=b", "--force", "--threads",
                                 "3", "--kernel", "avx512", "--keep", "-1", "--in", "c d"});
  CHECK(child.err == "");
  CHECK(child.out == "out=x=y in=a in=b in=c d keep=-1 threads=3 kernel=avx512 force=1\n");
  CHECK(child.status == 0);
  CHECK(run({"agreement", "new"}).status == 0);
}

TEST_CASE("optional options have their fallbacks") {
  const ChildResult child = run({"link", "--in", "a", "--out", "b"});
  CHECK(child.out.find("kernel=portable force=0") != std::string::npos);
  CHECK(child.status == 0);
}

TEST_CASE("each mistake on the command line is a usage error with its hint") {
  struct Case {
    std::vector<std::string> arguments;
    std::string error;
    std::string hint;
  };
  const std::vector<std::string> good = {"link", "--in", "a", "--out", "b"};
  const auto with = [&](std::vector<std::string> more) {
    std::vector<std::string> all = good;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  const std::string see_options = "tally-test link --help lists the options";
  const std::string see_commands = "tally-test --help lists the commands";
  const std::string unexpected =
      "name every input with an option; tally-test link --help lists them";
  const std::vector<Case> cases = {
      {{}, "no command given", see_commands},
      {{"lnik"}, "\"lnik\": unknown command", "did you mean link?"},
      {{"frobnicate"}, "\"frobnicate\": unknown command", see_commands},
      {{""}, "\"\": unknown command", see_commands},
      {{"--in", "a"}, "\"--in\": unknown command", see_commands},
      {{"agreement"}, "agreement: incomplete command", "one of: agreement new, agreement show"},
      {{"agreement", "nw"},
       "agreement: incomplete command",
       "one of: agreement new, agreement show"},
      {{"link", "--in", "a"}, "--out DIR is missing", "the folder for the results"},
      {{"link", "--out", "a"}, "--in FILE is missing", "a submission"},
      {with({"--outt", "x"}), "--outt: unknown option", "did you mean --out?"},
      {with({"--thr", "1"}), "--thr: unknown option", "did you mean --threads?"},
      {with({"--frobnicate"}), "--frobnicate: unknown option", see_options},
      {with({"-f"}), "-f: unknown option", see_options},
      {with({"--", "--x"}), "--x: unknown option", see_options},
      {with({"c.tally"}), "\"c.tally\": unexpected argument", unexpected},
      {with({""}), "\"\": unexpected argument", unexpected},
      {with({"--out", "c"}), "--out: given twice", ""},
      {with({"--force", "--force"}), "--force: given twice", ""},
      {with({"--force=yes"}), "--force: takes no value", ""},
      {with({"--kernel"}), "--kernel: needs a value, K", ""},
      {with({"--kernel="}), "--kernel: needs a value, K", ""},
      {with({"--kernel", ""}), "--kernel: needs a value, K", ""},
      {with({"--kernel", "--force"}), "--kernel: needs a value, K", ""},
      {with({"--kernel", "neon"}), "--kernel: not one of portable, avx512", ""},
      {with({"--threads", "0"}), "--threads: not a whole number from 1 to 1024", ""},
      {with({"--threads", "1025"}), "--threads: not a whole number from 1 to 1024", ""},
      {with({"--threads", "2x"}), "--threads: not a whole number from 1 to 1024", ""},
      {with({"--threads", "-1"}), "--threads: not a whole number from 1 to 1024", ""},
      {with({"--threads", "99999999999999999999"}), "--threads: not a whole number from 1 to 1024",
       ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.error);
    const ChildResult child = run(c.arguments);
    CHECK(child.status == 2);
    const std::string hint = c.hint.empty() ? "" : "tally-test: hint: " + c.hint + "\n";
    CHECK(child.err == "tally-test: error: " + c.error + "\n" + hint);
  }
}

TEST_CASE("the exit status is the kind of error") {
  const ChildResult shown = run({"agreement", "show"});
  CHECK(shown.status == 3);
  CHECK(shown.err == "tally-test: error: a.csv:1: bad\ntally-test: hint: fix it\n");
  const ChildResult exhausted = run({"exhaust"});
  CHECK(exhausted.status == 4);
  CHECK(exhausted.err == "tally-test: error: out of memory\n");
  const ChildResult thrown = run({"throw"});
  CHECK(thrown.status == 4);
  CHECK(thrown.err == "tally-test: error: unexpected failure: oh\n");
}

TEST_CASE("help and version go to standard output") {
  CHECK(run({"--version"}).out == "tally-test " TALLY_VERSION "\n");
  const ChildResult help = run({"--help"});
  CHECK(help.status == 0);
  CHECK(help.err == "");
  CHECK(
      help.out ==
      "tally-test: a program for tests\n"
      "\n"
      "usage: tally-test COMMAND --OPTION VALUE ...\n"
      "\n"
      "commands:\n"
      "  link             links the submissions of all the data holders that the agreement names,\n"
      "                   and writes what each analyst may have\n"
      "  agreement new    fails\n"
      "  agreement show   fails\n"
      "  exhaust          fails\n"
      "  throw            fails\n"
      "\n"
      "tally-test COMMAND --help explains a command; tally-test --version prints its version.\n");
  const ChildResult command = run({"link", "--in", "a", "--help"});
  CHECK(command.status == 0);
  CHECK(
      command.out ==
      "usage: tally-test link --in FILE ... --out DIR [--keep COL ...] [--kernel K] [--threads N]\n"
      "    [--force]\n"
      "\n"
      "links the submissions of all the data holders that the agreement names, and writes what\n"
      "each analyst may have\n"
      "\n"
      "options:\n"
      "  --in FILE     a submission\n"
      "  --out DIR     the folder for the results\n"
      "  --keep COL    a column to keep\n"
      "  --kernel K    portable or avx512\n"
      "  --threads N   number of threads, 1 to 1024; by default one for each processor\n"
      "  --force       replace an existing folder\n");
}

TEST_CASE("help on a word that begins commands lists those commands") {
  const ChildResult help = run({"agreement", "--help"});
  CHECK(help.status == 0);
  CHECK(help.err == "");
  CHECK(help.out ==
        "usage: tally-test agreement COMMAND --OPTION VALUE ...\n"
        "\n"
        "commands:\n"
        "  agreement new    fails\n"
        "  agreement show   fails\n"
        "\n"
        "tally-test agreement COMMAND --help explains a command.\n");
  const ChildResult other = run({"agree", "--help"});
  CHECK(other.status == 2);
  CHECK(other.out == "");
}

TEST_CASE("standard output that cannot be written is an error") {
  for (const char* path : {"/dev/full", "a closed pipe"}) {
    CAPTURE(path);
    const ChildResult child = run_in_child([&] {
      int ends[2] = {-1, ::open(path, O_WRONLY)};
      if (ends[1] < 0 && ::pipe(ends) == 0) ::close(ends[0]);
      ::dup2(ends[1], STDOUT_FILENO);
      std::string name = "tally-test";
      std::string help = "--help";
      char* argv[] = {name.data(), help.data()};
      return run_program(program(), 2, argv);
    });
    CHECK(child.status == 4);
    CHECK(child.err == "tally-test: error: standard output: cannot write\n");
  }
}

TEST_CASE("an output that the command also reads or writes is refused under any name") {
  const TemporaryFolder folder;
  const std::string in = folder.put("in", "");
  const std::string other = folder / "other";
  const std::string same = folder / "./in";
  const std::vector<std::string> fine = {"join", "--in", in, "--out", other};
  CHECK(run(fine, join_program()).status == 0);
  const std::vector<std::vector<std::string>> wrong = {
      {"join", "--in", in, "--out", same},
      {"join", "--in", in, "--with", "name=" + other, "--out", other},
      {"join", "--in", in, "--out", other, "--list", same},
      {"join", "--in", in, "--out", other, "--list", other},
      {"join", "--in", in, "--out", folder.path()},
  };
  for (const std::vector<std::string>& arguments : wrong) {
    CAPTURE(arguments.back());
    const ChildResult child = run(arguments, join_program());
    CHECK(child.status == 2);
    CHECK(child.err.find("output") != std::string::npos);
  }
}

}  // namespace tally::cli_test
