#include <cstdio>

#include "common/cpu.h"
#include "linker/commands.h"
#include "linker/kernel_option.h"
#include "linker/receive.h"
#include "linker/release.h"
#include "linker/report.h"
#include "linker/text_table.h"

namespace tally::linker {
namespace {

Result<std::vector<Submission>> receive_with_progress(const Agreement& agreement,
                                                      const std::vector<std::string>& inputs) {
  std::uint64_t bytes = 0;
  for (const std::string& path : inputs) {
    const FileReader file = TRY(FileReader::open(path));
    bytes += file.size();
  }
  Progress progress("reading", bytes);
  return receive(agreement, inputs, &progress);
}

Result<Linkage> link_with_progress(Workshop workshop, std::vector<Submission> submissions) {
  Progress progress("linking", kSearchSteps * searches(workshop.agreement, submissions));
  workshop.progress = &progress;
  return link(workshop, std::move(submissions));
}

Status write_reports(const Agreement& agreement, const Linkage& linkage, AtomicFolder& folder) {
  AtomicFile* json = TRY(folder.add("report.json"));
  TRY(json->write(report_json(agreement, linkage)));
  AtomicFile* page = TRY(folder.add("report.html"));
  return page->write(report_page(agreement, linkage));
}

Status print_summary(const Agreement& agreement, const Linkage& linkage) {
  const std::string text =
      print_table(pass_table(agreement, linkage), 2) + describe_people(linkage.resolution) + "\n";
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    return io_error("cannot write to standard output");
  }
  return {};
}

Status run(const Options& options) {
  const std::vector<std::string>& inputs = options.all("in");
  const unsigned threads = TRY(threads_of(options));
  const Kernel* kernel = TRY(kernel_of(options));
  const Agreement agreement = TRY(Agreement::load(options.get("agreement")));
  TRY(check_passes(agreement));
  const OwnKey release_key = TRY(load_own_key(options.get("identity"), OwnKeyKind::release));
  TRY(refuse_output_over_input(options.get("out"), inputs));
  AtomicFolder folder = TRY(AtomicFolder::open(
      options.get("out"), options.flag("force") ? Overwrite::yes : Overwrite::no));

  std::vector<Submission> submissions = TRY(receive_with_progress(agreement, inputs));
  tell("agreement " + to_hex(agreement.fingerprint().bytes));
  tell("kernel " + std::string(kernel->name) + ", threads " + std::to_string(threads));
  const Linkage linkage =
      TRY(link_with_progress({agreement, *kernel, threads}, std::move(submissions)));
  TRY(release(agreement, release_key, linkage, folder));
  TRY(write_reports(agreement, linkage, folder));
  TRY(print_summary(agreement, linkage));  // before the results are there: it may fail
  return folder.commit();
}

}  // namespace

Command link_command() {
  return {"link",
          "link submissions of two or more data sets, or of one with duplicates",
          {
              {"agreement", "FILE", Need::required, "the agreement"},
              {"identity", "DIR", Need::required, "the linker's folder of keys"},
              {"in", "FILE", Need::repeated, "a submission; one for each data set"},
              {"out", "DIR", Need::required,
               "gets links.csv, a bridge for each analyst, report.html and report.json"},
              threads_option(),
              kernel_option(),
              {"force", "", Need::flag, "replace the output if it exists"},
          },
          run};
}

}  // namespace tally::linker
