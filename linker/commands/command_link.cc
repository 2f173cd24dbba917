#include <algorithm>
#include <numeric>

#include "common/atomic_folder.h"
#include "common/byte_stream.h"
#include "common/file_reader.h"
#include "common/paths.h"
#include "common/terminal_progress.h"
#include "linker/commands/commands.h"
#include "linker/commands/kernel_option.h"
#include "linker/commands/text_table.h"
#include "linker/people/release.h"
#include "linker/receive/intake.h"
#include "linker/report/report.h"
#include "protocol/command_line/overwrite.h"
#include "protocol/command_line/party_options.h"
#include "protocol/describe/describe.h"

namespace tally::linker {
namespace {

Result<Intake> take_in_with_progress(const PartySession& party,
                                     const std::vector<std::string>& inputs) {
  std::uint64_t bytes = 0;
  for (const std::string& path : inputs) {
    const FileReader file = TRY(FileReader::open(path));
    bytes += 2 * file.size();
  }
  TerminalProgress progress("reading", bytes);
  return take_in(party, inputs, &progress);
}

Result<Linkage> link_with_progress(Workshop workshop, std::vector<Submission> submissions) {
  TerminalProgress progress("linking", kSearchSteps * searches(workshop.agreement, submissions));
  workshop.progress = &progress;
  return link(workshop, std::move(submissions));
}

std::vector<LinkedPass> links_by_pass(const Agreement& agreement, const Linkage& linkage) {
  std::vector<LinkedPass> passes;
  for (const Pass& pass : agreement.terms().policy.passes) passes.push_back({pass.name, 0});
  for (const PairOutcome& pair : linkage.pairs) {
    for (const PassOutcome& pass : pair.passes) passes[pass.pass].links += pass.links.size();
  }
  return passes;
}

std::uint64_t count_people(const Resolution& resolution) {
  return std::accumulate(resolution.people.begin(), resolution.people.end(), std::uint64_t{0});
}

// The files of a run, in one folder that appears whole; what is sealed in it is noted before.
class Results {
 public:
  Results(PartySession& party, const OwnKey& release_key, const Linkage& linkage,
          AtomicFolder& folder, const std::string& path)
      : party_(party),
        release_key_(release_key),
        linkage_(linkage),
        folder_(folder),
        scratch_folder_(folder_of(path)) {}

  Status write() {
    TRY(add("links.csv",
            [&](const ByteSink& sink) { return write_links(party_.agreement(), linkage_, sink); }));
    TRY(add_text("report.json", report_json(party_.agreement(), linkage_, 0)));
    TRY(add_text("report.html", report_page(party_.agreement(), linkage_, 0)));
    for (const Release& release : party_.agreement().terms().releases) TRY(seal_bridge(release));
    return seal_report();
  }
  Status commit() {
    for (Json::Object& facts : sealed_) TRY(party_.note("sealed", std::move(facts)));
    return folder_.commit();
  }

 private:
  template <class Write>
  Status add(const std::string& name, Write write_to) {
    AtomicFile* file = TRY(folder_.add(name));
    return write_to([&](ByteView bytes) { return file->write(bytes); });
  }
  Status add_text(const std::string& name, const std::string& text) {
    return add(name, [&](const ByteSink& sink) { return sink(as_bytes(text)); });
  }

  Result<SealedWriter> open(const std::string& name, const SealRequest& request) {
    AtomicFile* file = TRY(folder_.add(name));
    return SealedWriter::into(*file, scratch_folder_, party_.signed_agreement(), party_.identity(),
                              request);
  }
  Status close(SealedWriter& writer, std::uint64_t rows) {
    sealed_.push_back(TRY(party_.finish(writer, rows)));
    return {};
  }

  Status seal_bridge(const Release& release) {
    SealedWriter writer = TRY(open("bridge-" + release.analyst + ".tally",
                                   party_.request(SealKind::bridge, "", release.analyst)));
    const std::uint64_t rows =
        TRY(write_bridge(party_.agreement(), release_key_, release, linkage_,
                         [&](ByteView bytes) { return writer.write(bytes); }));
    TRY(party_.note("released", released_facts(release.analyst, release.datasets, rows)));
    return close(writer, rows);
  }

  // What leaves tells no count that any release calls small.
  Status seal_report() {
    std::uint32_t least = 0;
    for (const Release& release : party_.agreement().terms().releases) {
      least = std::max(least, release.small_counts);
    }
    SealedWriter writer = TRY(open("report.tally", party_.request(SealKind::report, "", "")));
    TRY(writer.write(report_page(party_.agreement(), linkage_, least)));
    return close(writer, 0);
  }

  PartySession& party_;
  const OwnKey& release_key_;
  const Linkage& linkage_;
  AtomicFolder& folder_;
  const std::string scratch_folder_;
  std::vector<Json::Object> sealed_;
};

Status print_summary(const Agreement& agreement, const Linkage& linkage) {
  const std::string text =
      print_table(pass_table(agreement, linkage), 1) + describe_people(linkage.resolution) + "\n";
  return print_out(text);
}

Result<Intake> receive_and_note(PartySession& party, const std::vector<std::string>& inputs) {
  Intake intake = TRY(take_in_with_progress(party, inputs));
  for (const CheckedSeal& seal : intake.seals) TRY(party.note_received(seal));
  TRY(party.note("checked", checked_facts(inputs_of(intake))));
  return intake;
}

Status run(const Options& options) {
  const std::vector<std::string>& inputs = options.all("in");
  const unsigned threads = TRY(threads_of(options));
  const Kernel* kernel = TRY(kernel_of(options));
  PartySession party = TRY(session_of(options));
  TRY(party.require(Party::Role::linker));
  TRY(check_passes(party.agreement()));
  const OwnKey release_key = TRY(party.identity().own_key(OwnKeyKind::release));
  const std::string& out = options.get("out");
  for (const std::string& line : sealed_before(party, options)) tell(line);
  AtomicFolder folder = TRY(AtomicFolder::open(out, overwrite_of(options)));

  Intake intake = TRY(receive_and_note(party, inputs));
  tell("agreement " + in_groups(party.agreement().fingerprint().bytes));
  tell("kernel " + std::string(kernel->name) + ", threads " + std::to_string(threads));
  const std::vector<LinkedInput> linked = inputs_of(intake);
  const Linkage linkage =
      TRY(link_with_progress({party.agreement(), *kernel, threads}, std::move(intake.submissions)));
  TRY(party.note("linked", linked_facts(linked, links_by_pass(party.agreement(), linkage),
                                        count_people(linkage.resolution))));
  Results results(party, release_key, linkage, folder, out);
  TRY(results.write());
  TRY(print_summary(party.agreement(), linkage));  // before the results are there: it may fail
  TRY(results.commit());
  for (const std::string& line : party.to_keep()) tell(line);
  return {};
}

}  // namespace

Command link_command() {
  return {"link", "link submissions of two or more data sets, or of one with duplicates",
          party_options({
              {"in", "FILE", Need::repeated, "a submission; one for each data set"},
              {"out", "DIR", Need::required,
               "gets links.csv, report.html and report.json, which are your own, and to hand on, "
               "sealed: bridge-NAME.tally for each analyst and report.tally",
               Direction::out},
              threads_option(),
              kernel_option(),
              {"force", "", Need::flag, "replace the output if it exists"},
          }),
          run};
}

}  // namespace tally::linker
