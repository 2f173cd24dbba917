#include <utility>
#include <vector>

#include "common/file_reader.h"
#include "common/join.h"
#include "common/terminal_progress.h"
#include "protocol/commands/commands.h"
#include "protocol/describe/describe.h"
#include "protocol/use_cases/inspect_file.h"

namespace tally {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

std::string place_in_sequence(const Manifest& manifest) {
  std::string number = std::to_string(manifest.sequence);
  if (!manifest.previous) return number;
  return number + ", after the manifest " + in_groups(manifest.previous->bytes);
}

std::string evidence_of(const Manifest& manifest) {
  const EvidenceHead& evidence = manifest.evidence;
  if (evidence.length == 0) return "no entries yet";
  return std::to_string(evidence.length) + " entries, head " + in_groups(evidence.head.bytes);
}

Lines lines_of(const SealedFile& file) {
  const Manifest& manifest = file.manifest;
  Lines lines = {{"file", file.path},
                 {"digest", in_groups(file.file.bytes)},
                 {"kind", std::string(name_of(manifest.kind))},
                 {"maker", manifest.maker},
                 {"readers", join(manifest.readers)}};
  if (!manifest.dataset.empty()) lines.emplace_back("data set", manifest.dataset);
  if (!manifest.analyst.empty()) lines.emplace_back("analyst", manifest.analyst);
  lines.emplace_back("sequence", place_in_sequence(manifest));
  lines.emplace_back("made", print_time(manifest.made));
  lines.emplace_back("expires", print_time(manifest.expires));
  lines.emplace_back("rows", std::to_string(manifest.rows));
  lines.emplace_back("content", std::to_string(manifest.content_bytes) + " bytes");
  lines.emplace_back("software", manifest.software);
  if (manifest.key_check) lines.emplace_back("key check", in_groups(manifest.key_check->bytes));
  lines.emplace_back("evidence", evidence_of(manifest));
  lines.emplace_back("project", in_groups(manifest.project.bytes));
  lines.emplace_back("agreement", in_groups(manifest.agreement.bytes));
  lines.emplace_back("manifest", in_groups(manifest_digest(manifest).bytes));
  lines.emplace_back("certificate", in_groups(manifest.certificate.bytes));
  return lines;
}

std::string print(const SealedFile& file) {
  std::string text;
  for (const auto& [label, value] : lines_of(file)) {
    text += label + std::string(13 - label.size(), ' ') + value + "\n";
  }
  return text + "\nThe file is whole, and the signature verifies.\n";
}

Status run_show(const Options& options) {
  TerminalProgress progress;
  const std::optional<std::string> agreement = options.find("agreement");
  const InspectOutcome outcome = TRY(inspect_file({options.get("in"), agreement, now(), progress}));
  TRY(print_out(print(outcome.file)));
  if (!agreement) {
    return print_out(
        "To check also who made it and whether the agreement allows it, name the agreement\n"
        "(--agreement).\n");
  }
  TRY(Status(outcome.verdict));
  return print_out(
      "Its maker signed it, it is sealed only to its permitted readers, and the "
      "agreement allows it.\n");
}

}  // namespace

Command show_command() {
  return {"show",
          "prints the signed description of a sealed file; needs no key",
          {{"in", "FILE", Need::required, "the sealed file"},
           {"agreement", "FILE", Need::optional,
            "also checks the file against this agreement; its signatures are in FILE.p7s"}},
          run_show};
}

}  // namespace tally
